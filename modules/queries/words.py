"""Words to know as cards: with picture, sound, an example, and what the word is in the language of the course."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lms.kit.pages import COUNTRY_OF

from ..models import GlossaryTerm
from ..rules import ListedWord, example_of, listed_words, sentences_of


@dataclass(frozen=True)
class WordCard:
    """A word to know. `learnt` is the same word in the language in which it is met outside, where that is another."""

    term: GlossaryTerm
    meaning: str
    means_here: bool  # the meaning is the text's own, not that of the glossary
    example: str = ""
    learnt: GlossaryTerm | None = None

    @property
    def spoken(self) -> list[GlossaryTerm]:
        """Give the word in each language in which somebody has recorded it."""
        return [term for term in (self.term, self.learnt) if term and term.sound]


def word_cards(texts: Iterable[Sequence[dict[str, Any]]]) -> list[tuple[WordCard, ...]]:
    """Give the words that each of these stored bodies lists. Two queries, however many bodies and words."""
    bodies = list(texts)
    listed = [listed_words(body) for body in bodies]
    wanted = {word.term for words in listed for word in words}
    rows = GlossaryTerm.objects.select_related("picture", "sound", "locale").in_bulk(wanted) if wanted else {}
    learnt = _learnt(rows.values())
    return [
        tuple(_card(word, rows[word.term], learnt, sentences) for word in words if word.term in rows)
        for words, sentences in zip(listed, map(sentences_of, bodies), strict=True)
    ]


def _learnt(terms: Iterable[GlossaryTerm]) -> dict[UUID, GlossaryTerm]:
    """Give the word that each of these was translated from, unless its readers live where their language is spoken."""
    keys = {term.translation_key for term in terms if term.locale.language_code not in COUNTRY_OF}
    if not keys:
        return {}
    found: dict[UUID, GlossaryTerm] = {}
    for term in GlossaryTerm.objects.filter(translation_key__in=keys).select_related("sound", "locale").order_by("pk"):
        found.setdefault(term.translation_key, term)
    return found


def _card(word: ListedWord, term: GlossaryTerm, learnt: dict[UUID, GlossaryTerm], sentences: Iterable[str]) -> WordCard:
    other = learnt.get(term.translation_key)
    return WordCard(
        term=term,
        meaning=word.here or term.explanation,
        means_here=bool(word.here),
        example=example_of(sentences, term.term),
        learnt=other if other and other.pk != term.pk else None,
    )
