"""A whole edition as one book: values, rule, modules by their pinned texts, where to get help, and words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext, override
from wagtail import hooks
from wagtail.models import Page

from lms.kit.paper import Block, Contents, Document, Heading, Item, Items, Paragraph, Run, Section, Table, words
from modules.documents.facts import is_rtl, revised_at
from modules.documents.parts import Sheet, help_table, meaning_of
from modules.documents.printed import Order, Reader, language_of, module_blocks, reader_name, sheet_of
from modules.models import ModulePage

from .figures import WAY_WORDS
from .models import CompletionRule, CurriculumEdition, EditionModule
from .queries import ReadText, places_of, text_of
from .rules import EVERY_WAY, needed_modules


@dataclass(frozen=True)
class _Chapter:
    """One module of the book, with its text and what that text points to; without a page if nothing is published."""

    place: EditionModule
    page: ModulePage | None = None
    text: ReadText | None = None
    sheet: Sheet | None = None


@dataclass(frozen=True)
class _Book:
    """What every part of a book is made from."""

    edition: CurriculumEdition
    reader: Reader
    language: str
    chapters: list[_Chapter] = field(default_factory=list)


def edition_book(edition: CurriculumEdition, reader: Reader, language: str) -> Document:
    """Give an edition as a book. A module that has no text in the language stands in that of its original."""
    book = _Book(edition, reader, language, [_chapter(place, reader, language) for place in places_of(edition)])
    title = f"{edition.code} {edition.label}"
    with override(language):
        blocks = [*_front(book), *_from_above(book), *_requirement(book)]
        for chapter in book.chapters:
            blocks += _module(chapter, book)
        blocks += [*_help(book), *_words(book)]
    times = [revised_at(chapter.page) for chapter in book.chapters if chapter.page]
    return Document(
        title=title,
        language=language,
        rtl=is_rtl(language),
        blocks=tuple(blocks),
        at=max(times, default=datetime.combine(edition.valid_from, time(), tzinfo=UTC)),
        footer=f"Brobygger · {title}",
    )


def _chapter(place: EditionModule, reader: Reader, language: str) -> _Chapter:
    text = text_of(place, language)
    page = text.page if text else _published(place.module, language) if place.edition.is_draft else None
    return _Chapter(place, page, text, sheet_of(page, reader)) if page else _Chapter(place)


def _published(module: ModulePage, language: str) -> Page | None:
    """Give what a draft would be released with: the published text in a language, or that of the original."""
    pages = ModulePage.objects.live().filter(translation_key=module.translation_key, alias_of__isnull=True)
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    return found.get(language) or found.get(module.locale.language_code)


def _front(book: _Book) -> list[Block]:
    edition = book.edition
    since = gettext("Valid from %(date)s") % {"date": date_format(edition.valid_from)}
    state = [words(gettext("This edition is a draft."), bold=True)] if edition.is_draft else []
    return [
        Paragraph((Run(edition.label),), look="title"),
        words(f"{edition.code} · {reader_name(book.reader)}", kind="lead"),
        words(since),
        *state,
        Contents(gettext("Contents")),
    ]


def _from_above(book: _Book) -> list[Block]:
    """Ask the floors above for what stands in front of the modules: the values, which belong to the public pages."""
    return [block for hook in hooks.get_hooks("front_of_book") for block in hook(book.language)]


def _requirement(book: _Book) -> list[Block]:
    """Say what the education asks: the rule, and the modules with their hours."""
    rule = CompletionRule.objects.filter(edition=book.edition).first()
    count = len(book.chapters)
    sentences = []
    if rule:
        asked = {"needed": needed_modules(rule.share, count), "count": count}
        sentences.append(gettext("%(needed)s of %(count)s modules, and every mandatory one.") % asked)
        made_up = gettext("A missed module can be made up."), gettext("A missed module cannot be made up.")
        sentences.append(made_up[0] if rule.catch_up_allowed else made_up[1])
        if rule.catch_up_allowed and rule.ways != EVERY_WAY:
            ways = get_text_list([str(words) for way, words in WAY_WORDS.items() if way in rule.ways], gettext("or"))
            sentences.append(gettext("It is made up %(ways)s.") % {"ways": ways})
    head = (gettext("Number"), gettext("Module"), gettext("Hours"), gettext("Mandatory"))
    rows = tuple(
        (
            (Run(str(chapter.place.position)),),
            (Run(_title(chapter)),),
            (Run(f"{chapter.place.hours.normalize():f}"),),
            (Run(gettext("Yes") if chapter.place.mandatory else ""),),
        )
        for chapter in book.chapters
    )
    heading = Heading(gettext("When the education is completed"), 1, new_page=True)
    return [heading, Items(_entries(sentences)), Table(head, rows, (2, 9, 2, 3), gettext("Modules"))]


def _entries(sentences: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item((words(sentence),)) for sentence in sentences)


def _title(chapter: _Chapter) -> str:
    return chapter.place.title or (chapter.page.title if chapter.page else chapter.place.module.title)


def _module(chapter: _Chapter, book: _Book) -> list[Block]:
    number, title = chapter.place.position, _title(chapter)
    if not (chapter.page and chapter.sheet):
        return [Heading(f"{number}. {title}", 1, new_page=True), words(gettext("This module has no published text."))]
    language = language_of(chapter.page)
    with override(language):
        order = Order(book.reader, number, title, corrected=correction_of(chapter.text, book.reader))
        blocks = module_blocks(chapter.page, order, chapter.sheet, new_page=True)
    return [Section(tuple(blocks), language, is_rtl(language))] if language != book.language else blocks


def correction_of(text: ReadText | None, reader: Reader) -> str:
    """Say since when a text was corrected, and to those who lead why; or nothing."""
    if text is None or text.corrected_at is None:
        return ""
    day = date_format(text.corrected_at.date())
    if reader == Reader.HANDOUT or not text.reason:
        return gettext("Corrected %(day)s") % {"day": day}
    return gettext("Corrected on %(date)s: %(reason)s") % {"date": day, "reason": text.reason}


def _help(book: _Book) -> list[Block]:
    """Give every service that a module of the book names, once, the most urgent first."""
    sheets = [chapter.sheet for chapter in book.chapters if chapter.sheet]
    # The words of those modules that stand in the language of the book count before those in another one.
    sheets.sort(key=lambda sheet: sheet.reading.language == book.language)
    cards = {pk: card for sheet in sheets for pk, card in sheet.reading.cards.items()}
    if not cards:
        return []
    heading = Heading(gettext("Where to get help"), 1, new_page=True)
    return [heading, help_table([(card, None) for card in cards.values()], sheets[-1])]


def _words(book: _Book) -> list[Block]:
    """Give the words of all modules that stand in the language of the book, in their order."""
    found: dict[str, str] = {}
    for chapter in book.chapters:
        if not chapter.page or language_of(chapter.page) != book.language:
            continue
        parts = (part for part in chapter.page.body if part.block_type == "words")
        for entry in (entry for part in parts for entry in part.value["words"] if entry["term"]):
            found.setdefault(entry["term"].term, entry["term"].explanation or meaning_of(entry))
    if not found:
        return []
    items = (
        Item((Paragraph((Run(term, bold=True), Run(f" – {found[term]}"))),)) for term in sorted(found, key=str.casefold)
    )
    return [Heading(gettext("Words to know"), 1, new_page=True), Items(tuple(items))]
