"""Tags of the pages about her phone: {% load phone %}."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext

from lms.kit.disguise import is_neutral

register = template.Library()

KILOBYTE, MEGABYTE = 1_000, 1_000_000


@register.simple_tag(takes_context=True)
def in_language(context: Context, code: str) -> str:
    """Give the address of this page in another language: {% in_language "ar" %}."""
    request: HttpRequest = context["request"]
    return translate_url(request.path, code)


@register.simple_tag
def name_of_language(code: str) -> str:
    """Give what its own speakers call a language: {% name_of_language "ar" %}."""
    return get_language_info(code)["name_local"].split(" (")[0]


@register.filter
def as_data(size: int) -> str:
    """Give a number of bytes as people know it from their phone's bill: {{ size|as_data }}."""
    if size >= MEGABYTE:
        return gettext("%(size)s MB") % {"size": number_format(size / MEGABYTE, 1)}
    return gettext("%(size)s kB") % {"size": number_format(max(1, round(size / KILOBYTE)))}


@register.simple_tag(takes_context=True)
def app_links(context: Context) -> SafeString:
    """Link the description of the app and its icon, with the name and icon she has chosen: {% app_links %}."""
    request: HttpRequest | None = context.get("request")
    neutral = is_neutral(request)
    asked = {"lang": get_language() or settings.LANGUAGE_CODE} | ({"face": "neutral"} if neutral else {})
    return format_html(
        '<link rel="manifest" href="{}?{}"><link rel="apple-touch-icon" href="{}">',
        reverse("manifest"),
        urlencode(asked),
        static(f"img/{'neutral' if neutral else 'app'}-192.png"),
    )
