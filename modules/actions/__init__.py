"""What people do with the modules."""

from .content import load_content
from .material import add_material_version, take_up_material
from .playbooks import load_playbooks
from .sources import renew_cited_sources
from .todos import note_facts_right, note_from_outside, renew_todos
from .translations import (
    TextsRefusedError,
    adopt_translation,
    mark_translation,
    protect_translations,
    publish_translation,
    renew_source,
    start_translation,
    take_texts,
)
from .versions import raise_content_version, store_body
from .voices import load_voice_texts

__all__ = [
    "TextsRefusedError",
    "add_material_version",
    "adopt_translation",
    "load_content",
    "load_playbooks",
    "load_voice_texts",
    "mark_translation",
    "note_facts_right",
    "note_from_outside",
    "protect_translations",
    "publish_translation",
    "raise_content_version",
    "renew_cited_sources",
    "renew_source",
    "renew_todos",
    "start_translation",
    "store_body",
    "take_texts",
    "take_up_material",
]
