"""Which signs our fonts can draw; the only file that knows fontTools.

What no font draws would be an empty box on paper. It is asked when somebody types a name, long before it is printed.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
JOINERS = "\u200c\u200d"
"""Signs without a shape that belong to spelling (Persian, Tamil); others without a shape only hide something."""


def undrawable(text: str) -> str:
    """Give the first sign of a text that none of our fonts can draw, with the marks that stand on it; empty if they
    draw everything. One font has to draw a letter together with its marks."""
    fonts = _signs_of_fonts()
    for cluster in _clusters(unicodedata.normalize("NFC", text)):
        needed = {ord(sign) for sign in cluster if sign not in JOINERS}
        if not any(needed <= drawn for drawn in fonts):
            return cluster
    return ""


@lru_cache(maxsize=1)
def _signs_of_fonts() -> tuple[frozenset[int], ...]:
    """Read once which signs each font has. Signs without a shape are left out, whatever a font says."""
    found = []
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            shaped = (code for code in font.getBestCmap() if unicodedata.category(chr(code))[0] != "C")
            found.append(frozenset(shaped))
    return tuple(found)


def _clusters(text: str) -> list[str]:
    """Cut a text into letters with their marks."""
    found: list[str] = []
    for sign in text:
        if found and (sign in JOINERS or unicodedata.category(sign).startswith("M")):
            found[-1] += sign
        else:
            found.append(sign)
    return found
