"""Tags that link to public pages in the reader's language: {% load front_door %}."""

from django import template
from wagtail.models import Page

from home import queries

register = template.Library()


@register.simple_tag
def page_menu() -> list[queries.MenuItem]:
    """Give the entries of the menu: {% page_menu as items %}. One query."""
    return queries.menu()


@register.simple_tag
def page_address(page: Page | None) -> str:
    """Give the address of a page a block points to, under the reader's language; empty if it is gone."""
    return queries.url_of(page) if page and page.live else ""


@register.simple_tag
def named_page_address(name: str) -> str:
    """Give the address of a page of the starter data: {% named_page_address "help" as url %}. Empty if it is gone."""
    page = queries.page_named(name)
    return queries.url_of(page) if page else ""
