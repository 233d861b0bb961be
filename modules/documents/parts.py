"""Each kind of part of a module as its readers get it on paper."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.rich_text import RichText, expand_db_html

from lms.kit.paper import Block, Box, Heading, Item, Items, Lines, Paragraph, Run, Table, words
from lms.kit.prose import blocks_of, runs_of

from ..queries import HelpCard, Reading, SlotValue
from ..rules import LOCAL, phones_in, slot_key, slots_in, with_named_slots, without_checks
from .facts import picture_of

CODE = re.compile(r"\bK\d+\b")
CODES = re.compile(r"\s*\((K\d+(?:, K\d+)*)\)")


@dataclass(frozen=True)
class Sheet:
    """What the parts of one module need: what its texts point to, who reads, and what her district has filled in."""

    reading: Reading
    leads: bool
    slots: Mapping[str, SlotValue] = field(default_factory=dict)

    def line(self, text: object) -> tuple[Run, ...]:
        """Give a text of one line without the marks of editors."""
        return self._finished(runs_of(self._unmarked(text)))

    def prose(self, text: object) -> tuple[Block, ...]:
        """Give a rich text without the marks of editors."""
        return tuple(self._each(block) for block in blocks_of(self._unmarked(text)))

    def _unmarked(self, text: object) -> str:
        html = expand_db_html(text.source) if isinstance(text, RichText) else escape(str(text or ""))
        return CODES.sub(self._reference, with_named_slots(without_checks(html)))

    def _reference(self, found: re.Match[str]) -> str:
        """Keep (K14) where the module lists that source."""
        known = [code for code in CODE.findall(found[1]) if code in self.reading.sources]
        return f" ({', '.join(known)})" if known else ""

    def _each(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, runs=self._finished(block.runs))
        if isinstance(block, Heading):
            return replace(block, level=3, text=LOCAL.sub("", block.text).strip())
        if isinstance(block, Items):
            items = tuple(Item(tuple(self._each(inner) for inner in item.blocks)) for item in block.items)
            return replace(block, items=items)
        return block

    def _finished(self, runs: Iterable[Run]) -> tuple[Run, ...]:
        """Fill in what is known of the district, and keep numbers in their order."""
        found: list[Run] = []
        for run in runs:
            whole = replace(run, link=settings.BASE_URL + run.link) if run.link.startswith("/") else run
            last = 0
            for mark in LOCAL.finditer(run.text):
                found += _numbers_apart(replace(whole, text=run.text[last : mark.start()]))
                found += self.slot(slot_key(mark[2] or ""))
                last = mark.end()
            found += _numbers_apart(replace(whole, text=run.text[last:]))
        return tuple(found)

    def slot(self, key: str) -> list[Run]:
        """Give what the district has filled in at a place, or a line to fill in by hand."""
        value = self.slots.get(key)
        if value is None:
            return [Run(gettext("ask your coordinator"), blank=True)]
        pieces = [[Run(value.name)], [Run(value.phone, ltr=True)], [Run(value.where)], _numbers_apart(Run(value.text))]
        kept = [piece for piece in pieces if piece and piece[0].text]
        return [run for number, piece in enumerate(kept) for run in ([Run(", ")] if number else []) + piece]


def _numbers_apart(run: Run) -> list[Run]:
    """Give phone numbers a run of their own, so that their groups of digits keep their order in Arabic."""
    found, last = [], 0
    for start, end, _url in phones_in(run.text):
        found += [replace(run, text=run.text[last:start]), replace(run, text=run.text[start:end], ltr=True)]
        last = end
    return [each for each in [*found, replace(run, text=run.text[last:])] if each.text]


def _entries(texts: Iterable[object], sheet: Sheet, lines: int = 0) -> tuple[Item, ...]:
    after = (Lines(lines),) if lines else ()
    return tuple(Item((Paragraph(sheet.line(text)), *after)) for text in texts)


def _goals(value: Any, sheet: Sheet) -> list[Block]:
    return [Heading(gettext("Learning goals")), Items(_entries(value["items"], sheet), ordered=True)]


def _key_messages(value: Any, sheet: Sheet) -> list[Block]:
    items = tuple(Item(sheet.prose(each)) for each in value["items"])
    return [Heading(gettext("Key messages")), Items(items)]


def _text(value: Any, sheet: Sheet) -> list[Block]:
    heading = [Heading(value["heading"])] if value["heading"] else []
    return [*heading, *sheet.prose(value["text"])]


def _rights(value: Any, sheet: Sheet) -> list[Block]:
    return [Heading(gettext("Your rights")), Box(sheet.prose(value["text"]))]


def _home_task(value: Any, sheet: Sheet) -> list[Block]:
    return [Heading(gettext("Home task")), *sheet.prose(value["text"])]


def _notes(value: Any, sheet: Sheet) -> list[Block]:
    return [Heading(gettext("Notes for the coordinator")), Box(sheet.prose(value["text"]))]


def _guest(value: Any, sheet: Sheet) -> list[Block]:
    by = [Run(gettext("Taught by") + ": ", bold=True), *sheet.line(value["taught_by"])] if value["taught_by"] else []
    first = [Paragraph(tuple(by))] if by else []
    return [Heading(gettext("Guest professionals")), *first, *sheet.prose(value["text"])]


def _picture(value: Any, sheet: Sheet) -> list[Block]:
    shown = picture_of(value["picture"], value["caption"])
    return [shown] if shown else []


def _recording(value: Any, sheet: Sheet) -> list[Block]:
    there = words(gettext("You can hear or see this on the website."), kind="placeholder")
    return [Heading(without_checks(value["title"])), there, *sheet.prose(value["transcript"])]


def _words(value: Any, sheet: Sheet) -> list[Block]:
    items = tuple(
        Item((Paragraph((Run(entry["term"].term, bold=True), Run(" – "), *sheet.line(meaning_of(entry)))),))
        for entry in value["words"]
        if entry["term"]
    )
    return [Heading(gettext("Words to know")), Items(items)]


def meaning_of(entry: Any) -> str:
    """Give what a word means in a module."""
    return entry["here"] or entry["term"].explanation


def _session_plan(value: Any, sheet: Sheet) -> list[Block]:
    heading = Heading(gettext("The evening"))
    if not sheet.leads:
        return [heading, Items(_entries((step["text"] for step in value["steps"]), sheet), ordered=True)]
    total = gettext("%(minutes)s min") % {"minutes": value.total}
    rows = tuple(
        (
            (Run(str(step["minutes"] or "")),),
            sheet.line(step["text"]),
            sheet.line(step["who"]),
            sheet.line(step["material"]),
        )
        for step in value["steps"]
    )
    head = (gettext("Minutes"), gettext("What"), gettext("Who"), gettext("Material"))
    return [heading, words(total, bold=True), Table(head, rows, (2, 8, 4, 4), gettext("The evening"))]


def _exercises(value: Any, sheet: Sheet) -> list[Block]:
    blocks: list[Block] = [Heading(gettext("Exercises"))]
    for entry in value["items"]:
        bank = entry["exercise"]
        if name := entry["name"] or (bank.name if bank else ""):
            blocks.append(Heading(name, 3))
        minutes = entry["minutes"] or (bank.minutes if bank else None)
        if minutes and sheet.leads:
            blocks.append(words(gettext("%(minutes)s min") % {"minutes": minutes}, kind="kicker"))
        if bank:
            blocks.append(Paragraph(sheet.line(bank.how)))
        blocks += sheet.prose(entry["how"])
    return blocks


def _reflection(value: Any, sheet: Sheet) -> list[Block]:
    lines = 0 if sheet.leads else 2
    return [Heading(gettext("To think about")), Items(_entries(value["questions"], sheet, lines))]


def _dilemma(value: Any, sheet: Sheet) -> list[Block]:
    questions = [Items(_entries(value["questions"], sheet))] if value["questions"] else []
    return [Heading(value["title"]), *sheet.prose(value["story"]), *questions]


def _quiz(value: Any, sheet: Sheet) -> list[Block]:
    """Print the questions with their answers to choose from, and what is right below."""
    asked, answered = [], []
    for each in value["questions"]:
        choices = Items(_entries((answer["text"] for answer in each["answers"]), sheet))
        asked.append(Item((Paragraph(sheet.line(each["question"])), choices)))
        right = [answer for answer in each["answers"] if answer["is_right"]] or list(each["answers"])[:1]
        said = [(*_bold(sheet.line(answer["text"])), Run(" – "), *sheet.line(answer["reply"])) for answer in right]
        answered.append(Item(tuple(Paragraph(runs) for runs in said)))
    questions = [Heading(gettext("Try for yourself")), Items(tuple(asked), ordered=True)]
    return [*questions, Heading(gettext("The answers"), 3), Items(tuple(answered), ordered=True)]


def _bold(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(replace(run, bold=True) for run in runs)


def _bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").strip("/")


def _worksheet(value: Any, sheet: Sheet) -> list[Block]:
    intro = [Paragraph(sheet.line(value["intro"]))] if value["intro"] else []
    return [Heading(value["title"]), *intro, Items(_entries(value["items"], sheet, lines=2), ordered=True)]


def _help(value: Any, sheet: Sheet) -> list[Block]:
    cards = sheet.reading.cards
    rows = [(cards.get(entry["service"].pk) if entry["service"] else None, entry) for entry in value["entries"]]
    said = gettext("Better to call once too often than once too seldom.")
    return [Heading(gettext("Where to get help")), words(said), help_table(rows, sheet)]


def help_table(rows: Iterable[tuple[HelpCard | None, Any]], sheet: Sheet) -> Table:
    """Give places to turn to with their numbers; each with the entry of a help box, or None."""
    head = (gettext("Who"), gettext("When"), gettext("Number"))
    found = tuple(_service(card, entry, sheet) if card else _other_place(entry, sheet) for card, entry in rows)
    return Table(head, found, (5, 7, 4), gettext("Where to get help"))


def _service(card: HelpCard, entry: Any, sheet: Sheet) -> tuple[tuple[Run, ...], ...]:
    note = without_checks(entry["note"]).strip() if entry and entry["note"] else ""
    about = [note or card.when, card.note, card.country]
    about += [gettext("Open day and night") if card.is_open_always else card.hours]
    about += [gettext("Free") if card.is_free else "", gettext("Anonymous") if card.is_anonymous else ""]
    number: tuple[Run, ...] = (Run(card.number, bold=True, ltr=True),) if card.number else ()
    if card.number and not card.call_url:
        number = (Run(card.number, ltr=True), Run(f" ({gettext('Not checked yet')})", italic=True))
    elif not card.number and card.web:
        number = (Run(_bare(card.web), link=card.web, ltr=True),)
    return (Run(card.name, bold=True),), sheet.line(" · ".join(part for part in about if part)), number


def _other_place(entry: Any, sheet: Sheet) -> tuple[tuple[Run, ...], ...]:
    number: list[Run] = []
    for slot in slots_in(entry["name"]):
        number += [Run(" "), *sheet.slot(slot.key)] if number else sheet.slot(slot.key)
    if not number and entry["address"]:
        number = [Run(_bare(entry["address"]), link=entry["address"], ltr=True)]
    return _bold(sheet.line(LOCAL.sub("", entry["name"]))), sheet.line(entry["note"]), tuple(number)


def _sources(value: Any, sheet: Sheet) -> list[Block]:
    items = []
    for entry in value["sources"]:
        source = entry["source"]
        runs: list[Run] = [Run(f"{source.code} ", bold=True), Run(source.name)] if source else []
        for link in source.links if source else ():
            runs += [Run(" · "), Run(_bare(link), link=link, ltr=True)]
        items.append(Item((Paragraph((*runs, *sheet.line(entry["text"])), look="small"),)))
    return [Heading(gettext("Sources")), Items(tuple(items))]


PARTS: dict[str, Callable[[Any, Sheet], list[Block]]] = {
    "goals": _goals,
    "key_messages": _key_messages,
    "text": _text,
    "picture": _picture,
    "audio": _recording,
    "video": _recording,
    "words": _words,
    "session_plan": _session_plan,
    "exercises": _exercises,
    "reflection": _reflection,
    "dilemma": _dilemma,
    "quiz": _quiz,
    "worksheet": _worksheet,
    "home_task": _home_task,
    "rights": _rights,
    "help": _help,
    "sources": _sources,
    "guest": _guest,
    "coordinator_notes": _notes,
}
