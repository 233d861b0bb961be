"""Keeps out of Wagtail's menus what leads to screens that are closed (see `lms.urls`), and lends books the values."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from lms.kit.paper import Block

from .documents import core_values

CLOSED = {"users", "groups"}


@hooks.register("construct_settings_menu")
def hide_closed_settings(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """People and their rights are managed on our own pages, so Wagtail's entries would lead nowhere."""
    menu_items[:] = [item for item in menu_items if item.name not in CLOSED]


@hooks.register("construct_main_menu")
def hide_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's help leads to other sites and speaks of what is not ours."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("front_of_book")
def values_in_front(language: str) -> list[Block]:
    """Let the book of an edition say what we believe in before it says what is taught (curriculum.documents)."""
    return core_values(language)
