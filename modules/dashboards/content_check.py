"""The content check as the editor reads it: for each block what to look at, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructValue
from wagtail.models import Page

from lms.kit.readability import LIX_LANGUAGES, level_of

from ..blocks.plan import evening_lengths, plan_sentences
from ..models import ModulePage
from ..rules import ADVICE, ContentCode, Finding, check_content, plain, readability_of
from .drafts import draft_of

SENTENCES: dict[ContentCode, Promise] = {
    ContentCode.NO_GOALS: _("There are no learning goals. Add what she can do after the evening."),
    ContentCode.EMPTY_GOAL: _("A goal is empty. Write it, or take it away."),
    ContentCode.LONG_SENTENCE: _("This sentence has %(words)d words. Make two of it: at most 15."),
    ContentCode.HARD_TO_READ: _("This block is hard to read (LIX %(lix)d). Use shorter sentences and shorter words."),
    ContentCode.NO_ALT_TEXT: _("Say what the picture shows, for those who cannot see it. Or mark it as decoration."),
    ContentCode.ABBREVIATION: _(
        "Not everybody knows these letters. Write the words once, or add them to the glossary."
    ),
    ContentCode.TO_CHECK: _("This is still to be checked. Take the mark away when it is."),
    ContentCode.SERVICE_UNCHECKED: _("Nobody has checked this number. Readers get no call button for it."),
    ContentCode.SERVICE_OVERDUE: _("This number was to be checked again by %(date)s."),
    ContentCode.SOURCE_OVERDUE: _("This source was to be checked again by %(date)s."),
    ContentCode.HEADING_WITHOUT_PARENT: _("There is a subheading, but the block has no heading above it. Give it one."),
    ContentCode.HEADING_SKIPPED: _("This heading skips a level."),
    ContentCode.HEADING_EMPTY: _("There is a heading without words. Take it away."),
    ContentCode.HEADING_BY_BOLD: _("This looks like a heading, but it is bold text. Make it a real heading."),
}

LEVELS: dict[str, Promise] = {
    "very_easy": _("very easy, like a book for children"),
    "easy": _("easy, like a story or a weekly magazine"),
    "medium": _("of medium difficulty, like a newspaper"),
    "hard": _("hard, like an official letter"),
    "very_hard": _("very hard, like a law"),
}


@dataclass(frozen=True)
class Remark:
    """One finding as a sentence."""

    sentence: str
    quote: str
    entry: str  # the id of the list's entry it stands in, if any
    is_advice: bool


@dataclass
class BlockRemarks:
    """Everything about one block. Without an id: about the page as a whole."""

    block: str
    name: str
    heading: str
    number: int
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class ContentCheck:
    """The whole answer for a page."""

    blocks: list[BlockRemarks]
    lix: int | None
    lix_says: str
    speaks_of_lix: bool  # the language has a LIX; without one there is still too little text

    @property
    def needed(self) -> int:
        """Count what should not reach a reader."""
        return sum(not remark.is_advice for block in self.blocks for remark in block.remarks)

    @property
    def advice(self) -> int:
        """Count what would make the text easier."""
        return sum(remark.is_advice for block in self.blocks for remark in block.remarks)


def content_check_of(page: ModulePage) -> ContentCheck:
    """Check a page as it stands in the object given, which may be a draft."""
    language = (page.alias_of or page).locale.language_code
    editions: dict[int, list[str]] = {}
    for edition, minutes in evening_lengths(page):
        editions.setdefault(minutes, []).append(edition)
    draft = draft_of(page, language, editions)
    number = readability_of(draft)
    return ContentCheck(
        blocks=_by_block(page, check_content(draft), editions),
        lix=number,
        lix_says=str(LEVELS[level_of(number)]) if number is not None else "",
        speaks_of_lix=language in LIX_LANGUAGES,
    )


def _by_block(page: Page, findings: Iterable[Finding], editions: dict[int, list[str]]) -> list[BlockRemarks]:
    known = {"": BlockRemarks("", "", "", 0)}
    for number, part in enumerate(page.body, start=1):
        known[part.id or ""] = BlockRemarks(part.id or "", str(part.block.label), _heading_of(part.value), number)
    for finding in findings:
        sentence = _of_plan(finding, editions) if finding.code == ContentCode.PLAN else SENTENCES[finding.code]
        quote = " – ".join(part for part in (plain(finding.quote), str(finding.facts.get("what", ""))) if part)
        remark = Remark(str(sentence) % finding.facts, quote, finding.place.entry, finding.code in ADVICE)
        known[finding.place.block].remarks.append(remark)
    return [each for each in known.values() if each.remarks]


def _of_plan(finding: Finding, editions: dict[int, list[str]]) -> str:
    """Say what is odd about a plan in the words that stand above it in the editor."""
    total, length = int(str(finding.facts["total"])), int(str(finding.facts["length"] or 0))
    sentence = plan_sentences()[str(finding.facts["plan"])]
    numbers = {"total": total, "length": length, "difference": abs(total - length)}
    return sentence.format(edition=", ".join(editions.get(length, [])), **numbers).replace("%", "%%")


def _heading_of(value: object) -> str:
    """Give what a block calls itself, so that an editor knows which of several it is."""
    if not isinstance(value, StructValue):
        return ""
    return next((str(value[name]) for name in ("heading", "title") if value.get(name)), "")
