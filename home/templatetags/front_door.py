"""Tags that link to public pages in the reader's language: {% load front_door %}."""

from django import template
from django.template.context import Context
from django.utils.translation import get_language, override
from wagtail.models import Page

from home import queries
from lms.kit.memory import Memory
from lms.kit.pages import url_of
from modules.models import HelpService
from modules.queries import HelpCard, help_cards, version_of

register = template.Library()
MENUS = Memory(limit=100)  # by language, in each process


@register.simple_tag(takes_context=True)
def page_menu(context: Context) -> list[queries.MenuItem]:
    """Give the entries of the menu: {% page_menu as items %}. One query, and none as long as no page changes."""
    request = context.get("request")
    version = version_of(request) if request else None
    items = MENUS.get(version, get_language()) if version else None
    if items is None:
        items = queries.menu()
        if version:
            MENUS.put(version, get_language(), items)
    return items


@register.simple_tag(takes_context=True)
def page_address(context: Context, page: Page | None) -> str:
    """Give the address of a page that a block points to, in the language of the menus; empty if it is gone.

    The block may stand in a text of another language, so the language of the request counts.
    """
    if page is None or not page.live:
        return ""
    with override(getattr(context.get("request"), "LANGUAGE_CODE", None) or get_language()):
        return url_of(page)


@register.simple_tag
def help_cards_of(page: Page, language: str) -> dict[int, HelpCard]:
    """Give the services that a page's help numbers name, by id: {% help_cards_of page text_language as help_cards %},
    before any of them is shown. No query for a page without them."""
    blocks = [block for block in page.body.raw_data if block["type"] == "help_numbers"]
    wanted = [item["value"] for block in blocks for item in block["value"]["services"]]
    return help_cards(wanted, language) if wanted else {}


@register.simple_tag(takes_context=True)
def cards_of(context: Context, services: list[HelpService]) -> list[HelpCard]:
    """Give the services of one block as their reader gets them: {% cards_of value.services as cards %}."""
    wanted = [service.pk for service in services if service]
    cards = context.get("help_cards")
    if cards is None:  # a preview, which shows one block alone
        cards = help_cards(wanted, get_language())
    return [cards[pk] for pk in wanted if pk in cards]
