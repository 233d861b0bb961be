"""Tags for what can be heard and watched: {% load recordings %}."""

from django import template
from django.template.context import Context
from wagtail.documents.models import AbstractDocument
from wagtail.rich_text import RichText

from ..queries import recording_address

register = template.Library()


@register.simple_tag(takes_context=True)
def recording_url(context: Context, document: AbstractDocument) -> str:
    """Give the address of a recording. On a page that leaves no trace the browser keeps nothing of it either."""
    return recording_address(document, quiet=getattr(context.get("page"), "leaves_no_trace", False))


@register.filter
def has_words(text: RichText | str | None) -> bool:
    """Tell whether there is anything to read."""
    return bool(str(getattr(text, "source", text) or "").strip())
