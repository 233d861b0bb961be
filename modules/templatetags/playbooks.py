"""Leads to the playbooks: {% load playbooks %}."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from lms.kit.pages import url_of

from ..models import PlaybookIndexPage

register = template.Library()


@register.simple_tag
def playbooks_url() -> str:
    """Give the address of the list of playbooks in the reader's language, else of the original; empty without one."""
    wanted = [get_language(), settings.LANGUAGE_CODE]
    pages = PlaybookIndexPage.objects.live().public().filter(locale__language_code__in=wanted)
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    page = next((found[code] for code in wanted if code in found), None)
    return url_of(page) if page else ""
