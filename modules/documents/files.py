"""The curriculum as readable files: every page and register as the mapping that stands in its file, and back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import models
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..models import Exercise, GlossaryTerm, HelpService, ModuleIndexPage, ModulePage, PlaybookPage, Source
from .media import media_name

Item = dict[str, Any]
KEYS = UUID("8d0f9e0e-6f0a-4f43-9b66-0d5b6a3f8c11")
NAMED_BY = {HelpService: "code", Source: "code", GlossaryTerm: "term", Exercise: "name"}
"""What a file calls a row of a register that a page points to."""
PAGE_FIELDS = ("title", "lead", "kind", "theme", "sensitivity", "content_warning", "neutral_name", "text_origin")
UNTRANSLATED = "untranslated"
ALWAYS_SAID = ("kind", "theme", "sensitivity")
SERVICE_FIELDS = (
    "number", "is_checked", "check_by", "web", "languages", "is_free", "is_anonymous", "is_open_always",
    "always_visible", "position", "to_check", "contact_name", "contact_alt",
)  # fmt: skip
SERVICE_TEXTS = ("name", "when", "hours", "note")
DRAFT_KEY = re.compile(r' data-block-key="[^"]*"')
BETWEEN_PARTS = re.compile(r"(</(?:p|ul|ol|h3)>)(?=<)")
ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>|\n).)*)</p>")


@dataclass(frozen=True)
class Names:
    """How files name the rows a page points to: (model, id) → name, and (model, name) → id."""

    name_of: dict[tuple[type, int], str]
    id_of: dict[tuple[type, str], int]


def key_of(slug: str) -> UUID:
    """Give the key under which a module's languages find each other."""
    return uuid5(KEYS, slug)


def filled(item: Item, defaults: Item) -> Item:
    """Leave out what says nothing, so that a file holds only what somebody wrote."""
    return {name: value for name, value in item.items() if value not in (None, "") and value != defaults.get(name)}


# --- registers --------------------------------------------------------------------------------------------------------


def _defaults(model: type[models.Model]) -> Item:
    return {field.name: field.default for field in model._meta.fields if field.has_default()}


def service_as_item(service: HelpService) -> Item:
    """Give a service with its texts by language. Asks for nothing that was prefetched."""
    item = {"code": service.code, "country": service.country_id}
    item |= filled({name: getattr(service, name) for name in SERVICE_FIELDS}, _defaults(HelpService))
    if service.contact_picture:
        item["contact_picture"] = media_name(service.contact_picture)
    if service.source:
        item["source"] = service.source.code
    for text in service.texts.all():
        item[text.locale.language_code] = filled({name: getattr(text, name) for name in SERVICE_TEXTS}, {})
    return item


def source_as_item(source: Source) -> Item:
    """Give a source; its addresses one by one."""
    item: Item = {"code": source.code, "name": source.name, "addresses": source.addresses.splitlines()}
    if source.check_by:
        item["check_by"] = source.check_by
    return {name: value for name, value in item.items() if value != []}


def word_as_item(word: GlossaryTerm, original: str = "") -> Item:
    """Give a word of the glossary with its picture and its sound, and for a translation the word it translates."""
    item = {"term": word.term, "explanation": word.explanation, "of": original}
    item |= {"picture": media_name(word.picture) if word.picture else ""}
    item |= {"sound": media_name(word.sound) if word.sound else ""}
    return filled(item, {})


def exercise_as_item(exercise: Exercise, original: str = "") -> Item:
    """Give an exercise of the bank, and for a translation the name of the original."""
    item = {"name": exercise.name, "kind": exercise.kind, "minutes": exercise.minutes, "how": exercise.how}
    return item | ({"of": original} if original else {})


# --- pages ------------------------------------------------------------------------------------------------------------


def index_as_item(page: ModuleIndexPage) -> Item:
    """Give the page that lists the modules."""
    fields = {"slug": page.slug, "title": page.title, "lead": page.lead, "text_origin": page.text_origin}
    return filled(fields, _defaults(ModuleIndexPage)) | {"in_menu": page.show_in_menus}


def module_as_item(page: ModulePage, names: Names) -> Item:
    """Give a module with its body. Pictures and recordings are named; their files lie in `media/`."""
    defaults = {name: value for name, value in _defaults(ModulePage).items() if name not in ALWAYS_SAID}
    item = {"slug": page.slug} | filled({name: getattr(page, name) for name in PAGE_FIELDS}, defaults)
    fields = [name for name in PAGE_FIELDS if name in page.in_source_language]
    if tags := [tag.code for tag in page.tags.all()]:
        item["tags"] = sorted(tags)
    return item | ({UNTRANSLATED: fields} if fields else {}) | {"body": body_as_item(page, names)}


def body_as_item(page: ModulePage | PlaybookPage, names: Names) -> list[Item]:
    """Give the parts of a page as a file says them."""
    parts = page.body.stream_block.child_blocks
    foreign = set(page.in_source_language) if isinstance(page, ModulePage) else set()
    return [
        {"type": part["type"]}
        | ({UNTRANSLATED: True} if part["id"] in foreign else {})
        | _outward(parts[part["type"]], part["value"], names)
        for part in page.body.get_prep_value()
    ]


def untranslated_in(item: Item, body: list[Item]) -> list[str]:
    """Give what a file says of a translation's parts that still stand in the language of the original: names of
    fields, and ids of the parts of its body."""
    parts = zip(item.get("body", []), body, strict=True)
    return [*item.get(UNTRANSLATED, []), *(part["id"] for said, part in parts if said.get(UNTRANSLATED))]


def _outward(block: blocks.Block, value: Any, names: Names) -> Any:
    """Give a stored value as a file says it."""
    if isinstance(block, blocks.StructBlock):
        pairs = {
            name: _outward(child, value[name], names) for name, child in block.child_blocks.items() if name in value
        }
        return {name: each for name, each in pairs.items() if each not in (None, "", False, [])}
    if isinstance(block, blocks.ListBlock):
        return [_outward(block.child_block, item["value"], names) for item in value]
    if isinstance(block, blocks.ChooserBlock):
        return names.name_of[block.model_class, value] if value else None
    if isinstance(block, blocks.RichTextBlock):
        return _text_outward(value or "")
    return value


def body_from_item(page: ModulePage | PlaybookPage, item: Item, names: Names) -> list[Item]:
    """Give a body as it is stored, from what a file says.

    A part that has not moved keeps its id, so that translations and to-dos stay with it. Raises KeyError for an
    unknown type of block or a row that no register has, and ValueError for a word that no block knows.
    """
    parts, seen, raw = page.body.stream_block.child_blocks, dict[str, int](), []
    for part in item.get("body", []):
        kind = part["type"]
        seen[kind] = seen.get(kind, 0) + 1
        path = f"{item['slug']}/{kind}/{seen[kind]}"
        values = {name: value for name, value in part.items() if name not in ("type", UNTRANSLATED)}
        raw.append({"type": kind, "value": _inward(parts[kind], values, names, path), "id": str(uuid5(KEYS, path))})
    return raw


def _inward(block: blocks.Block, value: Any, names: Names, path: str) -> Any:
    """Give a value of a file as it is stored."""
    if isinstance(block, blocks.StructBlock):
        if unknown := value.keys() - block.child_blocks.keys():
            raise ValueError(f"{path} does not know {', '.join(sorted(unknown))}.")
        return {
            name: _inward(child, value.get(name, _nothing(child)), names, f"{path}/{name}")
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        places = [f"{path}/{number}" for number in range(len(value))]
        return [
            {"type": "item", "value": _inward(block.child_block, each, names, place), "id": str(uuid5(KEYS, place))}
            for each, place in zip(value, places, strict=True)
        ]
    if isinstance(block, blocks.ChooserBlock):
        return names.id_of[block.model_class, value] if value else None
    if isinstance(block, blocks.RichTextBlock):
        return _text_inward(value)
    return value.isoformat() if isinstance(block, blocks.DateBlock) and value else value


def _nothing(block: blocks.Block) -> Any:
    if isinstance(block, blocks.StructBlock):
        return {}
    if isinstance(block, blocks.ListBlock):
        return []
    if isinstance(block, blocks.BooleanBlock):
        return False
    return None if isinstance(block, (blocks.ChooserBlock, blocks.IntegerBlock, blocks.DateBlock)) else ""


def _text_outward(html: str) -> str:
    """Give rich text for a file: a single paragraph without its tags, several each on a line."""
    html = DRAFT_KEY.sub("", html)
    if one := ONE_PARAGRAPH.fullmatch(html):
        return one[1]
    return BETWEEN_PARTS.sub(r"\1\n", html)


def _text_inward(text: str) -> str:
    """Give what a file says as rich text."""
    if not text:
        return ""
    if text.startswith(("<p", "<ul", "<ol", "<h3")):
        return re.sub(r"(</(?:p|ul|ol|h3)>)\n+(?=<|$)", r"\1", text)
    return f"<p>{text}</p>"


def names_for(language: str, rows: Callable[[type, str], list]) -> Names:
    """Give the names of a language's rows; `rows(model, language)` fetches them."""
    pairs = [(model, row.pk, getattr(row, field)) for model, field in NAMED_BY.items() for row in rows(model, language)]
    libraries = (get_image_model(), get_document_model())
    pairs += [(model, row.pk, media_name(row)) for model in libraries for row in rows(model, language)]
    return Names(
        {(model, pk): name for model, pk, name in pairs},
        {(model, name): pk for model, pk, name in pairs},
    )
