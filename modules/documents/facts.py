"""What every printed form of a module needs: its direction, its time, its pictures."""

from datetime import UTC, datetime

from django.utils.translation import get_language_info
from wagtail.models import Page

from lms.kit.paper import Picture


def is_rtl(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    try:
        return get_language_info(language)["bidi"]
    except KeyError:
        return False


def revised_at(page: Page) -> datetime:
    """Give the time of a page's text, in UTC."""
    at = page.latest_revision_created_at or page.last_published_at or page.first_published_at
    return (at or datetime(2026, 1, 1, tzinfo=UTC)).astimezone(UTC)


def picture_of(image: object, caption: str = "") -> Picture | None:
    """Give a picture of a page in a form that Word and PDF take, or None where its file is missing."""
    if image is None:
        return None
    try:
        rendition = image.get_rendition("max-1400x1400|format-jpeg|bgcolor-ffffff")
        with rendition.file.open("rb") as held:
            data = held.read()
    except (OSError, ValueError):  # the file was lost; the words are still worth printing
        return None
    decorative = getattr(image, "decorative", False)
    alt = "" if decorative else getattr(image, "contextual_alt_text", "") or image.default_alt_text
    return Picture(data, alt or "", caption or "")
