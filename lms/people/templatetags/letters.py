"""How a message is shown on her own page of messages."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import template
from django.conf import settings

register = template.Library()
PLACES = ("my", "cohorts", "moduler", "account", "here", "evening")
"""Where a message of ours leads: the first part of an address, behind the language."""


@dataclass(frozen=True)
class Part:
    """A paragraph of a message, or the way to the page it speaks of."""

    text: str
    path: str = ""


@register.filter
def parts_of_message(body: str) -> list[Part]:
    """Cut a message into paragraphs. An address of ours that stands alone becomes a way she can press; every other
    stays text, whoever wrote it."""
    lines = "\n".join(f"\n{line}\n" if way_in(line) else line for line in body.splitlines())
    paragraphs = [each.strip() for each in lines.split("\n\n")]
    return [Part(text=each, path=way_in(each)) for each in paragraphs if each]


def way_in(line: str) -> str:
    """Give the path of an address of ours that is the whole line, else nothing."""
    if len(line.split()) != 1:
        return ""
    found, ours = urlsplit(line.strip()), urlsplit(settings.BASE_URL)
    if found.scheme not in ("http", "https") or (found.scheme, found.netloc) != (ours.scheme, ours.netloc):
        return ""
    codes = {code for code, _name in settings.LANGUAGES}
    first = next((part for part in found.path.split("/") if part and part not in codes), "")
    return found.path if first in PLACES else ""
