"""How a search compares words: forgiving about capitals, accents, parts of words and slips of the finger."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

MOST_TERMS = 8  # of one question
SHORTEST_PART = 4  # letters that are looked for inside a word; a shorter one must begin it
CLOSE_ENOUGH = 72  # of 100: one slip in a word of five letters, two in one of nine
SHORTEST_SUGGESTION = 4  # letters


def fold(text: str) -> str:
    """Give a text for comparing: small letters, without accents, vowel marks and the lengthening of Arabic."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return bare.replace("ـ", "").replace("ى", "ي").replace("ة", "ه")


def words_in(text: str) -> list[str]:
    """Give the folded words of a text, in their order. Numbers are words; a hyphen parts two."""
    return re.findall(r"\w+", fold(text))


def points(terms: Iterable[str], title: str, text: str) -> int:
    """Tell how well something fits what was asked for; 0 unless each term stands somewhere in it.

    Takes folded terms, and a title and a text as `fold` gives them. A title counts more than a text, a whole word more
    than its beginning, and a beginning more than a part.
    """
    each = [max(5 * _fits(term, title), _fits(term, text)) for term in terms]
    return sum(each) if each and all(each) else 0


def _fits(term: str, folded: str) -> int:
    if re.search(rf"\b{re.escape(term)}\b", folded):
        return 3
    if re.search(rf"\b{re.escape(term)}", folded):
        return 2
    return 1 if len(term) >= SHORTEST_PART and term in folded else 0


def did_you_mean(asked: str, known: dict[str, str]) -> str:
    """Give the question with its unknown words replaced by those they resemble; empty when there is nothing to mend.

    Takes what was typed and the known words, folded → as they are written.
    """
    mended, changed = [], False
    for word in re.findall(r"\w+", asked)[:MOST_TERMS]:
        folded = fold(word)
        if len(folded) < SHORTEST_SUGGESTION or any(other.startswith(folded) for other in known):
            mended.append(word)
        elif best := process.extractOne(folded, known.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH):
            mended.append(known[best[0]])
            changed = True
        else:
            mended.append(word)
    return " ".join(mended) if changed else ""
