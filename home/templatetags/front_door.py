"""Tags that link to public pages in the reader's language: {% load front_door %}."""

from django import template
from django.template.context import Context
from django.utils.translation import get_language, override
from wagtail.models import Page

from home import queries
from lms.kit.pages import url_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_menu(context: Context) -> list[queries.MenuItem]:
    """Give the entries of the menu: {% page_menu as items %}. One query, also if a page shows them twice."""
    request = context.get("request")
    if request is None:
        return queries.menu()
    if not hasattr(request, "page_menu"):
        request.page_menu = queries.menu()
    return request.page_menu


@register.simple_tag(takes_context=True)
def page_address(context: Context, page: Page | None) -> str:
    """Give the address of a page that a block points to, in the language of the menus; empty if it is gone.

    The block may stand in a text of another language, so the language of the request counts.
    """
    if page is None or not page.live:
        return ""
    with override(getattr(context.get("request"), "LANGUAGE_CODE", None) or get_language()):
        return url_of(page)
