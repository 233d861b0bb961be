"""How hard a text is to read: words, sentences and LIX."""

import re
from collections.abc import Sequence

# LIX is read against Swedish, Danish and Norwegian texts; of other languages its number says little.
LIX_LANGUAGES = frozenset({"nb", "nn", "da", "sv"})
LONG_WORD = 6  # a word with more letters is long
ENOUGH_WORDS = 30  # of fewer the number jumps up and down with each word

# From «very easy» (books for children) up to «very hard» (laws and research): each with the LIX at which it ends.
LEVELS = (("very_easy", 30), ("easy", 40), ("medium", 50), ("hard", 60))
HARDEST = "very_hard"

WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
ENDS = re.compile(r"(?:(?<=[.!?…؟])|(?<=[.!?…؟][\"»”’)]))\s+(?=[\"«“‘(–-]*\s*[^\W\d_a-zæøåäöü])")
BREAKS = re.compile(r"</?(?:p|li|ul|ol|h[1-6]|div|blockquote|tr|td|th|br|hr|figcaption)\b[^>]*>|\s·\s", re.IGNORECASE)
TAGS = re.compile(r"<[^>]+>")
SHORTENED = re.compile(
    r"\b(?:f\.eks|bl\.a|m\.m|m\.fl|t\.ex|t\.d|d\.v\.s|ca|kl|nr|evt|osv|jf|inkl|tlf|dvs|pkt|kap|dr|st)\.$", re.IGNORECASE
)
ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#39;": "'"}


def words_in(text: str) -> list[str]:
    """Give the words of a plain text, without numbers and signs."""
    return WORD.findall(text)


def sentences_in(text: str) -> list[str]:
    """Give the sentences of a text, plain or HTML. A paragraph, a heading, an item of a list or a «·» ends one as a
    full stop does; the stop of «f.eks.» or «17. mai» does not."""
    found: list[str] = []
    for piece in BREAKS.split(text):
        flat = TAGS.sub("", piece)
        for name, sign in ENTITIES.items():
            flat = flat.replace(name, sign)
        parts = ENDS.split(re.sub(r"\s+", " ", flat).strip())
        joined: list[str] = []
        for part in parts:
            if joined and SHORTENED.search(joined[-1]):
                joined[-1] = f"{joined[-1]} {part}"
            else:
                joined.append(part)
        found += [part for part in joined if words_in(part)]
    return found


def lix(sentences: Sequence[str]) -> int | None:
    """Give the LIX of some sentences: words for each sentence, plus the share of long words in per cent.

    LIX = O / M + 100 · L / O, with O words, M sentences and L words of more than six letters: Carl-Hugo Björnsson,
    «Läsbarhet», Stockholm: Liber 1968. None when there are too few words for a number that holds.
    """
    words = [word for sentence in sentences for word in words_in(sentence)]
    if len(words) < ENOUGH_WORDS:
        return None
    long = sum(len(re.sub(r"\W", "", word)) > LONG_WORD for word in words)
    return round(len(words) / len(sentences) + 100 * long / len(words))


def level_of(number: int) -> str:
    """Give the word for a LIX: very_easy, easy, medium, hard or very_hard."""
    return next((level for level, end in LEVELS if number < end), HARDEST)
