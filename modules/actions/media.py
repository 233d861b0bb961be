"""Takes pictures, sound, films, material and goals from the files of a curriculum."""

import io
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale

from lms.kit.files import FileRefusedError, Kind, check_file, kind_by_name
from lms.kit.pictures import drawn_anew
from lms.kit.uploads import largest

from ..documents.media import digest_of
from ..models import GoalTag, GoalTagName, Material, ModulePage
from .material import add_material_version

Item = dict[str, Any]
Media = dict[tuple[type, str], int]


def load_media(items: list[Item]) -> Media:
    """Put pictures and recordings into Wagtail's libraries unless they are there; give their ids by model and name.

    Raises ValueError for a file that is missing, has changed on the way, or would not be taken when uploaded.
    """
    found: Media = {}
    for item in items:
        content = _content(item)
        if item["kind"] == "image":
            found[get_image_model(), item["name"]] = _picture(item, content)
        elif item["kind"] == "document":
            found[get_document_model(), item["name"]] = _document(item, content)
    return found


def _content(item: Item) -> bytes:
    """Give the content of a file that is what `media.toml` says."""
    path: Path = item["path"]
    if not path.is_file():
        raise ValueError(f"{item['name']} is missing in media.")
    content = path.read_bytes()
    if digest_of(content) != item["sha256"]:
        raise ValueError(f"{item['name']} is not the file that media.toml speaks of.")
    kind = kind_by_name(item["name"])
    try:
        if kind is not None:
            check_file(io.BytesIO(content), item["name"], allowed=frozenset(Kind), largest=largest(kind))
    except FileRefusedError as problem:
        raise ValueError(f"{item['name']}: {problem.sentence}") from problem
    return content


def _picture(item: Item, content: bytes) -> int:
    file = ContentFile(content, name=item["name"])
    if dict(Picture.open(io.BytesIO(content)).getexif()):
        file = drawn_anew(io.BytesIO(content), item["name"])
    row = get_image_model()(title=item["title"], file=file)
    row._set_image_file_metadata()
    return _kept(row)


def _document(item: Item, content: bytes) -> int:
    row = get_document_model()(title=item["title"], file=ContentFile(content, name=item["name"]))
    row._set_document_file_metadata()
    return _kept(row)


def _kept(row: Any) -> int:
    """Give the id of the row that holds this content already, or keep the new one."""
    same = type(row).objects.filter(file_hash=row.file_hash, title=row.title).first()
    if same is None:
        row.save()
    return (same or row).pk


def load_goal(item: Item, overwrite: bool = False) -> str:
    """Write a goal and its names; what is there stays unless `overwrite` says otherwise."""
    position = {"position": item.get("position", 100)}
    tag, made = GoalTag.objects.get_or_create(code=item["code"], defaults=position)
    if overwrite and not made:
        made = bool(GoalTag.objects.filter(pk=tag.pk).exclude(**position).update(**position))
    for language in set(item) & set(dict(settings.LANGUAGES)):
        locale, _made = Locale.objects.get_or_create(language_code=language)
        _name, named = GoalTagName.objects.get_or_create(tag=tag, locale=locale, defaults={"name": item[language]})
        if overwrite and not named:
            other = GoalTagName.objects.filter(tag=tag, locale=locale).exclude(name=item[language])
            named = bool(other.update(name=item[language]))
        made = made or named
    return "written" if made else "unchanged"


def load_material(item: Item, locale: Locale, files: dict[str, Item], overwrite: bool = False) -> str:
    """Write a piece of material in a language; a file that is not its newest becomes a new version. Other facts of
    what is there stay unless `overwrite` says otherwise.

    `files` are the items of `media.toml` by name. Raises KeyError for a module or a file that is not there.
    """
    page = ModulePage.objects.filter(slug=item["module"]).order_by("pk").first()
    if page is None:
        raise KeyError(item["module"])
    facts = {name: item[name] for name in ("kind", "audience", "position", "link") if name in item}
    material = Material.objects.filter(
        module__translation_key=page.translation_key, title=item["title"], locale=locale
    ).first()
    if material is None:
        material = Material(module=page, title=item["title"], locale=locale, **facts)
        material.full_clean()
        material.save()
        outcome = "written"
    else:
        old = (
            Material.objects.filter(pk=material.pk).exclude(**facts) if overwrite and facts else Material.objects.none()
        )
        outcome = "written" if old.update(**facts) else "unchanged"
    if name := item.get("file"):
        content = _content(files[name])
        newest = material.versions.first()
        if newest is None or digest_of(newest.file.read()) != files[name]["sha256"]:
            file = File(io.BytesIO(content), name=name)
            file.size = len(content)
            add_material_version(by=None, material=material, file=file, what_is_new=item.get("what_is_new", ""))
            outcome = "written"
    return outcome
