"""What a course has pinned as a woman reads it: whether a module is still to come, and the words to know."""

from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.roster.models import Cohort
from curriculum.models import EditionModule
from curriculum.queries import stored_texts
from modules.queries import WordCard, word_cards

from .own_modules import OwnModule, first_evenings, modules_of


@dataclass(frozen=True)
class CourseWords:
    """The words to know of one module of a course."""

    module: OwnModule
    cards: tuple[WordCard, ...]
    language: str
    direction: str


def course_words(cohort: Cohort, languages: Sequence[str]) -> tuple[CourseWords, ...]:
    """Give the words to know of a cohort's modules in the order of its edition, as its texts explain them. Those of
    modules that leave no trace stand on their own page only. Seven queries."""
    modules = list(modules_of(cohort, languages[0]))
    texts = stored_texts([each.place for each in modules], languages)
    open_ones = [each for each in modules if each.place.pk in texts and not texts[each.place.pk].leaves_no_trace]
    cards = word_cards(texts[each.place.pk].body for each in open_ones)
    return tuple(
        CourseWords(each, found, texts[each.place.pk].language, texts[each.place.pk].direction)
        for each, found in zip(open_ones, cards, strict=True)
        if found
    )


def is_ahead(cohort: Cohort, place: EditionModule) -> bool:
    """Tell whether a module is still to come in a course that goes on. One query; none for a course that is over."""
    if not cohort.is_open:
        return False
    evening = first_evenings(cohort).get(place.pk)
    return evening is not None and not evening.is_past
