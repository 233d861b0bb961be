"""Pictures, sound, films, material and goals as files of a curriculum: what `media.toml` and its kin say of them."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from ..models import GoalTag, Material, MaterialVersion

Item = dict[str, Any]


def media_name(row: AbstractImage | AbstractDocument) -> str:
    """Give the name under which a picture or a recording lies in `media/`: its title and a mark of its content."""
    return f"{slugify(row.title) or 'file'}-{row.get_file_hash()[:8]}.{row.filename.rsplit('.', 1)[-1].lower()}"


def material_name(version: MaterialVersion, digest: str) -> str:
    """Give the name under which material lies in `media/`."""
    return f"{slugify(version.material.title) or 'file'}-{digest[:8]}.{version.end}"


def digest_of(content: bytes) -> str:
    """Give the mark by which a file is known to have arrived whole."""
    return hashlib.sha256(content).hexdigest()


def words_in(value: Any) -> Iterator[str]:
    """Give every text in an item, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from words_in(each)


def goal_as_item(tag: GoalTag) -> Item:
    """Give a goal with its name in each language."""
    names = {name.locale.language_code: name.name for name in tag.names.all()}
    return {"code": tag.code, "position": tag.position} | dict(sorted(names.items()))


def material_as_item(material: Material, file: str) -> Item:
    """Give a piece of material with the name of its newest file."""
    newest = material.versions.first()
    item = {
        "module": material.module.slug,
        "title": material.title,
        "kind": material.kind,
        "audience": material.audience,
        "position": material.position,
        "link": material.link,
        "file": file,
        "what_is_new": newest.what_is_new if newest else "",
    }
    return {name: value for name, value in item.items() if value != ""}
