"""What a course has pinned as a woman reads it: whether a module is still to come, and the words to know."""

from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.roster.models import Cohort
from curriculum.models import EditionModule
from curriculum.queries import read_in, stored_texts
from modules.queries import WordCard, word_cards

from .own_modules import ModuleTime, OwnModule, first_evenings, modules_of


@dataclass(frozen=True)
class CourseWords:
    """The words to know of one module of a course."""

    module: OwnModule
    cards: tuple[WordCard, ...]


def course_words(cohort: Cohort, languages: Sequence[str]) -> tuple[CourseWords, ...]:
    """Give the words to know of a cohort's modules in the order of its edition, as its texts explain them. Those of
    modules that leave no trace stand on their own page only. Seven queries."""
    modules = list(modules_of(cohort, languages[0]))
    wanted = read_in(cohort.edition, languages)
    texts = stored_texts([each.place for each in modules], wanted)
    open_ones = [each for each in modules if each.place.pk in texts and not texts[each.place.pk].leaves_no_trace]
    bodies = (texts[each.place.pk].body for each in open_ones)
    cards = word_cards(bodies, wanted, cohort.edition.country_id)
    return tuple(CourseWords(each, found) for each, found in zip(open_ones, cards, strict=True) if found)


def nearest_words(words: Sequence[CourseWords]) -> CourseWords | None:
    """Give the words that she needs first: of the next evening, else of the next module that has any, else of the last
    one. What comes next may be a module that leaves no trace."""
    coming = [each for each in words if each.module.time is not ModuleTime.HELD]
    following = (each for each in coming if each.module.time is ModuleTime.NEXT)
    return next(following, coming[0] if coming else words[-1] if words else None)


def is_ahead(cohort: Cohort, place: EditionModule) -> bool:
    """Tell whether a module is still to come in a course that goes on. One query; none for a course that is over."""
    if not cohort.is_open:
        return False
    evening = first_evenings(cohort).get(place.pk)
    return evening is not None and not evening.is_past
