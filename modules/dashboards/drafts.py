"""A page as the content check reads it: every text, picture, number and plan with the block it stands in."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.utils.timezone import localdate
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from ..models import CitedSource, GlossaryTerm, HelpService, HelpServiceText, ModulePage, Source
from ..rules import Block, Draft, NamedFact, Passage, Picture, Place, PlanStep, forms_of

NO_TEXT = (blocks.URLBlock, blocks.EmailBlock, blocks.RegexBlock)
ENDS_A_SENTENCE = (".", "!", "?", "…", "؟")
Line = tuple[str, date]  # of a list of sources: its id, and the day that stands in the text
Seen = tuple[blocks.Block, str, object, Place]


def draft_of(page: ModulePage, language: str, evenings: Iterable[int] = ()) -> Draft:
    """Give everything of a page that is looked at. As many queries for a long page as for a short one."""
    seen = [each for part in page.body for each in _walk(part.block, "", part.value, Place(part.id or ""))]
    services = {value.pk: value for _block, _name, value, _place in seen if isinstance(value, HelpService)}
    names, confirmed = _names_of(services, language), _confirmed_in(page)
    own = [Passage(Place(), text) for text in (page.lead, page.content_warning) if text]
    in_goals = {part.id or "" for part in page.body if part.block_type == "goals"}
    passages = [passage for each in seen if (passage := _passage(*each))]
    return Draft(
        language=language,
        today=localdate(),
        passages=(*own, *passages),
        blocks=tuple(_block(part) for part in page.body),
        pictures=tuple(picture for each in seen if (picture := _picture(*each))),
        facts=tuple(fact for each in seen if (fact := _fact(*each, names=names, confirmed=confirmed))),
        goals=tuple(passage for passage in passages if passage.place.block in in_goals),
        explained=_explained_in(language) | frozenset(names.values()),
        plans=tuple(_plans(page)),
        evenings=tuple(evenings),
    )


def _walk(block: blocks.Block, name: str, value: object, place: Place) -> Iterator[Seen]:
    """Give every single value inside a block, whatever kinds of blocks there will be."""
    if isinstance(block, blocks.StructBlock) and not isinstance(block, ImageBlock):
        yield block, name, value, place
        for key, child in block.child_blocks.items():
            yield from _walk(child, key, value.get(key), place)
    elif isinstance(block, blocks.ListBlock):
        for entry in value.bound_blocks:
            yield from _walk(entry.block, name, entry.value, Place(place.block, entry.id or place.entry))
    elif isinstance(block, blocks.BaseStreamBlock):
        for part in value:
            yield from _walk(part.block, part.block_type, part.value, Place(place.block, part.id or place.entry))
    else:
        yield block, name, value, place


def _passage(block: blocks.Block, _name: str, value: object, place: Place) -> Passage | None:
    if isinstance(block, blocks.RichTextBlock):
        return Passage(place, value.source if value else "")
    if isinstance(block, blocks.CharBlock | blocks.TextBlock) and not isinstance(block, NO_TEXT) and value:
        text = str(value)
        return Passage(place, text, is_prose=text.rstrip(' »”’")').endswith(ENDS_A_SENTENCE))
    return None


def _picture(block: blocks.Block, _name: str, value: object, place: Place) -> Picture | None:
    if not isinstance(block, ImageBlock) or value is None:
        return None
    return Picture(place, str(value), getattr(value, "contextual_alt_text", None) or "", bool(value.decorative))


def _fact(
    block: blocks.Block, _name: str, value: object, place: Place, names: dict[int, str], confirmed: dict[Line, date]
) -> NamedFact | None:
    if isinstance(block, SnippetChooserBlock) and isinstance(value, HelpService):
        is_checked = value.is_checked or not value.number
        return NamedFact(place, names.get(value.pk, value.code), True, is_checked, value.check_by)
    if isinstance(block, SnippetChooserBlock) and isinstance(value, Source):
        return NamedFact(place, str(value), False, check_by=value.check_by)
    if isinstance(block, blocks.StructBlock) and "check_by" in block.child_blocks and value.get("check_by"):
        named = value.get("source") or value.get("text") or value.get("name")
        day = confirmed.get((place.entry, value["check_by"]), value["check_by"])
        return NamedFact(place, str(named or ""), False, check_by=day)
    return None


def _plans(page: ModulePage) -> Iterator[tuple[Place, tuple[PlanStep, ...]]]:
    for part in page.body:
        if part.block_type == "session_plan":
            steps = (PlanStep(step["kind"], step["minutes"] or 0) for step in part.value["steps"])
            yield Place(part.id or ""), tuple(steps)


def _block(part: blocks.StreamValue.StreamChild) -> Block:
    rich, heading = [], None
    for block, name, value, _place in _walk(part.block, "", part.value, Place(part.id or "")):
        if isinstance(block, blocks.RichTextBlock) and value:
            rich.append(value.source)
        if name == "heading" and heading is None:
            heading = str(value or "")
    return Block(Place(part.id or ""), part.block_type, heading, tuple(rich))


def _explained_in(language: str) -> frozenset[str]:
    """Give every form of a word that the glossary explains in a language. One query."""
    terms = GlossaryTerm.objects.filter(locale__language_code=language).values_list("term", flat=True)
    return frozenset(form for term in terms for form in forms_of(term))


def _confirmed_in(page: ModulePage) -> dict[Line, date]:
    """Give until when somebody has confirmed the sources that a page names in its own words. One query."""
    rows = CitedSource.objects.filter(page=page.pk).values_list("entry", "written", "check_by")
    return {(entry, written): day for entry, written, day in rows}


def _names_of(services: Iterable[int], language: str) -> dict[int, str]:
    """Give what services are called in a language, else in the language of the original. One query."""
    texts = HelpServiceText.objects.filter(service__in=set(services))
    rows = texts.values_list("service_id", "locale__language_code", "name")
    originals = {pk: name for pk, code, name in rows if code == settings.LANGUAGE_CODE}
    return originals | {pk: name for pk, code, name in rows if code == language}
