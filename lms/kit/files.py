"""Looks into uploaded files before anybody opens them: is a file what it says, and does it hide anything?

The sole user of `filetype`. A refusal (`FileRefusedError`) has a code and a kind sentence.
"""

from collections.abc import Collection
from typing import BinaryIO

import filetype
from django.utils.text import format_lazy, get_text_list
from django.utils.translation import gettext_lazy as _

from .kinds import (
    FILM,
    MEGABYTE,
    MIME,
    OFFICE,
    PICTURES,
    SOUND,
    FileRefusedError,
    Kind,
    Refusal,
    kind_by_name,
)
from .office import check_office

__all__ = [
    "FILM",
    "MEGABYTE",
    "MIME",
    "OFFICE",
    "PICTURES",
    "SOUND",
    "FileRefusedError",
    "Kind",
    "Refusal",
    "check_file",
    "check_length",
    "check_size",
    "kind_by_name",
    "kind_taken",
]
BY_CONTENT = {
    "application/pdf": {Kind.PDF},
    "image/png": {Kind.PNG},
    "image/jpeg": {Kind.JPG},
    "audio/mpeg": {Kind.MP3},
    "audio/mp4": {Kind.M4A, Kind.MP4},  # the same box; phones label recordings either way
    "video/mp4": {Kind.M4A, Kind.MP4},
}
"""What the first bytes say, and which ends of a name go with it. Office files are looked into instead."""


def check_file(file: BinaryIO, name: str, *, allowed: Collection[Kind], largest: int) -> Kind:
    """Give the kind of a file after looking into it. `largest` is in bytes.

    Raises FileRefusedError. The file is read from its beginning and left there.
    """
    kind = kind_taken(name, allowed)
    check_size(file, largest)
    file.seek(0)
    head = file.read(8192)
    file.seek(0)
    if kind in OFFICE:
        check_office(file, kind)
        return kind
    found = filetype.guess(head)
    if found is None or kind not in BY_CONTENT.get(found.mime, ()):
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    return kind


def kind_taken(name: str, allowed: Collection[Kind]) -> Kind:
    """Give the kind a file claims to be by its name. Raises FileRefusedError for one that is not taken here."""
    kind = kind_by_name(name)
    if kind is None or kind not in allowed:
        ends = get_text_list([f".{each}" for each in Kind if each in allowed])
        sentence = format_lazy(_("Files of this kind are not taken here. Choose one that ends in {}."), ends)
        raise FileRefusedError(Refusal.NOT_ALLOWED, sentence)
    return kind


def check_size(file: BinaryIO, largest: int) -> None:
    """Refuse a file that is empty or larger than `largest` bytes."""
    check_length(file.seek(0, 2), largest)


def check_length(size: int, largest: int) -> None:
    """Refuse so many bytes, of a file that may not be here yet."""
    if not size:
        raise FileRefusedError(Refusal.EMPTY)
    if size > largest:
        sentence = _("The file has {} MB; {} MB is the most. Make it smaller or shorter, or cut it in two.")
        raise FileRefusedError(Refusal.TOO_LARGE, format_lazy(sentence, -(-size // MEGABYTE), largest // MEGABYTE))
