"""What is set, and what comes of it: known to the site and to the processes that set."""

from dataclasses import dataclass

from ..pdf import NoSignError, Page, set_page

SMALL = 64 * 1024  # bytes


@dataclass(frozen=True)
class Job:
    """A page, and the key and certificate (PEM) to sign it with; empty for one that is not signed."""

    page: Page
    pem: bytes = b""

    @property
    def is_small(self) -> bool:
        """Tell whether it may be handed over while another one is being set. A large one, with pictures, waits its
        turn: two who both write more than a line holds would wait for each other."""
        return sum(map(len, self.page.pictures.values())) + len(self.page.attached) < SMALL


class PressError(RuntimeError):
    """A page could not be set; the text is the kind of the error, never its words, which may quote a name."""


Made = bytes | NoSignError | PressError


def made(job: Job | PressError) -> Made:
    """Give the file, or why there is none."""
    if isinstance(job, PressError):
        return job
    try:
        page = set_page(job.page)
        if not job.pem:
            return page
        from ..sign import signed_pdf  # half a second to load, which a process that only sets pages does not need

        return signed_pdf(page, job.pem)
    except NoSignError as error:
        return error
    except Exception as error:  # a mistake of ours
        return PressError(type(error).__name__)
