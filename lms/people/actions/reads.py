"""Note whose data a page shows, write the log of reads from it, and drop what is older than its time."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from ..models import ReadLog, User

KEPT = timedelta(days=731)  # 24 months with a leap day: never a row that the database still guards
NOTED = "noted_reads"


def note_reads(request: HttpRequest, people: Iterable[User]) -> None:
    """Note on the request whose personal data its answer shows.

    Called by every view that shows data of others, with exactly those it shows. When the answer has been made
    `ReadsAreLogged` writes one row of the `ReadLog` from it. Calling twice adds up.
    """
    noted: dict[str, None] = request.__dict__.setdefault(NOTED, {})
    noted.update((str(person.public_id), None) for person in people)


def noted_reads(request: HttpRequest) -> list[str]:
    """Give the public ids noted on a request, each once, in the order of the page; not that of the reader."""
    noted = getattr(request, NOTED, {})
    if not noted:  # a page that shows nobody must not even ask who reads: it would vary by cookie
        return []
    own = str(getattr(request.user, "public_id", ""))
    return [public_id for public_id in noted if public_id != own]


def log_reads(*, by: User, view: str, subjects: list[str]) -> None:
    """Store that somebody saw the data of these people (public ids) on a page (the name of its view)."""
    ReadLog.objects.create(reader=by, view=view[:80], subjects=" ".join(subjects))


def purge_reads() -> int:
    """Drop rows older than 24 months; give how many. Called by `tick`. The database itself refuses to drop others."""
    return ReadLog.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
