"""Tags for what can be heard, watched and looked at: {% load recordings %}."""

import posixpath

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import reverse
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractRendition
from wagtail.rich_text import RichText

from .. import queries
from ..models import ModulePage
from ..permissions import can_lend_voice, can_record
from ..queries import Voice, recording_address, voices_of

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


@register.simple_tag(takes_context=True)
def may_lend_voice(context: Context, page: ModulePage) -> bool:
    """Tell whether the reader can read the module in: {% may_lend_voice page as may %}. Whoever has no session is not
    asked who she is."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and can_record(request.user, page)


@register.simple_tag(takes_context=True)
def lends_voice(context: Context) -> bool:
    """Tell whether whoever is signed in can read texts in: {% lends_voice as may %}."""
    return can_lend_voice(context["request"].user)


@register.filter
def part_name(block: str) -> str:
    """Give what a part is called on its page: {{ part.id|part_name }}."""
    return queries.part_name(block)


@register.filter
def has_words(text: RichText | str | None) -> bool:
    """Tell whether there is anything to read."""
    return bool(str(getattr(text, "source", text) or "").strip())


@register.simple_tag
def voices_of_page(page: ModulePage) -> list[Voice]:
    """Give what can be heard of a module in women's own voices: {% voices_of_page page as voices %}."""
    return voices_of(page)
