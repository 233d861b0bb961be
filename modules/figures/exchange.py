"""A translation as a PO file, and what a PO file that came back holds for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.kit.po import PoText

from .texts import SheetText

MODULE, LANGUAGE = "X-Brobygger-Module", "Language"
"""Headers that say what a file belongs to."""


@dataclass(frozen=True)
class Delivery:
    """What of a PO file can be taken."""

    texts: dict[int, str]  # by the id of the segment
    same: int
    empty: int
    unsure: int
    unknown: int  # texts that the module does not hold, or no more


def po_texts(sheet: Iterable[SheetText]) -> list[PoText]:
    """Give the texts of a translation for a file: what is behind is empty, or holds what it said before as unsure."""
    return [
        PoText(
            place=text.path,
            original=text.original,
            translation=text.translation or text.earlier_translation,
            is_unsure=text.is_behind and bool(text.earlier_translation),
            earlier_original=text.earlier_original,
            comment=text.part,
        )
        for text in sheet
    ]


def delivery_of(sheet: Iterable[SheetText], texts: Iterable[PoText]) -> Delivery:
    """Find for each text of a file where it belongs."""
    known: dict[tuple[str, str], SheetText] = {}
    for text in sheet:
        known.setdefault((text.path, text.original), text)
    taken: dict[int, str] = {}
    same = empty = unsure = unknown = 0
    for each in texts:
        place = known.get((each.place, each.original))
        if place is None:
            unknown += 1
        elif not each.translation.strip():
            empty += 1
        elif each.is_unsure:
            unsure += 1
        elif each.translation == place.translation:
            same += 1
        else:
            taken[place.segment_id] = each.translation
    return Delivery(taken, same, empty, unsure, unknown)
