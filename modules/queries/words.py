"""Words to know as cards: with picture, sound, an example, and what the word is in the language of the course."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lms.kit.pages import COUNTRY_OF, languages_of_country

from ..models import GlossaryTerm
from ..rules import ListedWord, example_of, listed_words, sentences_of


@dataclass(frozen=True)
class WordCard:
    """A word to know. `learnt` is the same word in the language in which it is met outside, where that is another."""

    term: GlossaryTerm
    meaning: str
    listed: GlossaryTerm  # the word as its text has it, and the language of the example
    example: str = ""
    learnt: GlossaryTerm | None = None

    @property
    def spoken(self) -> list[GlossaryTerm]:
        """Give the word in each language in which somebody has recorded it."""
        return [term for term in (self.term, self.learnt) if term and term.sound]


def word_cards(
    texts: Iterable[Sequence[dict[str, Any]]], languages: Sequence[str] = (), country: str = ""
) -> list[tuple[WordCard, ...]]:
    """Give the words that each of these stored bodies lists: in the first of these languages in which the glossary has
    them, else as the text has them. `country` is where the course is held, if it is one. Two queries, however many
    bodies and words."""
    bodies = list(texts)
    listed = [listed_words(body) for body in bodies]
    wanted = {word.term for words in listed for word in words}
    rows = GlossaryTerm.objects.select_related("picture", "sound", "locale").in_bulk(wanted) if wanted else {}
    said = Said(_siblings(rows.values(), languages), tuple(languages), country)
    return [
        tuple(_card(word, rows[word.term], said, sentences) for word in words if word.term in rows)
        for words, sentences in zip(listed, map(sentences_of, bodies), strict=True)
    ]


def _siblings(terms: Iterable[GlossaryTerm], languages: Sequence[str]) -> dict[UUID, dict[str, GlossaryTerm]]:
    """Give each word in all its languages, the original first; nothing where nobody needs it in another one."""
    codes = set(languages)
    keys = {term.translation_key for term in terms if codes - {_code(term)} or _code(term) not in COUNTRY_OF}
    rows = GlossaryTerm.objects.filter(translation_key__in=keys) if keys else GlossaryTerm.objects.none()
    found: dict[UUID, dict[str, GlossaryTerm]] = {}
    for term in rows.select_related("picture", "sound", "locale").order_by("pk"):
        found.setdefault(term.translation_key, {})[_code(term)] = term
    return found


def _code(term: GlossaryTerm) -> str:
    return term.locale.language_code


@dataclass(frozen=True)
class Said:
    """The words of some texts in all their languages, and whose they are."""

    known: dict[UUID, dict[str, GlossaryTerm]]
    languages: tuple[str, ...]
    country: str

    def to_her(self, listed: GlossaryTerm) -> GlossaryTerm:
        """Give a word in the first of her languages in which there is one, else as its text has it."""
        known = self.known.get(listed.translation_key, {})
        return next((known[code] for code in self.languages if code in known), listed)

    def outside(self, listed: GlossaryTerm, shown: GlossaryTerm) -> GlossaryTerm | None:
        """Give the word in the language in which she meets it: that of the country of her course, else that of the
        text she reads. Who reads a translation in no course gets the word it was made of, unless her language is that
        of a country of ours."""
        known = self.known.get(listed.translation_key, {})
        met = next((known[code] for code in languages_of_country(self.country) if code in known), listed)
        if met.pk == shown.pk and not self.country and _code(shown) not in COUNTRY_OF:
            met = next(iter(known.values()), listed)
        return None if met.pk == shown.pk else met


def _card(word: ListedWord, listed: GlossaryTerm, said: Said, sentences: Iterable[str]) -> WordCard:
    shown = said.to_her(listed)
    learnt = said.outside(listed, shown)
    is_said = listed in (shown, learnt)  # an example with a word that the card does not show is none
    return WordCard(
        term=shown,
        meaning=(word.here if shown == listed else "") or shown.explanation,
        listed=listed,
        example=example_of(sentences, listed.term) if is_said else "",
        learnt=learnt,
    )
