"""The kinds of files that may be uploaded, and why one is refused: a code and a kind sentence."""

import posixpath
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024


class Kind(StrEnum):
    """What may be uploaded, by the end of its name."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    PNG = "png"
    JPG = "jpg"
    MP3 = "mp3"
    M4A = "m4a"
    MP4 = "mp4"


MIME = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PNG: "image/png",
    Kind.JPG: "image/jpeg",
    Kind.MP3: "audio/mpeg",
    Kind.M4A: "audio/mp4",
    Kind.MP4: "video/mp4",
}
OFFICE = frozenset({Kind.DOCX, Kind.PPTX, Kind.XLSX})
PICTURES = frozenset({Kind.PNG, Kind.JPG})
SOUND = frozenset({Kind.MP3, Kind.M4A})
FILM = frozenset({Kind.MP4})
OTHER_ENDS = {"jpeg": Kind.JPG}


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_ALLOWED = "not-allowed"  # a kind we do not take here
    NOT_WHAT_IT_SAYS = "not-what-it-says"  # the content is of another kind than the name says
    BROKEN = "broken"
    TOO_MANY_PARTS = "too-many-parts"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    HIDES_FILES = "hides-files"  # archives, programs or foreign objects inside
    LOADS_FROM_ELSEWHERE = "loads-from-elsewhere"  # fetches something from another address when it is opened
    RUNS_SOMETHING = "runs-something"  # a PDF that starts a program or a script
    TOO_MANY_PAGES = "too-many-pages"
    TOO_HEAVY = "too-heavy"  # looking at it takes more time or memory than is given
    INFECTED = "infected"  # a virus scanner knows it
    NOT_LOOKED_AT = "not-looked-at"  # the virus scanner does not answer
    TOO_LONG = "too-long"  # a recording
    TOO_MANY_ROWS = "too-many-rows"  # of a list
    NOT_A_LIST = "not-a-list"  # what should be text in rows is something else


SENTENCES: dict[Refusal, Promise] = {
    Refusal.EMPTY: _("The file is empty. Save it again and choose it once more."),
    Refusal.NOT_WHAT_IT_SAYS: _(
        "The content of the file is of another kind than its name says. Open it in its own program and save it again."
    ),
    Refusal.BROKEN: _("The file is damaged. Open it in its own program and save it again."),
    Refusal.TOO_MANY_PARTS: _("The file is made of too many parts. Split it into several files."),
    Refusal.UNPACKS_TOO_LARGE: _("Unpacked, the file is too large. Make its pictures smaller and save it again."),
    Refusal.ENCRYPTED: _("The file is locked with a password. Save it without one."),
    Refusal.MACROS: _("The file holds macros, which are small programs. Save it without them."),
    Refusal.HIDES_FILES: _("Another file or a program is packed inside the file. Take it out and save it again."),
    Refusal.LOADS_FROM_ELSEWHERE: _(
        "The file fetches pictures or templates from another place when it is opened. Put them into the file itself."
    ),
    Refusal.RUNS_SOMETHING: _(
        "The PDF starts a small program when it is opened. Print it to a new PDF, and choose that one."
    ),
    Refusal.TOO_MANY_PAGES: _("The file has too many pages. Choose those for the evening and save them on their own."),
    Refusal.TOO_HEAVY: _("The file is too heavy to be opened. Make its pictures smaller, or cut it in two."),
    Refusal.INFECTED: _(
        "The virus scanner stopped this file. Tell whoever looks after your computer, and send it from another one."
    ),
    Refusal.NOT_LOOKED_AT: _(
        "The file cannot be checked for viruses right now. Try again in an hour; it is not your fault."
    ),
    Refusal.TOO_LONG: _("The recording is too long. A minute is the most: speak once more, a little shorter."),
    Refusal.NOT_A_LIST: _("This is not a list of text. Open it in its own program and save it as CSV or XLSX."),
}


class FileRefusedError(ValueError):
    """A file that is not taken, with the reason as a code and as a sentence for whoever chose it."""

    def __init__(self, code: Refusal, sentence: str | Promise = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.sentence = sentence or SENTENCES[code]


def kind_by_name(name: str) -> Kind | None:
    """Give the kind a file claims to be by the end of its name, or None."""
    end = posixpath.splitext(name.replace("\\", "/"))[1].lower().removeprefix(".")
    return OTHER_ENDS.get(end) or (Kind(end) if end in set(Kind) else None)
