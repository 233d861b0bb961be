"""Tags that show what was made once: {% load kept %}."""

import logging
import re
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.template import Library, Node, NodeList
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from wagtail.blocks import StreamValue

from lms.kit.memory import Memory

from ..actions import store_body
from ..models import FOR_LEADERS, ModuleIndexPage, ModulePage
from ..queries import Reading, Version, made_with, part_name, stored_body, version_of
from .local_places import shown_place, shown_slot, slots_of_reader
from .module_text import foreign_language, leads

register = Library()
logger = logging.getLogger(__name__)

LEFT_OPEN = frozenset({"help", "words"})
"""Parts that are never stored: what they show may change any day and must then be right everywhere at once, or differs
from one reader of the text to the next."""
OPEN = re.compile(r"<!--(slot|place) ([^>]*)-->")
ARTICLES = Memory(limit=16_000_000)  # characters in each process


def may_be_kept(request: HttpRequest | None) -> Version | None:
    """Give the version under which a text may be kept; None for a preview, which is nobody else's."""
    if request is None or getattr(request, "is_preview", False) or getattr(request, "is_dummy", False):
        return None
    return version_of(request)


class Article(Node):
    """What stands between {% article %} and {% endarticle %}: `page` as one kind of reader gets it in one language.

    Inside there is neither request nor user, so that nothing of one reader can be kept for another; only whether she
    leads evenings. What her district filled in is put into the places left open for it afterwards, each time. Whoever
    shows it otherwise than everybody gets it says so in `read_as`, which sets what is kept apart.
    """

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: Context) -> SafeString:
        """Give what was kept, or make it."""
        page: ModulePage | ModuleIndexPage = context["page"]
        request = context.get("request")
        version = may_be_kept(request)
        leader = leads(context)
        text = (getattr(page, "read_revision_id", None), getattr(page, "pin_id", None))
        key = (page.pk, *text, get_language(), leader, context.get("read_as", ""))
        html = ARTICLES.get(version, key) if version else None
        if html is None:
            nobody = {"request": None, "user": None, "perms": None, "messages": ()}
            with context.push(**nobody, reads_as_leader=leader, kept_under=version):
                html = self.nodes.render(context)
            if version:
                ARTICLES.put(version, key, html, weight=len(html))
        with override(context["text_language"]):
            return mark_safe(fill_slots(html, request))  # noqa: S308  # made by templates, and of escaped words


@register.tag
def article(parser: Parser, token: Token) -> Article:
    """Keep what stands up to {% endarticle %}; see `Article`."""
    nodes = parser.parse(("endarticle",))
    parser.delete_first_token()
    return Article(nodes)


def fill_slots(html: str, request: HttpRequest | None) -> str:
    """Fill the places that were left open with what the reader's district says."""
    if not OPEN.search(html):
        return html
    values = slots_of_reader(request)
    shown = {"slot": shown_slot, "place": shown_place}
    return OPEN.sub(lambda found: shown[found[1]](values.get(found[2])), html)


@register.simple_tag(takes_context=True)
def body_of(context: Context, page: ModulePage, reading: Reading) -> SafeString:
    """Show the body of a module, what is stored of it with the parts left open: {% body_of page reading %}. Where
    `only_parts` names kinds of parts, it shows those."""
    flat = context.flatten()
    if only := context.get("only_parts"):
        parts = (_shown(page, part, flat) for part in page.body if part.block_type in only)
        return mark_safe("".join(parts))  # noqa: S308  # made by the templates of the blocks
    pieces = _pieces(context, page)
    html = "".join(piece if isinstance(piece, str) else _shown(page, page.body[piece], flat) for piece in pieces)
    return mark_safe(html)  # noqa: S308  # made by the templates of the blocks


def _pieces(context: Context, page: ModulePage) -> list[str | int]:
    version: Version | None = context.get("kept_under")
    if version is None or page.read_revision_id is None:
        return _make(context, page)
    key: dict[str, Any] = {
        "revision_id": page.read_revision_id,
        "language": context["text_language"],
        "for_leaders": leads(context),
        "made_with": made_with(version, page),
    }
    pieces = stored_body(**key)
    if pieces is None:
        pieces = _make(context, page)
        try:
            with transaction.atomic():
                store_body(**key, pieces=pieces)
        except DatabaseError:  # somebody else writes for long, or the disk is full: she reads all the same
            logger.warning("body of revision %s was not stored", page.read_revision_id)
    return pieces


def _make(context: Context, page: ModulePage) -> list[str | int]:
    """Make the pieces of a body; neighbouring ones in one."""
    flat = context.flatten()
    pieces: list[str | int] = []
    for place, part in enumerate(page.body):
        if part.block_type in FOR_LEADERS and not leads(context):
            continue
        if part.block_type in LEFT_OPEN:
            pieces.append(place)
        elif pieces and isinstance(pieces[-1], str):
            pieces[-1] += _shown(page, part, flat)
        else:
            pieces.append(_shown(page, part, flat))
    return pieces


def _shown(page: ModulePage, part: StreamValue.StreamChild, context: dict) -> str:
    """Give a part; one that nobody has translated says so, and stands in the language of the original."""
    foreign = foreign_language(page) if part.id in page.in_source_language else None
    if foreign is None:
        name = f' id="{part_name(part.id)}"' if part.id else ""
        return f'\n<section class="part is-{part.block_type}"{name}>{part.render_as_block(context)}</section>\n'
    return render_to_string(
        "modules/untranslated_part.html", context | {"part": part, "foreign": foreign, "text_language": get_language()}
    )
