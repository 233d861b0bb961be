"""What belongs to modules while an evening runs: national material and whom to call, kept by version of the content."""

from collections.abc import Iterable
from uuid import UUID

from lms.kit.memory import Memory

from ..models import Material
from .help import HelpCard, help_cards
from .kept import Version

BESIDE = Memory(limit=400)  # lists in each process


def evening_material(modules: Iterable[UUID], language: str, version: Version | None = None) -> list[Material]:
    """Give the national material of modules (keys of translations) that has a file or a link: what is in a language,
    and where there is nothing in it all there is. Each with its `versions`, the newest first. Two queries, none where
    it was read in this version."""
    keys = tuple(modules)
    key = ("material", keys, language)
    found = BESIDE.get(version, key) if version else None
    if found is None:
        rows = Material.objects.filter(module__translation_key__in=keys).select_related("locale", "module")
        there = [piece for piece in rows.prefetch_related("versions") if piece.link or piece.versions.all()]
        spoken = {piece.module.translation_key for piece in there if piece.locale.language_code == language}
        found = [
            piece
            for piece in there
            if piece.locale.language_code == language or piece.module.translation_key not in spoken
        ]
        if version:
            BESIDE.put(version, key, found)
    return found


def evening_help(services: Iterable[int], language: str, version: Version | None = None) -> list[HelpCard]:
    """Give services and those that are always visible, as in the modules, the most urgent first. Two queries, two more
    where one shows a face, none where it was read in this version."""
    chosen = frozenset(services)
    key = ("help", chosen, language)
    found = BESIDE.get(version, key) if version else None
    if found is None:
        found = list(help_cards(chosen, language).values())
        if version:
            BESIDE.put(version, key, found)
    return found
