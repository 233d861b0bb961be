"""Tags for those who lead evenings: {% load material %}."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template.context import Context

from ..models import GoalTag, Material, ModulePage
from ..queries import goals_of, material_of
from .module_text import leads

register = template.Library()


@dataclass(frozen=True)
class ForLeaders:
    """What stands under a module for those who lead its evening."""

    material: list[Material]
    goals: list[tuple[GoalTag, str]]


@register.simple_tag(takes_context=True)
def for_leaders(context: Context, page: ModulePage) -> ForLeaders | None:
    """Give material and goals to those who lead, and nothing to other readers: {% for_leaders page as lead %}."""
    if not leads(context):
        return None
    language = context.get("text_language") or settings.LANGUAGE_CODE
    return ForLeaders(material_of(page, language), goals_of(page, language))
