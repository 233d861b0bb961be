"""Names as people see them."""

import unicodedata

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
