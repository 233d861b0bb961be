"""Cross-table reads: what a page needs to be shown, and everything a file of the curriculum holds."""

from .evenings import evening_help, evening_material
from .help import HelpCard, help_cards
from .kept import Version, block_version, made_with, stored_body, version_of
from .local import SlotValue, place_at, place_of_reader, slot_values
from .material import goals_of, material_of, modules_with_goal
from .pages import (
    Translated,
    follows_original,
    languages_in_use,
    module_in,
    module_to_speak_of,
    modules_for_readers,
    modules_to_speak_of,
    original_of,
    playbooks_url,
    readable_modules,
)
from .reading import Reading, reading_of
from .recordings import find_recording, recording_address
from .registers import all_services, originals_of, rows_of
from .reviews import (
    approved_by_another,
    comment_on_return,
    content_editors,
    experiences_of,
    read_by_two,
    reviews_of,
    subject_approved,
    why_not_yes,
    with_open_remarks,
)
from .words import WordCard, word_cards

__all__ = [
    "HelpCard",
    "Reading",
    "SlotValue",
    "Translated",
    "Version",
    "WordCard",
    "all_services",
    "approved_by_another",
    "block_version",
    "comment_on_return",
    "content_editors",
    "evening_help",
    "evening_material",
    "experiences_of",
    "find_recording",
    "follows_original",
    "goals_of",
    "help_cards",
    "languages_in_use",
    "made_with",
    "material_of",
    "module_in",
    "module_to_speak_of",
    "modules_for_readers",
    "modules_to_speak_of",
    "modules_with_goal",
    "original_of",
    "originals_of",
    "place_at",
    "place_of_reader",
    "playbooks_url",
    "read_by_two",
    "readable_modules",
    "reading_of",
    "recording_address",
    "reviews_of",
    "rows_of",
    "slot_values",
    "stored_body",
    "subject_approved",
    "version_of",
    "why_not_yes",
    "with_open_remarks",
    "word_cards",
]
