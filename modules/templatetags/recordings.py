"""Tags for what can be heard, watched and looked at: {% load recordings %}."""

import posixpath

from django import template
from django.template.context import Context
from django.urls import reverse
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractRendition
from wagtail.rich_text import RichText

from ..queries import recording_address

register = template.Library()


@register.simple_tag(takes_context=True)
def recording_url(context: Context, document: AbstractDocument) -> str:
    """Give the address of a recording. On a page that leaves no trace the browser keeps nothing of it either."""
    return recording_address(document, quiet=getattr(context.get("page"), "leaves_no_trace", False))


@register.simple_tag(takes_context=True)
def picture_url(context: Context, picture: AbstractRendition) -> str:
    """Give the address of a picture in one size. On a page that leaves no trace the browser keeps nothing of it."""
    if getattr(context.get("page"), "leaves_no_trace", False):
        return reverse("quiet_rendition", args=[posixpath.basename(picture.file.name)])
    return picture.url


@register.filter
def has_words(text: RichText | str | None) -> bool:
    """Tell whether there is anything to read."""
    return bool(str(getattr(text, "source", text) or "").strip())
