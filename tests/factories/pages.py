"""Public pages for tests, made the way the starter data is."""

from wagtail.models import Page

from home.actions import load_pages
from home.queries import key_of


def source(name: str = "about", language: str = "nb", **fields) -> dict:
    """Give the description of a page, as a file in `fixtures/pages/` would."""
    parent = {} if name == "home" else {"parent": "home"}
    body = [{"type": "text", "value": f"<p>{name} {language}</p>"}]
    return (
        {"name": name, "language": language, "slug": name, "title": f"{name} {language}", "body": body}
        | parent
        | fields
    )


def make_page(name: str = "about", language: str = "nb", **fields) -> Page:
    """Make a page and give it."""
    load_pages(by=None, pages=[source(name, language, **fields)])
    return Page.objects.get(translation_key=key_of(name), locale__language_code=language).specific
