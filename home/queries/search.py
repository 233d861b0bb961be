"""What a search finds: help services, words, modules and pages.

The whole curriculum is a few hundred short texts, so they are kept folded in the process for each language, and
compared there. That finds parts of words and forgives slips in the same way on every database, and it never holds
what only those who lead an evening may read (docs/decisions/0008-searching-without-a-trace.md).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from curriculum.queries import as_readers_get
from lms.kit.pages import url_of
from modules.models import FOR_LEADERS, ContentVersion, GlossaryTerm, HelpServiceText, ModulePage, words_of
from modules.queries import HelpCard, help_cards
from modules.rules import plain, without_checks

from ..models import FrontPage, HomePage, StandardPage
from ..rules import MOST_TERMS, SHORTEST_SUGGESTION, did_you_mean, fold, points, words_in

MOST = 12  # of one kind


@dataclass(frozen=True)
class Word:
    """A word of the glossary."""

    term: str
    explanation: str
    language: str


@dataclass(frozen=True)
class Hit:
    """A module or a page."""

    title: str
    lead: str
    url: str
    language: str


@dataclass(frozen=True)
class Found:
    """What a search found, the best first, and what was perhaps meant."""

    services: list[HelpCard]
    words: list[Word]
    modules: list[Hit]
    pages: list[Hit]
    meant: str

    def __bool__(self) -> bool:
        return bool(self.services or self.words or self.modules or self.pages)


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: in the reader's language if it has words there, found by its words in either."""

    title: str  # folded
    text: str  # folded
    shown: Word | Hit | int  # an int is the id of a service


@dataclass(frozen=True)
class Corpus:
    """All that can be found in one language."""

    services: tuple[Entry, ...]
    words: tuple[Entry, ...]
    modules: tuple[Entry, ...]
    pages: tuple[Entry, ...]
    known: dict[str, str]  # folded word → as it is written


def find(asked: str) -> Found:
    """Give what fits a question in the reader's language, and in Norwegian where she has no words of her own.

    Three queries, and some more in a process that has not searched since something was published.
    """
    language = get_language() or settings.LANGUAGE_CODE
    version = ContentVersion.objects.values_list("content", flat=True).first()
    corpus = _corpus(str(version), language)
    terms = words_in(asked)[:MOST_TERMS]
    services = _best(corpus.services, terms)
    cards = help_cards(services, language) if services else {}
    return Found(
        services=sorted((cards[pk] for pk in services if pk in cards), key=lambda card: bool(card.country)),
        words=_best(corpus.words, terms),
        modules=_best(corpus.modules, terms),
        pages=_best(corpus.pages, terms),
        meant=did_you_mean(asked, corpus.known),
    )


def _best(entries: Iterable[Entry], terms: list[str]) -> list:
    fitting = [(points(terms, entry.title, entry.text), entry.shown) for entry in entries]
    fitting = sorted((each for each in fitting if each[0]), key=lambda each: -each[0])
    return [shown for _points, shown in fitting[:MOST]]


@lru_cache(maxsize=32)
def _corpus(version: str, language: str) -> Corpus:
    """Gather everything once for a version of the content: of modules, the texts readers get. Some ten queries."""
    wanted = [language, settings.LANGUAGE_CODE]
    public = {"locale__language_code__in": wanted}
    modules = as_readers_get(ModulePage.objects.live().public().filter(**public).select_related("locale"))
    pages: list[FrontPage] = []
    for model in (HomePage, StandardPage):
        pages += model.objects.live().public().filter(**public).select_related("locale")
    words = list(GlossaryTerm.objects.filter(**public).select_related("locale"))
    texts = list(HelpServiceText.objects.filter(**public).select_related("locale", "service"))
    said = [word.term for word in words] + [text.name for text in texts] + [text.when for text in texts]
    for page in modules:
        if not page.leaves_no_trace:  # what they are about is never suggested to anybody
            said += [page.title, page.lead, reader_text(page)]
    return Corpus(
        services=tuple(
            Entry(
                fold(f"{_all(group, 'name')} {_numbers(group[0].service.number)}"),
                fold(_all(group, "when", "note")),
                group[0].service_id,
            )
            for group in _groups(texts, "service_id", wanted)
        ),
        words=tuple(
            Entry(fold(_all(group, "term")), fold(_all(group, "explanation")), _word(group[0]))
            for group in _groups(words, "translation_key", wanted)
        ),
        modules=tuple(_page_entries(modules, wanted)),
        pages=tuple(_page_entries(pages, wanted)),
        known={fold(word): word.lower() for text in said for word in plain_words(text)},
    )


def _groups(rows: Iterable, key: str, wanted: list[str]) -> list[list]:
    """Put together what says the same in different languages, the reader's own first."""
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    for group in groups.values():
        group.sort(key=lambda row: wanted.index(row.locale.language_code))
    return list(groups.values())


def _all(group: list, *fields: str) -> str:
    return " ".join(getattr(row, field) for row in group for field in fields)


def _numbers(number: str) -> str:
    """Give a number as it is written, and as somebody types it who has only seen it on her phone."""
    return f"{number} {number.replace(' ', '')}"


def _word(row: GlossaryTerm) -> Word:
    return Word(row.term, without_checks(row.explanation), row.locale.language_code)


def _page_entries(pages: Iterable[Page], wanted: list[str]) -> list[Entry]:
    return [
        Entry(
            fold(_all(group, "title")),
            fold(" ".join(f"{page.lead} {reader_text(page)}" for page in group)),
            Hit(group[0].title, without_checks(group[0].lead), url_of(group[0]), group[0].locale.language_code),
        )
        for group in _groups(pages, "translation_key", wanted)
    ]


def reader_text(page: ModulePage | FrontPage) -> str:
    """Give what everybody may read of a page, without tags and marks."""
    parts = [part["value"] for part in page.body.raw_data if part["type"] not in FOR_LEADERS]
    return without_checks(plain(words_of(parts)))


def plain_words(text: str) -> list[str]:
    """Give the words of a text that are long enough to be suggested."""
    return [word for word in re.findall(r"[^\W\d_]+", plain(text)) if len(word) >= SHORTEST_SUGGESTION]
