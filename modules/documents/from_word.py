"""A Word file on its way into a module: what the registers know, and the parts as they are stored."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.translation import override

from ..blocks.evening import STEP_KINDS
from ..models import Exercise, GlossaryTerm, ModulePage, Source
from ..queries import all_services, rows_of
from ..rules.word import Known, Part
from .files import Item, Names, body_from_item, names_for


def known_in(language: str) -> Known:
    """Give what the registers know in a language; of services, the names in the original language count as well."""
    services = all_services()
    named = {
        text.name.casefold(): service.code
        for service in services
        for text in service.texts.all()
        if text.locale.language_code in (language, settings.LANGUAGE_CODE)
    }
    return Known(
        words={row.term.casefold(): (row.term, row.explanation) for row in rows_of(GlossaryTerm, language)},
        services=named | {service.code.casefold(): service.code for service in services},
        numbers={service.code: service.number for service in services},
        sources={row.code.casefold(): (row.code, row.name) for row in rows_of(Source, language)},
        exercises={row.name.casefold(): (row.name, row.how) for row in rows_of(Exercise, language)},
    )


def kinds_of_steps() -> dict[str, str]:
    """Give what the kinds of a step are called, in small letters and in every language of the menus."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {str(label).casefold(): kind for kind, label in STEP_KINDS}
    return found


def body_of(page: ModulePage, parts: Iterable[Part], pictures: dict[str, int]) -> list[Item]:
    """Give parts as they are stored. One that the page has already keeps its id, and with it its translations and
    to-dos; a kept one comes whole from the page. `pictures`: the ids of the pictures of the file.
    """
    names = names_for(page.locale.language_code, rows_of)
    stored = {(raw["type"], raw["id"].replace("-", "")[:16]): raw for raw in page.body.get_prep_value()}
    raw = []
    for part in parts:
        old = stored.pop((part.kind, part.key), None) if part.key else None
        if part.is_kept:
            raw += [old] if old else []
            continue
        new = _raw_of(page, part, names, pictures)
        raw.append(_with_old_ids(new, old) if old else new)
    return raw


def is_there(page: ModulePage, part: Part) -> bool:
    """Tell whether a page has a part that a file names."""
    return any(
        (raw["type"], raw["id"].replace("-", "")[:16]) == (part.kind, part.key) for raw in page.body.get_prep_value()
    )


def _raw_of(page: ModulePage, part: Part, names: Names, pictures: dict[str, int]) -> Item:
    if part.kind == "picture":
        shown = {"image": pictures[part.fields["file"]], "decorative": False, "alt_text": part.fields["alt"]}
        value: Any = {"picture": shown, "caption": part.fields.get("caption", "")}
        return {"type": "picture", "value": value, "id": str(uuid4())}
    item = {"slug": page.slug, "body": [{"type": part.kind} | part.fields]}
    raw = body_from_item(page, item, names)[0]
    return _with_new_ids(raw)


def _with_new_ids(raw: Any) -> Any:
    """Draw new ids: those from files name a place in a file."""
    if isinstance(raw, dict):
        return {name: str(uuid4()) if name == "id" else _with_new_ids(value) for name, value in raw.items()}
    return [_with_new_ids(each) for each in raw] if isinstance(raw, list) else raw


def _with_old_ids(new: Any, old: Any) -> Any:
    """Give a new value the ids of the old one: entries that say the same keep theirs, the others go by their place."""
    if isinstance(new, dict) and isinstance(old, dict):
        return {
            name: old["id"] if name == "id" and "id" in old else _with_old_ids(value, old.get(name))
            for name, value in new.items()
        }
    if isinstance(new, list) and isinstance(old, list):
        return list(_paired(new, old))
    return new


def _paired(new: list, old: list) -> Iterator[Any]:
    same = {number: _same_as(each, old) for number, each in enumerate(new)}
    taken = {found for found in same.values() if found is not None}
    for number, each in enumerate(new):
        found = same[number]
        if found is None and number < len(old) and number not in taken:
            found = number
        yield each if found is None else _with_old_ids(each, old[found])


def _same_as(item: Any, others: list) -> int | None:
    words = _without_ids(item)
    return next((number for number, other in enumerate(others) if _without_ids(other) == words), None)


def _without_ids(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {name: _without_ids(value) for name, value in raw.items() if name != "id"}
    return [_without_ids(each) for each in raw] if isinstance(raw, list) else raw
