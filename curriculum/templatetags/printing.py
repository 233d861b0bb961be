"""Tags for what can be printed: {% load printing %}."""

from django import template
from django.conf import settings
from django.template.context import Context
from wagtail.models import Locale

from modules.permissions import can_read_notes_for_leaders

register = template.Library()


@register.simple_tag(takes_context=True)
def reads_as_leader(context: Context) -> bool:
    """Tell whether the guide is offered: {% reads_as_leader as leads %}. Without a session nobody is asked who she is,
    so that the page is the same for all who are signed out."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and can_read_notes_for_leaders(request.user)


@register.simple_tag
def languages_to_print() -> list[str]:
    """Give the codes of the languages that texts are written in. One query."""
    return list(Locale.objects.order_by("pk").values_list("language_code", flat=True))
