"""Playbooks as files: each page as the mapping that stands in its file."""

from ..models import PlaybookIndexPage, PlaybookPage
from .files import Item, Names, body_as_item, filled


def playbook_index_as_item(page: PlaybookIndexPage) -> Item:
    """Give the page that lists the playbooks."""
    fields = {"title": page.title, "lead": page.lead} | _origin(page)
    return {"slug": page.slug} | filled(fields, {}) | {"in_menu": page.show_in_menus}


def playbook_as_item(page: PlaybookPage, names: Names) -> Item:
    """Give a playbook with its steps. Files to print are named; they lie in `media/`."""
    fields = {"title": page.title, "lead": page.lead, "for_whom": page.for_whom} | _origin(page)
    return {"slug": page.slug} | filled(fields, {}) | {"body": body_as_item(page, names)}


def _origin(page: PlaybookIndexPage | PlaybookPage) -> Item:
    is_usual = page.text_origin == page._meta.get_field("text_origin").default
    return {} if is_usual else {"text_origin": page.text_origin}
