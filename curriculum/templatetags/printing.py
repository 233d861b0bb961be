"""Tags for what can be printed: {% load printing %}."""

from django import template
from wagtail.models import Locale

register = template.Library()


@register.simple_tag
def languages_to_print() -> list[str]:
    """Give the codes of the languages that texts are written in. One query."""
    return list(Locale.objects.order_by("pk").values_list("language_code", flat=True))
