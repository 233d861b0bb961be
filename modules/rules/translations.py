"""What a translated text must keep of its original, and how good a whole translation is, without Django."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import StrEnum

from .marks import LOCAL, TO_CHECK
from .slots import slot_key

CODE = re.compile(r"\(K\d+(?:, K\d+)*\)")
LINK = re.compile(r'<a id="([^"]*)">')
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
INLINE = frozenset({"a", "abbr", "acronym", "b", "code", "em", "i", "strong", "br"})
"""Tags that a text may hold; paragraphs and lists belong to the page, not to the text."""


class TextFault(StrEnum):
    """Why a translated text cannot be taken."""

    LOCAL_MARK = "local_mark"  # [lokalt: …] is missing, has another name, or stands there too often
    CHECK_MARK = "check_mark"  # [kontroller] is missing, or stands there too often
    SOURCE_CODE = "source_code"  # (K14) is missing, or another one stands there
    LINK = "link"  # <a id="a1"> is missing, or another one stands there
    TAG = "tag"  # a tag that is not allowed, or was not closed
    TOO_LONG = "too_long"


def faults_in(original: str, translated: str, longest: int | None = None) -> list[TextFault]:
    """Give what is wrong with a translated text: marks, sources and links are those of the original, each as often."""
    found = []
    if _slots_of(original) != _slots_of(translated):
        found.append(TextFault.LOCAL_MARK)
    if len(TO_CHECK.findall(original)) != len(TO_CHECK.findall(translated)):
        found.append(TextFault.CHECK_MARK)
    if Counter(CODE.findall(original)) != Counter(CODE.findall(translated)):
        found.append(TextFault.SOURCE_CODE)
    if not _is_well_formed(translated):
        found.append(TextFault.TAG)
    elif Counter(LINK.findall(original)) != Counter(LINK.findall(translated)):
        found.append(TextFault.LINK)
    if longest is not None and len(TAG.sub("", translated)) > longest:
        found.append(TextFault.TOO_LONG)
    return found


def _slots_of(text: str) -> Counter[str]:
    """Give the names of the local places: they are the same in every language, or one is filled in twice."""
    return Counter(slot_key(found[2] or "") for found in LOCAL.finditer(text))


def _is_well_formed(text: str) -> bool:
    """Tell whether a text holds only tags it may, each closed in its turn, and only links that have an id."""
    is_open: list[str] = []
    for tag in TAG.finditer(text):
        name, whole = tag[1].lower(), tag[0]
        if name not in INLINE:
            return False
        if whole.startswith("</"):
            if not is_open or is_open.pop() != name:
                return False
        elif name != "br":
            if name == "a" and not LINK.fullmatch(whole):
                return False
            if name != "a" and whole != f"<{tag[1]}>":
                return False
            is_open.append(name)
    return not is_open


def most_alike(text: str, others: Iterable[str]) -> str | None:
    """Give that of some texts which is most like one, or None when none is like it."""
    rated = [(SequenceMatcher(None, text, other, autojunk=False).ratio(), other) for other in others]
    best = max(rated, default=(0.0, ""))
    return best[1] if best[0] >= 0.3 else None


def weakest_origin(*, has_machine_text: bool, is_changed_since_check: bool) -> str:
    """Give what a page may say of its translation: it is as good as its weakest text."""
    if has_machine_text:
        return "machine"
    return "human" if is_changed_since_check else "checked"
