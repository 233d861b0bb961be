"""Names as people see them."""

import re
import unicodedata
from collections.abc import Iterable

JOINERS = "\u200c\u200d"  # inside a Persian, Sinhala or Malayalam word they are spelling
BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and marks that nobody sees


def plain_name(text: str) -> str:
    """Give a name in one line, without signs that nobody sees: controls, zero-width signs, changes of direction."""
    seen = "".join(
        sign
        for place, sign in enumerate(text)
        if sign.isspace() or _joins(text, place) or not (unicodedata.category(sign)[0] == "C" or sign in BLANKS)
    )
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def _joins(text: str, place: int) -> bool:
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return text[place] in JOINERS and len(around) == 2 and all(unicodedata.category(sign)[0] in "LM" for sign in around)


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST = 3
"""Parts of a name that have fewer letters are too often words."""


def tells_who(text: str, *, names: Iterable[str], phones: Iterable[str]) -> bool:
    """Tell whether a text holds a part of one of these names, written with the same capitals, or one of these numbers
    however its digits are grouped. Parts of one or two letters do not count."""
    words = set(_WORD.findall(text))
    parts = {part for name in names for part in _WORD.findall(name) if len(part) >= SHORTEST}
    # A genitive is the name too: Amals, Amal's.
    bare = words | {re.sub(r"['’]?s$", "", word) for word in words}
    digits = re.sub(r"[^0-9]", "", re.sub(r"(?<=[0-9])[\s.()-]+(?=[0-9])", "", text))
    # The last eight digits are the number itself in Norway and Denmark, with or without the country before it.
    return bool(bare & parts) or any(phone[-8:] in digits for phone in phones if len(phone) >= 8)
