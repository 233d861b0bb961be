"""Codes that nobody guesses and everybody can read aloud: 15 random signs and one that checks them.

The alphabet is Crockford's base 32 (no I, L, O, U). The last sign makes a weighted sum in the field of 32 elements
zero; as all weights differ, every single wrong sign and every swap of two signs is noticed.
"""

import secrets
import unicodedata

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SIGNS = 15  # 75 bits
LENGTH = RANDOM_SIGNS + 1
PREFIX = "BM"
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
FIELD = 0b100101  # x⁵ + x² + 1, primitive over GF(2)
TOP = 32


def draw_code() -> str:
    """Give a new code: 16 signs, as it is stored and hashed."""
    drawn = "".join(secrets.choice(SIGNS) for _sign in range(RANDOM_SIGNS))
    return drawn + check_sign(drawn)


def check_sign(drawn: str) -> str:
    """Give the sign that belongs after 15 signs."""
    return SIGNS[weighed(drawn + SIGNS[0])]


def weighed(code: str) -> int:
    """Give the weighted sum of the signs of a code; 0 for one that was read right."""
    total = 0
    for sign in code:  # by Horner: the last sign weighs 1, the one before it x, then x² …
        total <<= 1
        if total >= TOP:
            total ^= FIELD
        total ^= SIGNS.index(sign)
    return total


def shown(code: str) -> str:
    """Give a code as people read it: BM-XXXX-XXXX-XXXX-XXXX."""
    return "-".join([PREFIX, *(code[at : at + 4] for at in range(0, LENGTH, 4))])


def _digit(sign: str) -> str:
    """Give a digit of any script as ours: who has another keyboard types ٣ for 3."""
    return str(unicodedata.decimal(sign, sign))


def normalised(typed: str) -> str | None:
    """Give the code that somebody typed, however carelessly (spaces, lower case, O for 0, I or L for 1, digits of
    another keyboard, with or without BM); None if it cannot be one."""
    signs = "".join(_digit(sign) for sign in typed.upper() if sign.isalnum())
    if len(signs) == LENGTH + len(PREFIX):
        signs = signs.removeprefix(PREFIX)
    signs = signs.translate(MISREAD)
    if len(signs) != LENGTH or any(sign not in SIGNS for sign in signs) or weighed(signs):
        return None
    return signs
