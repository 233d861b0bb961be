"""How a name that somebody types is compared with the one on the paper, without the name being kept."""

import hashlib
import hmac
import unicodedata

ACCENTS = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670))
"""Marks that people leave out when they type: accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic. Vowel
signs of Tamil or Devanagari are letters."""

JOINERS = "\u200c\u200d"
"""Signs that nobody sees and that Persian and Tamil names need."""


def plain_name(name: str) -> str:
    """Give the letters of a name by which it is compared: without case, accents, spaces and punctuation."""
    signs = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in signs if _counts(sign))


def _counts(sign: str) -> bool:
    if any(first <= ord(sign) <= last for first, last in ACCENTS):
        return False
    return sign.isalnum() or unicodedata.category(sign) in ("Mn", "Mc")


def is_a_name(name: str) -> bool:
    """Tell whether something can stand on a diploma as a name, in whatever script: letters, and what stands between
    them; no digits, pictures or signs that nobody sees."""
    odd = (sign for sign in name if sign not in JOINERS and unicodedata.category(sign)[0] in "CNS")
    return bool(plain_name(name)) and not any(odd)


def name_proof(code: str, name: str) -> str:
    """Give what stands in the register for a name: a hash with the code of the paper as its key. Only who holds the
    paper can try names. Case, accents, spaces and punctuation do not matter."""
    return hmac.new(code.encode(), plain_name(name).encode(), hashlib.sha256).hexdigest()


def is_proven(code: str, typed: str, proof: str) -> bool:
    """Tell whether a typed name is the one of a proof, in the same time whatever is wrong with it. A proof that is
    empty, and a name without a letter, prove nothing."""
    same = hmac.compare_digest(name_proof(code, typed), proof or "-" * 64)
    return same and bool(proof) and bool(plain_name(typed))
