"""A module as a Word file to edit in: every part with all its marks, each behind a heading that the import knows again.

docs/word.md describes the file; what is written here and what the import reads must stay the same.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext, override
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, expand_db_html

from lms.kit.paper import Block, Document, Heading, Item, Items, Paragraph, Run, Table, words
from lms.kit.prose import blocks_of, runs_of

from ..models import ModulePage
from .facts import is_rtl, picture_of, revised_at

UNTITLED = "[{}]"
"""A part without a heading of its own gets its kind in square brackets, so that there is one to find it by."""


def bookmark(kind: str, key: object) -> str:
    """Give the name of the bookmark of a part: bb_text_0123456789abcdef. Word allows 40 signs."""
    return f"bb_{kind}_{str(key).replace('-', '')[:16]}"


def editing_copy(page: ModulePage) -> Document:
    """Give a module as it stands in its draft, in its own language."""
    language = (page.alias_of or page).locale.language_code
    with override(language):
        blocks: list[Block] = [
            Heading(page.title, 1, name=bookmark("module", page.translation_key)),
            words(
                gettext("This file is for editing. Leave the headings of the parts where they are."), kind="placeholder"
            ),
        ]
        for kind, label, text in (
            ("lead", gettext("Lead"), page.lead),
            ("warning", gettext("Content warning"), page.content_warning),
        ):
            blocks += [Heading(UNTITLED.format(label), 2, bookmark(kind, page.translation_key)), words(text)]
        for part in page.body:
            blocks += _part(part)
        return Document(
            title=page.neutral_name if page.leaves_no_trace else page.title,
            language=language,
            rtl=is_rtl(language),
            blocks=tuple(blocks),
            at=revised_at(page),
            key=f"brobygger:module:{page.translation_key}",
        )


def _part(part: StreamValue.StreamChild) -> list[Block]:
    write = PARTS.get(part.block_type)
    name = bookmark(part.block_type, part.id)
    if write is None:
        return [_heading(name, str(part.block.label)), _placeholder(str(part.block.label))]
    return write(name, str(part.block.label), part.value)


def _heading(name: str, label: str, own: str | None = None) -> Heading:
    """Give the heading of a part: its own, or its kind in brackets where it could have one; otherwise its kind."""
    return Heading(label if own is None else own or UNTITLED.format(label), 2, name)


def _placeholder(text: str) -> Paragraph:
    return words(gettext("%(part)s – on the website") % {"part": text}, kind="placeholder")


def _rich(value: RichText | str | None) -> tuple[Block, ...]:
    return blocks_of(expand_db_html(value.source if isinstance(value, RichText) else value or ""))


def _plain(texts: Any) -> tuple[Item, ...]:
    return tuple(Item((words(text),)) for text in texts)


def _cell(value: object) -> tuple[Run, ...]:
    return (Run(str(value)),) if value not in (None, "") else ()


def _rich_items(ordered: bool) -> Callable[[str, str, Any], list[Block]]:
    def write(name: str, label: str, value: Any) -> list[Block]:
        items = tuple(Item(_rich(each) or (Paragraph(()),)) for each in value["items"])
        return [_heading(name, label), Items(items, ordered)]

    return write


def _text(name: str, label: str, value: Any) -> list[Block]:
    return [_heading(name, label, value.get("heading")), *_rich(value["text"])]


def _picture(name: str, label: str, value: Any) -> list[Block]:
    shown = picture_of(value["picture"], value["caption"])
    return [_heading(name, label), shown or _placeholder(label)]


def _recording(name: str, label: str, value: Any) -> list[Block]:
    return [_heading(name, label, value["title"]), _placeholder(label), *_rich(value["transcript"])]


def _words(name: str, label: str, value: Any) -> list[Block]:
    rows = tuple((_cell(entry["term"]), _cell(entry["here"])) for entry in value["words"])
    head = (gettext("Word"), gettext("What it means here"))
    return [_heading(name, label), Table(head, rows, (1, 2), label)]


def _session_plan(name: str, label: str, value: Any) -> list[Block]:
    parts = value.block.child_blocks["steps"].child_block.child_blocks
    kinds = dict(parts["kind"].field.choices) if "kind" in parts else {}
    rows = tuple(
        (
            _cell(step["minutes"]),
            _cell(kinds.get(step["kind"], step["kind"])),
            _cell(step["text"]),
            _cell(step["who"]),
            _cell(step["material"]),
        )
        for step in value["steps"]
    )
    head = (gettext("Minutes"), gettext("Kind"), gettext("What"), gettext("Who"), gettext("Material"))
    return [_heading(name, label), Table(head, rows, (2, 3, 8, 4, 4), label)]


def _exercises(name: str, label: str, value: Any) -> list[Block]:
    found: list[Block] = [_heading(name, label)]
    for entry, bound in zip(value["items"], value["items"].bound_blocks, strict=True):
        from_bank = entry["exercise"]
        title = entry["name"] or (from_bank.name if from_bank else "") or UNTITLED.format(gettext("Exercise"))
        found.append(Heading(title, 3, bookmark("exercise", bound.id)))
        if from_bank:
            bank = gettext("From the exercise bank: %(text)s") % {"text": from_bank.how}
            found.append(words(bank, kind="placeholder"))
        if entry["minutes"]:
            found.append(words(gettext("%(minutes)s min") % {"minutes": entry["minutes"]}, kind="kicker"))
        found += _rich(entry["how"])
    return found


def _reflection(name: str, label: str, value: Any) -> list[Block]:
    return [_heading(name, label), Items(_plain(value["questions"]))]


def _dilemma(name: str, label: str, value: Any) -> list[Block]:
    return [_heading(name, label, value["title"]), *_rich(value["story"]), Items(_plain(value["questions"]))]


def _worksheet(name: str, label: str, value: Any) -> list[Block]:
    intro = [words(value["intro"])] if value["intro"] else []
    return [_heading(name, label, value["title"]), *intro, Items(_plain(value["items"]), ordered=True)]


def _help(name: str, label: str, value: Any) -> list[Block]:
    rows = tuple(
        (
            _cell(entry["service"].code if entry["service"] else ""),
            _cell(entry["name"]),
            _cell(entry["note"]),
            _cell(entry["address"]),
        )
        for entry in value["entries"]
    )
    head = (gettext("From the register"), gettext("Or a name"), gettext("Note"), gettext("Web address"))
    return [_heading(name, label), Table(head, rows, (2, 3, 3, 2), label)]


def _quiz(name: str, label: str, value: Any) -> list[Block]:
    count = len(value["questions"])
    text = gettext("Quiz: %(count)s questions") % {"count": count}
    return [_heading(name, label), _placeholder(text)]


def _guest(name: str, label: str, value: Any) -> list[Block]:
    by = gettext("Taught by: %(who)s") % {"who": value["taught_by"]}
    return [_heading(name, label), *([words(by, kind="kicker")] if value["taught_by"] else []), *_rich(value["text"])]


def _sources(name: str, label: str, value: Any) -> list[Block]:
    rows = tuple(
        (
            _cell(entry["source"].code if entry["source"] else ""),
            runs_of(entry["text"] or (entry["source"].name if entry["source"] else "")),
            _cell(entry["check_by"].isoformat() if entry["check_by"] else ""),
        )
        for entry in value["sources"]
    )
    head = (gettext("Code"), gettext("Source"), gettext("Check again by"))
    return [_heading(name, label), Table(head, rows, (1, 6, 2), label)]


PARTS: dict[str, Callable[[str, str, Any], list[Block]]] = {
    "goals": _rich_items(ordered=True),
    "key_messages": _rich_items(ordered=False),
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
    "home_task": _text,
    "rights": _text,
    "help": _help,
    "sources": _sources,
    "guest": _guest,
    "coordinator_notes": _text,
}
"""How each kind of part is written; one that is not here stands as a placeholder."""
