"""Places in a text that each district fills in: what they are called, and what may be written into them."""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .marks import LOCAL, plain, without_checks

PHONE = re.compile(r"(?<![\d.:/–-])\+?\d(?:[\d ]*\d)?(?![\d.:/–-]?\d)")
SHELTER = re.compile(
    r"krisesent|krisecent|kvinnojour|kvinnehus|kvindehus|turvako|shelter|crisis.cent|refuge|ملجأ", re.IGNORECASE
)
STREET = re.compile(
    r"\b\w*(?:veien|vegen|vei|veg|gata|gaten|gate|gade|vej|alle|allé|plass|plads|torg|torv|gränd|gatan|vägen|katu|tie)"
    r"\s+\d|\b\d{4,5}\s+[A-ZÆØÅÄÖ]\w+",
    re.IGNORECASE,
)
SPELT_OUT = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


@dataclass(frozen=True)
class Slot:
    """One place in a text that each district fills in."""

    key: str  # what it keeps through every edition: slots of one key are filled once
    name: str  # as the mark calls it
    sentence: str  # where it stands


def slot_key(name: str) -> str:
    """Give the key of a local place: its name in small letters, words joined by hyphens."""
    spelt = unicodedata.normalize("NFKD", html.unescape(name).casefold().translate(SPELT_OUT))
    bare = "".join(sign for sign in spelt if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "-", bare).strip("-")[:60]


def with_named_slots(text: str) -> str:
    """Give a text in which every local place has a name: one without gets the words that stand before it.

    A name once written stays, whatever becomes of the words around it.
    """

    def named(found: re.Match) -> str:
        if slot_key(found[2] or ""):
            return found[0]
        paragraph = re.split(r"<(?:p|li|h\d|div)\b[^>]*>", text[: found.start()])[-1]
        clauses = [clause.split() for clause in re.split(r"[.!?:·,;()\[\]]", plain(paragraph)) if clause.strip()]
        words = " ".join(clauses[-1][-4:]) if clauses else ""
        return f"[{found[1]}: {words[:60]}]" if slot_key(words) else f"[{found[1]}: {found[1]}]"

    return LOCAL.sub(named, text)


def slots_in(text: str) -> list[Slot]:
    """Give the local places of a text, each with the sentence it stands in."""
    found = []
    flat = plain(without_checks(with_named_slots(text)))
    for match in LOCAL.finditer(flat):
        start = max(flat.rfind(end, 0, match.start()) for end in (". ", "! ", "? "))
        sentence = LOCAL.sub("…", flat[start + 1 if start < 0 else start + 2 : match.end()]).strip()
        found.append(Slot(slot_key(match[2]), match[2].strip(), sentence))
    return found


def with_slots(text: str, show: Callable[[str], str]) -> str:
    """Give a text with each local place replaced by what `show` says to its key."""
    return LOCAL.sub(lambda found: show(slot_key(found[2] or "")), with_named_slots(text))


def texts_in(raw: object) -> list[str]:
    """Give each single text inside a stored block, so that a sentence never runs from one into the next."""
    if isinstance(raw, dict):
        return [text for name, value in raw.items() if name != "id" for text in texts_in(value)]
    if isinstance(raw, list):
        return [text for value in raw for text in texts_in(value)]
    return [raw] if isinstance(raw, str) else []


def named_throughout(raw: Any) -> Any:
    """Give a stored block in which every local place has a name."""
    if isinstance(raw, dict):
        return {name: named_throughout(value) for name, value in raw.items()}
    if isinstance(raw, list):
        return [named_throughout(value) for value in raw]
    return with_named_slots(raw) if isinstance(raw, str) else raw


def phones_in(text: str) -> list[tuple[int, int, str]]:
    """Give where phone numbers stand in a line somebody wrote, each with its `tel:` link. Hours, years and dates are
    no numbers, and neither is what is too short or too long to be one."""
    found = []
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if match[0].startswith("+") and 8 <= len(digits) <= 15:
            found.append((match.start(), match.end(), f"tel:+{digits}"))
        elif len(digits) in (5, 6, 8) or (digits.startswith("0") and 9 <= len(digits) <= 11):
            found.append((match.start(), match.end(), f"tel:{digits}"))
    return found


def call_url(number: str) -> str:
    """Give the `tel:` link of a number as somebody wrote it, or nothing."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return f"tel:{digits}" if digits else ""


def is_shelter(*names: str) -> bool:
    """Tell whether a name speaks of a crisis centre. Where one lies is never written down."""
    return any(SHELTER.search(name) for name in names)


def tells_where(text: str) -> bool:
    """Tell whether a text names a street or a postal place."""
    return bool(STREET.search(text))
