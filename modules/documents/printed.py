"""A module on paper: the participant's handout, and the guide of whoever leads the evening."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.translation import gettext, override, pgettext

from lms.kit.pages import TextOrigin
from lms.kit.paper import Block, Box, Document, Heading, Paragraph, Section, words

from ..models import FOR_LEADERS, ModulePage
from ..queries import SlotValue, original_of, reading_of
from .facts import is_rtl, revised_at
from .parts import PARTS, Sheet, help_table


class Reader(StrEnum):
    """Whom a printed module is for."""

    HANDOUT = "handout"  # whoever may read the page
    GUIDE = "guide"  # whoever leads the evening


@dataclass(frozen=True)
class Order:
    """What is to be printed: for whom, under which number and title of an edition, with what of which district."""

    reader: Reader
    number: int | None = None
    title: str = ""  # in this edition, when it is not the page's own
    corrected: str = ""  # since when, and why, its text is not the one of the release
    slots: Mapping[str, SlotValue] = field(default_factory=dict)


def module_paper(page: ModulePage, order: Order) -> Document:
    """Give a module as a document of its own. Few queries, as many for three services as for one."""
    with override(language_of(page)):
        sheet = sheet_of(page, order.reader, order.slots)
        blocks = [*module_blocks(page, order, sheet), *_other_help(sheet)]
        return _paper(page, order, blocks)


def worksheets_paper(page: ModulePage, order: Order) -> Document | None:
    """Give the worksheets of a module, each on a page of its own, to be copied; None if it has none."""
    parts = [part for part in page.body if part.block_type == "worksheet"]
    if not parts:
        return None
    with override(language_of(page)):
        sheet = sheet_of(page, Reader.HANDOUT, order.slots)
        blocks: list[Block] = []
        for part in parts:
            heading, *rest = PARTS[part.block_type](part.value, sheet)
            blocks += [replace(heading, level=1, new_page=True) if isinstance(heading, Heading) else heading, *rest]
        return _paper(page, order, blocks)


def _paper(page: ModulePage, order: Order, blocks: list[Block]) -> Document:
    title = page.neutral_name if page.leaves_no_trace else order.title or page.title
    language = language_of(page)
    return Document(
        title=title,
        language=language,
        rtl=is_rtl(language),
        blocks=tuple(blocks),
        at=revised_at(page),
        footer=f"Brobygger · {title}",
    )


def sheet_of(page: ModulePage, reader: Reader, slots: Mapping[str, SlotValue] | None = None) -> Sheet:
    """Gather what the parts of a module point to."""
    return Sheet(reading_of(page, language_of(page)), reader == Reader.GUIDE, slots or {})


def language_of(page: ModulePage) -> str:
    """Give the code of the language a page's text is really in."""
    return (page.alias_of or page).locale.language_code


def reader_name(reader: str) -> str:
    """Give what the form is called, in the language of the moment."""
    return {
        Reader.HANDOUT: pgettext("printed module", "Handout"),
        Reader.GUIDE: pgettext("printed module", "Guide for whoever leads the evening"),
    }[Reader(reader)]


def module_blocks(page: ModulePage, order: Order, sheet: Sheet, new_page: bool = False) -> list[Block]:
    """Give everything a reader gets of a module, beginning with its title as a heading of the first level."""
    number = gettext("Module %(number)s") % {"number": order.number} if order.number and not new_page else ""
    above = " · ".join(part for part in (number, page.get_theme_display(), reader_name(order.reader)) if part)
    title = order.title or page.title
    blocks: list[Block] = [
        Heading(f"{order.number}. {title}" if new_page and order.number else title, 1, new_page=new_page)
    ]
    blocks.append(words(above, kind="kicker"))
    if order.corrected:
        blocks.append(Box((words(order.corrected),)))
    if page.lead:
        blocks.append(Paragraph(sheet.line(page.lead), look="lead"))
    if page.text_origin == TextOrigin.MACHINE:
        notice = gettext("A machine translated this page. Nobody who grew up with the language has read it yet.")
        blocks.append(Box((words(notice),)))
    if page.content_warning:
        blocks.append(Box((words(gettext("Before you read"), bold=True), Paragraph(sheet.line(page.content_warning)))))
    original = original_of(page).locale.language_code if page.in_source_language else ""
    for part in page.body:
        if part.block_type not in PARTS or (part.block_type in FOR_LEADERS and not sheet.leads):
            continue
        if part.id in page.in_source_language:
            blocks.append(words(gettext("This part is not translated yet."), kind="small"))
            with override(original):
                printed = PARTS[part.block_type](part.value, sheet)
            blocks.append(Section(tuple(printed), original, is_rtl(original)))
        else:
            blocks += PARTS[part.block_type](part.value, sheet)
    return blocks


def _other_help(sheet: Sheet) -> list[Block]:
    """Give the numbers that are always there and that the page does not name itself."""
    others = [card for pk, card in sheet.reading.cards.items() if pk not in sheet.reading.chosen]
    if not others:
        return []
    return [Heading(gettext("More numbers to call"), 2), help_table([(card, None) for card in others], sheet)]
