"""Playbooks as files: each page as the mapping that stands in its file."""

from ..models import PlaybookIndexPage, PlaybookPage
from .files import Item, Names, body_as_item, filled

NAMES = Names({}, {})
"""A playbook points to no row of a register."""


def playbook_index_as_item(page: PlaybookIndexPage) -> Item:
    """Give the page that lists the playbooks."""
    return filled({"slug": page.slug, "title": page.title, "lead": page.lead}, {}) | {"in_menu": page.show_in_menus}


def playbook_as_item(page: PlaybookPage) -> Item:
    """Give a playbook with its steps. Raises ValueError for what a file cannot hold (a file to print)."""
    for step in page.body:
        if any(printout["file"] for printout in step.value["printouts"]):
            raise ValueError("A playbook with files to print cannot be written to a file yet.")
    fields = {"title": page.title, "lead": page.lead, "for_whom": page.for_whom}
    if page.text_origin != PlaybookPage._meta.get_field("text_origin").default:
        fields["text_origin"] = page.text_origin
    return {"slug": page.slug} | filled(fields, {}) | {"body": body_as_item(page, NAMES)}
