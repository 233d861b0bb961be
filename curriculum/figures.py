"""What is different between two editions, in words and paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Revision

from modules.rules.exercises import Words
from modules.rules.texts import Passage, compare_paragraphs, paragraphs_of

from .models import CompletionRule, CurriculumEdition, EditionModule
from .queries import bank_words, newest_pins, page_saying, places_of, published_texts
from .rules import Way

Said = tuple[int, dict[str, Words]]
"""A text: its revision, and what its exercises of the bank say in it."""

WAY_WORDS: dict[str, Promise] = {
    Way.VISIT.value: _("on an evening of another district that is open for visitors"),
    Way.EVENING.value: _("on an evening of her own course that repeats it"),
    Way.READ.value: _("by reading or listening at home, with a talk"),
}
"""The ways in which a module is made up, in words."""


class ChangeCode(StrEnum):
    """What about a module's place, an edition or its rule is different."""

    HOURS = "hours"
    MANDATORY = "mandatory"
    PHASE = "phase"
    TITLE = "title"
    VALID_FROM = "valid_from"
    EVENING_MINUTES = "evening_minutes"
    SIZE = "size"
    SHARE = "share"
    CATCH_UP_ALLOWED = "catch_up_allowed"
    MAX_CATCH_UPS = "max_catch_ups"
    WAYS = "made_up_by"
    LATE_MINUTES = "late_minutes"


@dataclass(frozen=True)
class Named:
    """A module by number and title."""

    number: int
    title: str


@dataclass(frozen=True)
class Moved:
    """A module that was taken out of its order and put elsewhere."""

    title: str
    before: int
    after: int


@dataclass(frozen=True)
class Change:
    """One value that is different. `title` names the module, and is empty for the edition and its rule."""

    code: ChangeCode
    before: Any
    after: Any
    title: str = ""


@dataclass(frozen=True)
class TextChange:
    """What is different in the text of a module in one language."""

    number: int
    title: str
    language: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class EditionDiff:
    """Everything that is different between two editions."""

    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    moved: tuple[Moved, ...]
    changed: tuple[Change, ...]
    facts: tuple[Change, ...]
    texts: tuple[TextChange, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is different."""
        return not (self.added or self.removed or self.moved or self.changed or self.facts or self.texts)


def diff_of(before: CurriculumEdition, after: CurriculumEdition) -> EditionDiff:
    """Compare two editions. A module is the same when its page is; one whose number only shifted is not moved."""
    old = {place.module.translation_key: place for place in places_of(before)}
    new = {place.module.translation_key: place for place in places_of(after)}
    both = [key for key in new if key in old]
    kept_order = _longest_rising([old[key].position for key in both])
    return EditionDiff(
        added=tuple(Named(place.position, place.shown_title) for key, place in new.items() if key not in old),
        removed=tuple(Named(place.position, place.shown_title) for key, place in old.items() if key not in new),
        moved=tuple(
            Moved(new[key].shown_title, old[key].position, new[key].position)
            for key in both
            if old[key].position not in kept_order
        ),
        changed=tuple(change for key in both for change in _changes_of_place(old[key], new[key])),
        facts=tuple(_changes_of_facts(before, after)),
        texts=tuple(text for key in both for text in _changes_of_text(old[key], new[key])),
    )


def _longest_rising(positions: Sequence[int]) -> set[int]:
    """Give the largest set of positions that already stand in rising order: what is not in it has been moved."""
    best: list[list[int]] = []
    for number, position in enumerate(positions):
        fitting = [best[n] for n in range(number) if positions[n] < position]
        best.append([*_longest(fitting), position])
    return set(_longest(best))


def _longest(rows: list[list[int]]) -> list[int]:
    return max(rows, key=len, default=[])


def _changes_of_place(old: EditionModule, new: EditionModule) -> Iterator[Change]:
    for code, before, after in (
        (ChangeCode.TITLE, old.shown_title, new.shown_title),
        (ChangeCode.HOURS, old.hours, new.hours),
        (ChangeCode.MANDATORY, old.mandatory, new.mandatory),
        (ChangeCode.PHASE, old.phase, new.phase),
    ):
        if before != after:
            yield Change(code, before, after, title=new.shown_title)


def _changes_of_facts(before: CurriculumEdition, after: CurriculumEdition) -> Iterator[Change]:
    rules = [CompletionRule.objects.filter(edition=edition).first() for edition in (before, after)]
    pairs = [
        (ChangeCode.VALID_FROM, before.valid_from, after.valid_from),
        (ChangeCode.EVENING_MINUTES, before.evening_minutes, after.evening_minutes),
        (ChangeCode.SIZE, (before.size_min, before.size_max), (after.size_min, after.size_max)),
        *(
            (code, *(getattr(rule, code.value, None) for rule in rules))
            for code in (
                ChangeCode.SHARE,
                ChangeCode.CATCH_UP_ALLOWED,
                ChangeCode.MAX_CATCH_UPS,
                ChangeCode.WAYS,
                ChangeCode.LATE_MINUTES,
            )
        ),
    ]
    return (Change(code, old, new) for code, old, new in pairs if old != new)


# --- texts -----------------------------------------------------------------------------------------------------------


def _texts_of(place: EditionModule) -> dict[str, Said]:
    """Give the text that counts in each language: what is pinned, or for a draft what would be."""
    if not place.edition.is_draft:
        return {language: (pin.revision_id, pin.exercises) for language, pin in newest_pins(place).items()}
    published = {locale.language_code: revision for locale, revision in published_texts(place)}
    said = bank_words(published.values())
    return {language: (revision, said[revision]) for language, revision in published.items()}


def _changes_of_text(old: EditionModule, new: EditionModule) -> Iterator[TextChange]:
    before, after = _texts_of(old), _texts_of(new)
    for language in sorted(before.keys() & after.keys(), key=lambda code: (code != "nb", code)):
        if before[language] == after[language]:
            continue
        if passages := compare_paragraphs(_paragraphs(before[language]), _paragraphs(after[language])):
            yield TextChange(new.position, new.shown_title, language, passages)


def _paragraphs(text: Said) -> list[str]:
    """Give the paragraphs of a text with its exercises as they are said in it."""
    revision, exercises = text
    return list(paragraphs_of(page_saying(Revision.objects.get(pk=revision), exercises)))


@dataclass(frozen=True)
class NewText:
    """A published text that does not count in an edition yet."""

    locale: Locale
    code: str
    name: str
    revision_id: int
    is_first: bool  # the language has had none
    passages: tuple[Passage, ...]  # what it changes in the text that counts now


def new_texts(place: EditionModule) -> list[NewText]:
    """Give the published texts of a module that do not count in its edition yet, with what they would change."""
    pins, found = newest_pins(place), []
    published = published_texts(place)
    said = bank_words(revision for _locale, revision in published)
    for locale, revision in published:
        pinned = pins.get(locale.language_code)
        if pinned and pinned.says(revision, said[revision]):
            continue
        old = _paragraphs((pinned.revision_id, pinned.exercises)) if pinned else []
        passages = compare_paragraphs(old, _paragraphs((revision, said[revision]))) if pinned else ()
        name = locale.get_display_name()
        found.append(NewText(locale, locale.language_code, str(name), revision, pinned is None, passages))
    return found
