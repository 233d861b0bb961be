"""Which words of a part can be recorded, and how a recording knows that they are still the same."""

import re
from hashlib import sha256
from typing import Any

from .marks import LOCAL, without_checks
from .texts import paragraphs_in

RECORDED = frozenset({"goals", "key_messages", "text", "reflection", "dilemma", "worksheet", "home_task", "rights"})
"""The parts somebody can lend her voice to. Others lead to numbers, files or answers that change by themselves."""
CODES = re.compile(r"\s*\((?:K\d+(?:, K\d+)*)\)")
MOST_WORDS = 600  # what can be said calmly within the longest recording


def lines_to_say(kind: str, value: Any) -> list[str]:
    """Give the words of a part as they are said, paragraph by paragraph: without marks for editors and without
    references. Empty for what cannot be recorded: another kind of part, words that each district fills in, too long."""
    if kind not in RECORDED:
        return []
    said = (CODES.sub("", without_checks(line)).strip() for line in paragraphs_in(value))
    lines = [line for line in said if line]
    if any(LOCAL.search(line) for line in lines) or sum(len(line.split()) for line in lines) > MOST_WORDS:
        return []
    return lines


def mark_of_words(lines: list[str]) -> str:
    """Give a hash of words as they are said: the same as long as every word is."""
    return sha256("\n".join(lines).encode()).hexdigest()
