"""Fills registers and pages from the files of a curriculum."""

from collections import Counter
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models, transaction
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, ModelLogEntry, Page, Revision
from wagtail_localize.models import Translation

from lms.kit.guard import require
from lms.people.models import User

from ..documents import files as documents
from ..documents.files import Item
from ..models import Exercise, GlossaryTerm, GoalTag, HelpService, ModuleIndexPage, ModulePage, Source
from ..queries import original_of, rows_of
from ..rules import named_throughout
from .media import Media, load_goal, load_material, load_media
from .todos import renew_todos
from .translations import adopt_translation

Content = dict[str, Any]


def load_content(*, by: User | None, content: Content, overwrite: bool = False) -> Counter[str]:
    """Make or renew registers and pages as the files say (docs/content.md).

    Takes `sources`, `services`, `media` and `goals` (these two may be missing) and, under `languages`, for each code
    `index`, `words`, `exercises`, `modules` and `material`.
    What a person has edited stays as it is unless `overwrite` says otherwise. Gives how many things were `written`,
    `unchanged` and `kept`. Only the command line may do this (`by` is None). Raises KeyError for a name that
    nothing has, ValueError and ValidationError for what a block would not accept; then nothing is written.
    """
    require(by is None)
    outcome: Counter[str] = Counter()
    # The original first, since translations are found by it.
    languages = sorted(content["languages"].items(), key=lambda each: each[0] != settings.LANGUAGE_CODE)
    with transaction.atomic():
        media = load_media(content.get("media", []))
        outcome.update(load_goal(item, overwrite) for item in content.get("goals", []))
        for position, item in enumerate(content["sources"]):
            outcome[_load_source(item, position, overwrite)] += 1
        for item in content["services"]:
            outcome[_load_service(item, overwrite, media)] += 1
        for language, items in languages:
            originals = (
                content["languages"].get(settings.LANGUAGE_CODE, {}) if language != settings.LANGUAGE_CODE else {}
            )
            outcome += _load_language(language, items, originals, overwrite, media)
        files = {item["name"]: item for item in content.get("media", [])}
        for language, items in languages:
            for item in items.get("material", []):
                outcome[load_material(item, Locale.objects.get(language_code=language), files, overwrite)] += 1
    return outcome


def _load_language(language: str, items: Content, originals: Content, overwrite: bool, media: Media) -> Counter[str]:
    if language not in dict(settings.LANGUAGES):
        raise KeyError(language)
    locale, _made = Locale.objects.get_or_create(language_code=language)
    outcome: Counter[str] = Counter()
    for model, named, field in ((GlossaryTerm, "words", "term"), (Exercise, "exercises", "name")):
        outcome.update(_load_row((model, field), item, locale, overwrite, media) for item in items.get(named, []))
    if index_item := items.get("index"):
        index, done = _load_index(index_item, locale, overwrite)
        outcome[done] += 1
        names = documents.names_for(language, rows_of)
        names = documents.Names(names.name_of, names.id_of | media)
        written = {item["slug"]: item for item in originals.get("modules", [])}
        for item in items.get("modules", []):
            done = _load_module(index, item, names, overwrite)
            outcome[done] += 1
            if language != settings.LANGUAGE_CODE:
                _follow_translation(locale, item, done, written.get(item["slug"]), media)
    return outcome


# --- registers --------------------------------------------------------------------------------------------------------


def _is_edited(row: models.Model) -> bool:
    """Tell whether a person has changed a row on screen."""
    return row.pk is not None and ModelLogEntry.objects.for_instance(row).filter(user__isnull=False).exists()


def _store(row: models.Model, values: Item, overwrite: bool) -> str:
    """Write the values that differ, unless a person has made the row hers."""
    if not overwrite and _is_edited(row):
        return "kept"
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return "unchanged"
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return "written"


def _load_source(item: Item, position: int, overwrite: bool) -> str:
    row = Source.objects.filter(code=item["code"]).first() or Source(code=item["code"])
    values = {"name": item["name"], "addresses": "\n".join(item.get("addresses", [])), "position": position}
    return _store(row, values | {"check_by": item.get("check_by")}, overwrite)


def _load_service(item: Item, overwrite: bool, media: Media) -> str:
    row = HelpService.objects.filter(code=item["code"]).first() or HelpService(code=item["code"])
    if not overwrite and _is_edited(row):
        return "kept"
    fields = {field.name: field for field in HelpService._meta.fields}
    values = {name: item.get(name, fields[name].get_default()) for name in documents.SERVICE_FIELDS}
    values |= {"country_id": item["country"], "source": None}
    face = item.get("contact_picture")
    values["contact_picture_id"] = media[get_image_model(), face] if face else None
    if "source" in item:
        values["source"] = Source.objects.filter(code=item["source"]).first()
        if values["source"] is None:
            raise KeyError(item["source"])
    outcome = {_store(row, values, overwrite)}
    for language, words in item.items():
        if isinstance(words, dict):
            outcome.add(_load_service_text(row, language, words))
    renew_todos(by=None, of=row)
    return "written" if "written" in outcome else "unchanged"


def _load_service_text(service: HelpService, language: str, words: Item) -> str:
    locale, _made = Locale.objects.get_or_create(language_code=language)
    row = service.texts.model.objects.filter(service=service, locale=locale).first()
    row = row or service.texts.model(service=service, locale=locale)
    return _store(row, {name: words.get(name, "") for name in documents.SERVICE_TEXTS}, overwrite=True)


def _load_row(kind: tuple[type[models.Model], str], item: Item, locale: Locale, overwrite: bool, media: Media) -> str:
    """Write a word or an exercise; a translation names in `of` what it translates."""
    model, field = kind  # and the field that names a row
    row = model._default_manager.filter(**{field: item[field]}, locale=locale).first()
    if row is None:
        key: UUID | None = uuid4()
        if "of" in item:
            original = {field: item["of"], "locale__language_code": settings.LANGUAGE_CODE}
            key = model._default_manager.values_list("translation_key", flat=True).filter(**original).first()
            if key is None:
                raise KeyError(item["of"])
        row = model(locale=locale, translation_key=key)
    values = {name: value for name, value in item.items() if name not in ("of", "picture", "sound")}
    if model is GlossaryTerm:
        for name, library in (("picture", get_image_model()), ("sound", get_document_model())):
            values[f"{name}_id"] = media[library, item[name]] if name in item else None
    return _store(row, values, overwrite)


# --- pages ------------------------------------------------------------------------------------------------------------


def _load_index(item: Item, locale: Locale, overwrite: bool) -> tuple[ModuleIndexPage, str]:
    """Write the page that lists the modules, right under the home page of its language."""
    page = ModuleIndexPage.objects.filter(locale=locale).first()
    if page is None:
        parent = Page.objects.filter(depth=2, locale=locale).first()
        if parent is None:
            raise KeyError(locale.language_code)
        page = ModuleIndexPage(title=item["title"], slug=item["slug"], locale=locale, live=False)
        page.translation_key = _key_in_other_languages(ModuleIndexPage.objects.all()) or documents.key_of("index")
        parent.specific.add_child(instance=page)
    return page, fill_page(page, item, overwrite, show_in_menus=item.get("in_menu", False))


def _load_module(index: ModuleIndexPage, item: Item, names: documents.Names, overwrite: bool) -> str:
    page = ModulePage.objects.child_of(index).filter(slug=item["slug"]).first()
    if page is None:
        index = ModuleIndexPage.objects.get(pk=index.pk)  # it has more children than when it was found
        page = ModulePage(title=item["title"], slug=item["slug"], locale=index.locale, live=False)
        others = ModulePage.objects.filter(slug=item["slug"])
        page.translation_key = _key_in_other_languages(others) or documents.key_of(item["slug"])
        index.add_child(instance=page)
    raw = named_throughout(documents.body_from_item(page, item, names))
    block = page.body.stream_block
    body = block.clean(block.to_python(raw))
    outcome = fill_page(
        page, item, overwrite, body=body, tags=_tags(item), in_source_language=documents.untranslated_in(item, raw)
    )
    if outcome == "written":
        renew_todos(by=None, of=page)
    return outcome


def _follow_translation(locale: Locale, item: Item, outcome: str, original: Item | None, media: Media) -> None:
    """Let a translation that a file holds be followed text by text, against the words of the original's own file:
    those that are published may have gone on."""
    page = ModulePage.objects.get(slug=item["slug"], locale=locale)
    if original_of(page).pk == page.pk:
        return
    if (
        outcome != "written"
        and Translation.objects.filter(source__object_id=page.translation_key, target_locale=locale).exists()
    ):
        return
    adopt_translation(by=None, page=page, original=_page_of(original, media) if original else None)


def _page_of(item: Item, media: Media) -> ModulePage:
    """Give a module as a file says it, stored nowhere."""
    names = documents.names_for(settings.LANGUAGE_CODE, rows_of)
    names = documents.Names(names.name_of, names.id_of | media)
    fields = {name: item[name] for name in documents.PAGE_FIELDS if name in item}
    page = ModulePage(slug=item["slug"], locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE), **fields)
    page.body = page.body.stream_block.to_python(named_throughout(documents.body_from_item(page, item, names)))
    return page


def _tags(item: Item) -> list[GoalTag]:
    """Give the goals a file names. Raises KeyError for one that is not there."""
    found = {tag.code: tag for tag in GoalTag.objects.filter(code__in=item.get("tags", []))}
    return [found[code] for code in item.get("tags", [])]


def _key_in_other_languages(pages: models.QuerySet) -> Any:
    return pages.values_list("translation_key", flat=True).first()


def fill_page(page: Page, item: Item, overwrite: bool, **values: Any) -> str:
    """Write the text and publish it, unless it is there already or a person has made it hers."""
    if not overwrite and Revision.objects.for_instance(page).filter(user__isnull=False).exists():
        return "kept"
    fields = {field.name: field for field in page._meta.fields}
    for name in documents.PAGE_FIELDS:
        if name in fields:
            values.setdefault(name, item.get(name, fields[name].get_default()))
    if page.live and all(_stored(getattr(page, name)) == _stored(value) for name, value in values.items()):
        return "unchanged"
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return "written"


def _stored(value: Any) -> Any:
    """Give a value so that two can be compared: a body without the ids of its parts, goals in one order."""
    if isinstance(value, models.Manager):
        value = list(value.all())
    if isinstance(value, list) and all(isinstance(each, models.Model) for each in value):
        return {each.pk for each in value}
    return _without_ids(value.get_prep_value()) if isinstance(value, StreamValue) else value


def _without_ids(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {name: _without_ids(value) for name, value in raw.items() if name != "id"}
    return [_without_ids(value) for value in raw] if isinstance(raw, list) else raw
