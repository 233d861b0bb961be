"""What marks in a text mean, where a word of the glossary stands in it, and how a short address is drawn."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

# Editors write these into any text, in the language they work in.
TO_CHECK = re.compile(r"\s*\[(?:kontroller|kontrollér|kontrollera|check)\b[:\s]*([^\]]*)\]", re.IGNORECASE)
# A place that each district fills in; the name after the colon is what it keeps through every edition and language.
LOCAL = re.compile(r"\[(lokalt|local)(?:\s*:\s*([^\[\]<>]{0,60}))?\s*\]", re.IGNORECASE)
TAG = re.compile(r"(<[^>]+>)")
WORDS_A_MINUTE = 130  # a reader for whom the language is new
LETTERS = "bcdfghjkmnpqrstvwxz23456789"  # no vowels, so that no code spells a word; nothing that looks alike
CLOSED_TO_TERMS = ("a", "h2", "h3", "h4", "details")


@dataclass(frozen=True)
class Mark:
    """One thing an editor still has to check."""

    sentence: str  # where it stands, without tags and marks
    what: str  # what she wrote into the mark, often nothing


def draw_slug() -> str:
    """Draw a short random address that says nothing of what it leads to."""
    return "".join(secrets.choice(LETTERS) for _ in range(6))


def plain(html: str) -> str:
    """Give a text without its tags."""
    return re.sub(r"\s+", " ", TAG.sub(" ", html)).strip()


def without_checks(text: str) -> str:
    """Give a text as readers get it: without the marks that are for editors."""
    return TO_CHECK.sub("", text)


def marks_in(text: str) -> list[Mark]:
    """Give the marks of a text, each with the sentence it stands in."""
    found = []
    flat = plain(text)
    for match in TO_CHECK.finditer(flat):
        start = max(flat.rfind(end, 0, match.start()) for end in (". ", "! ", "? ", "· "))
        sentence = flat[start + 1 if start < 0 else start + 2 : match.end()]
        found.append(Mark(without_checks(sentence).strip(" .·"), match.group(1).strip()))
    return found


def minutes_to_read(texts: Iterable[str]) -> int:
    """Give how long a text takes, at least a minute."""
    words = sum(len(plain(text).split()) for text in texts)
    return max(1, round(words / WORDS_A_MINUTE))


def forms_of(term: str) -> list[str]:
    """Give the forms under which a word of the glossary is found: «SFO / AKS» has two."""
    return [form.strip() for form in re.split(r"\s*[/,]\s*", term) if len(form.strip()) > 2]


def first_use(html: str, form: str) -> tuple[int, int] | None:
    """Give where a word stands for the first time in running text: not in a link or a heading. None if nowhere."""
    word = re.compile(rf"(?<![\w-]){re.escape(form)}(?![\w-])", re.IGNORECASE)
    position = 0
    closed: list[str] = []
    for part in TAG.split(html):
        if part.startswith("<") and (name := re.match(r"</?(\w+)", part)):
            if name[1] in CLOSED_TO_TERMS:
                closed.pop() if part.startswith("</") and closed else closed.append(name[1])
        elif not closed and (found := word.search(part)):
            return position + found.start(), position + found.end()
        position += len(part)
    return None
