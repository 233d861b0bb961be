"""Tags for reading a module in two languages: {% load two_languages %}."""

from dataclasses import dataclass

from django import template
from django.template.context import Context

from ..figures.together import Part, PartPair, Tongue, other_languages, part_pairs, texts_behind, tongue
from ..models import FOR_LEADERS, ModulePage
from .module_text import leads

register = template.Library()


@dataclass(frozen=True)
class Versions:
    """In which other languages a module can be read, and how many of its texts are behind the original."""

    languages: list[Tongue]
    behind: int


@dataclass(frozen=True)
class Together:
    """A module beside itself in another language."""

    page: ModulePage
    tongue: Tongue
    parts: list[PartPair]


@register.simple_tag
def versions_of(page: ModulePage, original: ModulePage) -> Versions:
    """Give the other languages of a module, and how far it is behind what its readers get of the original:
    {% versions_of page original as versions %}. At most five queries, for an original one."""
    return Versions(other_languages(page), texts_behind(page, original))


@register.simple_tag(takes_context=True)
def beside(context: Context, page: ModulePage, other: ModulePage | None, original: ModulePage) -> Together | None:
    """Put a module beside itself in another language: {% beside page version original as other %}. None without a
    version."""
    if other is None:
        return None
    here, there = ([part for part in each.body if _is_for(context, part)] for each in (page, other))
    parts = part_pairs(page, here, other, there, original)
    return Together(other, tongue(other.locale.language_code), parts)


def _is_for(context: Context, part: Part) -> bool:
    """Tell whether a reader may see a part: notes and guests are for those who lead the evening."""
    return part.block_type not in FOR_LEADERS or leads(context)
