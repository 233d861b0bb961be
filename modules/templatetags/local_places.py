"""Tags that show what a district has filled in: {% load local_places %}."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from ..models import LocalSlot
from ..queries import SlotValue, place_of_reader, slot_values
from ..rules import phones_in

register = template.Library()


def slots_of_reader(request: HttpRequest | None) -> dict[str, SlotValue]:
    """Give what the reader's district has filled in, by key. Without a session nobody is asked who she is, so that the
    page is the same for all who are signed out. One query for a page, none for who is signed out.
    """
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {}
    if not hasattr(request, "local_slots"):
        request.local_slots = slot_values(place_of_reader(request.user))
    return request.local_slots


def shown_slot(value: SlotValue | None) -> SafeString:
    """Give what stands in a text where each district fills in its own."""
    if value is None:
        return format_html('<em class="slot">({})</em>', gettext("ask your coordinator"))
    return format_html('<span class="slot filled" dir="auto">{}</span>', _inner(value))


def shown_place(value: SlotValue | None) -> SafeString:
    """Give what stands in a help box where each district fills in its own."""
    if value is None:
        return format_html('<p class="slot">{}</p>', gettext("Ask your coordinator"))
    return format_html("<p>{}</p>", shown_slot(value))


def _inner(value: SlotValue) -> SafeString:
    pieces = [escape(value.name), _call(value.phone, value.call_url), escape(value.where), called(value.text)]
    return format_html_join(", ", "{}", ((piece,) for piece in pieces if piece))


def _call(number: str, url: str) -> SafeString:
    return format_html('<a class="call" href="{}"><bdi dir="ltr">{}</bdi></a>', url, number) if url else escape(number)


def called(text: str) -> SafeString:
    """Give what somebody wrote, with its phone numbers as links that call."""
    html, last = "", 0
    for start, end, url in phones_in(text):
        html += escape(text[last:start]) + _call(text[start:end], url)
        last = end
    return mark_safe(html + escape(text[last:]))  # noqa: S308  # made of escaped parts


@register.filter
def in_words(row: LocalSlot) -> str:
    """Give in one line what fills a local place."""
    entry = row.entry
    return " · ".join(piece for piece in (entry.name if entry else "", entry.phone if entry else "", row.text) if piece)
