"""What an editor should look at before a module is good to read: findings as codes, each with the block it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lms.kit.readability import LIX_LANGUAGES, level_of, lix, sentences_in, words_in

from .marks import marks_in, plain, without_checks
from .plan import PlanStep, check_plan

LONGEST_SENTENCE = 15  # words
HARD_LIX = 45  # the upper half of «medium»: our readers are learning the language
# Everybody knows these better by their letters than by the words behind them.
KNOWN_TO_ALL = frozenset(
    {"CD", "CV", "DVD", "EU", "FN", "GPS", "ID", "OK", "PC", "PDF", "PIN", "QR", "SMS", "TV", "USA", "USB", "WC", "WHO"}
)
CAPITALS = r"(?<![\w-])[A-ZÆØÅÄÖ]{2,6}(?!\w)"
ABBREVIATION = re.compile(CAPITALS)
# «skolefritidsordning (SFO)», «SFO (skolefritidsordning)», «SFO – skolefritidsordning», «SFO betyr …»
BESIDE_ITS_WORDS = re.compile(
    rf"\w\s*\([^()]*?({CAPITALS})[^()]*\)|({CAPITALS})\s*(?:\(|[–=:]\s|\b(?:betyr|betyder|står for|står för)\b)"
)
HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)
ALL_BOLD = re.compile(r"<p\b[^>]*>\s*<(b|strong)>((?:(?!</?\1>).)+)</\1>\s*</p>", re.IGNORECASE | re.DOTALL)


class ContentCode(StrEnum):
    """What can be found."""

    NO_GOALS = "no_goals"
    EMPTY_GOAL = "empty_goal"
    PLAN = "plan"
    LONG_SENTENCE = "long_sentence"
    HARD_TO_READ = "hard_to_read"
    NO_ALT_TEXT = "no_alt_text"
    ABBREVIATION = "abbreviation"
    TO_CHECK = "to_check"
    SERVICE_UNCHECKED = "service_unchecked"
    SERVICE_OVERDUE = "service_overdue"
    SOURCE_OVERDUE = "source_overdue"
    HEADING_WITHOUT_PARENT = "heading_without_parent"
    HEADING_SKIPPED = "heading_skipped"
    HEADING_EMPTY = "heading_empty"
    HEADING_BY_BOLD = "heading_by_bold"


ADVICE = frozenset({ContentCode.LONG_SENTENCE, ContentCode.HARD_TO_READ, ContentCode.ABBREVIATION})
"""What would be easier to read otherwise; everything else should not reach a reader."""


@dataclass(frozen=True)
class Place:
    """Where something stands: a block of the page and, inside it, an entry of a list. Without both: the page itself."""

    block: str = ""
    entry: str = ""


@dataclass(frozen=True)
class Passage:
    """One text of a page as it is stored, plain or HTML."""

    place: Place
    text: str
    is_prose: bool = True  # a heading or a name is no sentence


@dataclass(frozen=True)
class Picture:
    """One picture and what stands in for it."""

    place: Place
    name: str
    says: str
    is_decorative: bool


@dataclass(frozen=True)
class NamedFact:
    """A service or a source that the page names."""

    place: Place
    name: str
    is_service: bool
    is_checked: bool = True
    check_by: date | None = None


@dataclass(frozen=True)
class Block:
    """One block: its kind, its own heading, and the texts in it that may hold subheadings."""

    place: Place
    kind: str
    heading: str | None = None  # None: a block of this kind brings one
    rich: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Everything of a page that is looked at."""

    language: str
    today: date
    passages: tuple[Passage, ...] = ()
    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    facts: tuple[NamedFact, ...] = ()
    goals: tuple[Passage, ...] = ()
    explained: frozenset[str] = frozenset()  # words that the glossary and the registers explain
    plans: tuple[tuple[Place, tuple[PlanStep, ...]], ...] = ()
    evenings: tuple[int, ...] = ()  # the lengths an evening with the module may have


@dataclass(frozen=True)
class Finding:
    """One thing to look at."""

    code: ContentCode
    place: Place
    quote: str = ""
    facts: dict[str, object] = field(default_factory=dict)


def check_content(draft: Draft) -> list[Finding]:
    """Give everything an editor should look at, in the order of the page; what concerns the whole page first."""
    order = {block.place.block: number for number, block in enumerate(draft.blocks)}
    found = [
        *goals_missing(draft),
        *odd_plans(draft),
        *pictures_without_words(draft),
        *facts_unchecked(draft),
        *headings_out_of_order(draft),
        *hard_texts(draft),
        *abbreviations(draft),
    ]
    return sorted(found, key=lambda finding: order.get(finding.place.block, -1))


def readability_of(draft: Draft) -> int | None:
    """Give the LIX of the whole page; None where the language has none, or where there is too little text."""
    if draft.language not in LIX_LANGUAGES:
        return None
    return lix([sentence for passage in draft.passages if passage.is_prose for sentence in _sentences(passage)])


def goals_missing(draft: Draft) -> Iterator[Finding]:
    """Look for goals: there are some, and none is empty."""
    if not any(plain(goal.text) for goal in draft.goals):
        yield Finding(ContentCode.NO_GOALS, draft.goals[0].place if draft.goals else Place())
        return
    for goal in draft.goals:
        if not plain(goal.text):
            yield Finding(ContentCode.EMPTY_GOAL, goal.place)


def odd_plans(draft: Draft) -> Iterator[Finding]:
    """Hold each plan against the evenings it is meant for."""
    for place, steps in draft.plans:
        for odd in check_plan(steps, draft.evenings):
            facts = {"plan": odd.code, "total": odd.total, "length": odd.length}
            yield Finding(ContentCode.PLAN, place, facts=facts)


def pictures_without_words(draft: Draft) -> Iterator[Finding]:
    """Look for pictures that say nothing to those who cannot see them."""
    for picture in draft.pictures:
        if not picture.is_decorative and not picture.says.strip():
            yield Finding(ContentCode.NO_ALT_TEXT, picture.place, picture.name)


def facts_unchecked(draft: Draft) -> Iterator[Finding]:
    """Look for marks, for numbers nobody has checked, and for what was to be checked again by now."""
    for passage in draft.passages:
        for mark in marks_in(passage.text):
            yield Finding(ContentCode.TO_CHECK, passage.place, mark.sentence, {"what": mark.what})
    for fact in draft.facts:
        if fact.is_service and not fact.is_checked:
            yield Finding(ContentCode.SERVICE_UNCHECKED, fact.place, fact.name)
        if fact.check_by and fact.check_by < draft.today:
            code = ContentCode.SERVICE_OVERDUE if fact.is_service else ContentCode.SOURCE_OVERDUE
            yield Finding(code, fact.place, fact.name, {"date": fact.check_by})


def headings_out_of_order(draft: Draft) -> Iterator[Finding]:
    """Look for subheadings without a heading above them, skipped levels, empty headings and bold ones.

    The page's title is the first level and a block's own heading the second, so a text begins with the third.
    """
    for block in draft.blocks:
        for text in block.rich:
            above = 2
            headings = [(int(level), plain(words)) for level, words in HEADING.findall(text)]
            for level, words in headings:
                if not words:
                    yield Finding(ContentCode.HEADING_EMPTY, block.place)
                elif level > above + 1 or level < 3:
                    yield Finding(ContentCode.HEADING_SKIPPED, block.place, words)
                above = max(level, 2)
            if headings and block.heading is not None and not block.heading.strip():
                yield Finding(ContentCode.HEADING_WITHOUT_PARENT, block.place, headings[0][1])
            for _tag, words in ALL_BOLD.findall(text):
                if plain(words):
                    yield Finding(ContentCode.HEADING_BY_BOLD, block.place, plain(words))


def hard_texts(draft: Draft) -> Iterator[Finding]:
    """Look for sentences that are too long and, where LIX speaks of the language, for blocks that are hard to read."""
    by_block: dict[str, list[str]] = {}
    for passage in draft.passages:
        if not passage.is_prose:
            continue
        sentences = _sentences(passage)
        by_block.setdefault(passage.place.block, []).extend(sentences)
        for sentence in sentences:
            if (words := len(words_in(sentence))) > LONGEST_SENTENCE:
                yield Finding(ContentCode.LONG_SENTENCE, passage.place, sentence, {"words": words})
    if draft.language not in LIX_LANGUAGES:
        return
    for block, sentences in by_block.items():
        number = lix(sentences)
        if number is not None and number >= HARD_LIX:
            facts: dict[str, object] = {"lix": number, "level": level_of(number)}
            yield Finding(ContentCode.HARD_TO_READ, Place(block), facts=facts)


def abbreviations(draft: Draft) -> Iterator[Finding]:
    """Look for capital letters that nobody explains: not everybody's own, not in the glossary or a register, and not
    with their words in brackets beside them anywhere on the page. Each is named once, where it first stands."""
    texts = [(passage.place, plain(without_checks(passage.text))) for passage in draft.passages]
    beside = {word for _place, text in texts for pair in BESIDE_ITS_WORDS.findall(text) for word in pair if word}
    told = KNOWN_TO_ALL | beside | {word.upper() for word in draft.explained}
    for place, text in texts:
        for word in ABBREVIATION.findall(text):
            if word not in told:
                told |= {word}
                yield Finding(ContentCode.ABBREVIATION, place, word)


def _sentences(passage: Passage) -> list[str]:
    return sentences_in(without_checks(passage.text))
