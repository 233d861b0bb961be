"""Writes and reads PO files, the files translators work with. The sole user of polib here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polib


@dataclass(frozen=True)
class PoText:
    """One text of a PO file."""

    place: str
    original: str
    translation: str = ""
    is_unsure: bool = False  # "fuzzy": a suggestion that nobody has confirmed
    earlier_original: str = ""
    comment: str = ""


@dataclass(frozen=True)
class PoFile:
    """What a PO file says of itself, and its texts."""

    headers: Mapping[str, str]
    texts: tuple[PoText, ...]


def write_po(headers: Mapping[str, str], texts: Iterable[PoText]) -> bytes:
    """Give a PO file."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8", **headers}
    for text in texts:
        entry = polib.POEntry(
            msgctxt=text.place,
            msgid=text.original,
            msgstr=text.translation,
            comment=text.comment,
            previous_msgid=text.earlier_original or None,
        )
        if text.is_unsure:
            entry.flags.append("fuzzy")
        file.append(entry)
    return f"{file}\n".encode()


def read_po(data: bytes) -> PoFile:
    """Read a PO file. Raises ValueError for anything else."""
    text = data.decode("utf-8-sig")  # UnicodeDecodeError is a ValueError
    if "msgid" not in text or "\x00" in text:
        raise ValueError("no PO file")
    try:
        # polib opens what it is given if that is the name of a file; nothing is called like this.
        file = polib.pofile("# \n" + text)
    except (OSError, IndexError, KeyError, AttributeError) as problem:
        raise ValueError(str(problem)) from problem
    return PoFile(
        headers=dict(file.metadata),
        texts=tuple(
            PoText(
                place=entry.msgctxt or "",
                original=entry.msgid,
                translation=entry.msgstr,
                is_unsure="fuzzy" in entry.flags,
                earlier_original=entry.previous_msgid or "",
            )
            for entry in file
            if not entry.obsolete
        ),
    )
