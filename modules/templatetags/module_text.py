"""Tags that show a module's texts as readers get them: {% load module_text %}."""

import re
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from wagtail.blocks import StructValue
from wagtail.models import Page, TranslatableMixin
from wagtail.rich_text import RichText, expand_db_html

from lms.kit.pages import url_of

from ..models import ModuleIndexPage, ModulePage
from ..permissions import can_read_notes_for_leaders
from ..queries import (
    HelpCard,
    Reading,
    WordCard,
    help_cards,
    modules_for_readers,
    original_of,
    reading_of,
    word_cards,
)
from ..rules import LOCAL, first_use, slots_in, with_slots, without_checks
from .local_places import shown_place, shown_slot, slots_of_reader

register = template.Library()

MOST_URGENT = 4
LEFT_OPEN = "<!--%s %s-->"  # where a district fills in its own, behind what is kept for all


@dataclass(frozen=True)
class Foreign:
    """A language other than that of the page."""

    code: str
    direction: str


CODE = re.compile(r"\bK\d+\b")
CODES = re.compile(r"\s*\((K\d+(?:, K\d+)*)\)")
WHOLE_PARAGRAPH = re.compile(r"<p[^>]*>((?:(?!</?p\b).)*)</p>", re.DOTALL)


@register.simple_tag(takes_context=True)
def reading(context: Context, page: ModulePage) -> Reading:
    """Gather what the parts of a module point to: {% reading page as reading %}, before any of them is shown."""
    return reading_of(page, context.get("text_language") or settings.LANGUAGE_CODE)


@register.simple_tag
def foreign_language(page: ModulePage) -> Foreign | None:
    """Give the language in which the parts stand that nobody has translated: {% foreign_language page as foreign %}.
    None, and no query, where all is translated."""
    if not page.in_source_language:
        return None
    code = original_of(page).locale.language_code
    return Foreign(code, "rtl" if get_language_info(code)["bidi"] else "ltr")


@register.simple_tag(takes_context=True)
def own_tongue(context: Context, entry: models.Model) -> SafeString:
    """Mark an entry of a register that stands in another language than the page it is shown on, and so is read and
    spoken in its own: <p{% own_tongue entry %}>. Nothing, and no query, where the language is that of the page."""
    now: Reading | None = context.get("reading")
    code = settings.LANGUAGE_CODE  # what has no language of its own is written in that of the house
    if isinstance(entry, TranslatableMixin):
        if now and entry.locale_id == now.page.locale_id and now.page.locale.language_code == get_language():
            return SafeString("")
        code = entry.locale.language_code
    if code == get_language():
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', code, "rtl" if get_language_info(code)["bidi"] else "ltr")


@register.simple_tag
def modules_in(index: ModuleIndexPage) -> list[ModulePage]:
    """Give the modules of a list, each in the reader's language where it is published in it, with the language of its
    words as `words_language` and `words_direction`."""
    found = modules_for_readers(index, get_language() or settings.LANGUAGE_CODE)
    for page in found:
        page.words_language = page.locale.language_code
        page.words_direction = "rtl" if get_language_info(page.words_language)["bidi"] else "ltr"
    return found


def leads(context: Context) -> bool:
    """Tell whether the reader leads evenings, and so sees notes and guests as well."""
    if "reads_as_leader" in context:
        return context["reads_as_leader"]
    # Without a session nobody is asked who she is, so that the page is the same for all who are signed out.
    request: HttpRequest | None = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and can_read_notes_for_leaders(request.user)


@register.simple_tag(takes_context=True)
def cards_of(context: Context, part: StructValue) -> list[WordCard]:
    """Give the words of a list as cards, with examples from the text of the page: {% cards_of value as cards %}. They
    stand in the languages of `read_in`, in a course held in `country`, else in that of the menus."""
    page: ModulePage | None = context.get("page")
    around = page.body.get_prep_value() if isinstance(page, ModulePage) else []
    listed = {"type": "words", "value": part.block.get_prep_value(part)}
    languages = context.get("read_in") or [context.get("menus") or get_language() or ""]
    text = [listed, *(each for each in around if each["type"] != "words")]
    [cards] = word_cards([text], languages, context.get("country", ""))
    return list(cards)


@register.simple_tag(takes_context=True)
def prose(context: Context, text: object) -> SafeString:
    """Show a text, and let the words to know open where they first stand."""
    return _shown(context, text, explain=True)


@register.simple_tag(takes_context=True)
def line(context: Context, text: object) -> SafeString:
    """Show a text without explaining its words."""
    return _shown(context, text, explain=False)


@register.filter
def unmarked(text: str) -> str:
    """Give a plain text without the marks that are for editors."""
    return LOCAL.sub("", without_checks(text or "")).strip()


@register.simple_tag(takes_context=True)
def local_places(context: Context, text: str) -> list[SafeString]:
    """Give what the reader's district fills in for each mark of a name, empty where it has filled in nothing."""
    slots = slots_in(text or "")
    if "reads_as_leader" in context:
        return [SafeString(LEFT_OPEN % ("place", slot.key)) for slot in slots]
    values = slots_of_reader(context.get("request"))
    return [shown_place(values.get(slot.key)) for slot in slots]


def _shown(context: Context, text: object, explain: bool) -> SafeString:
    html = expand_db_html(text.source) if isinstance(text, RichText) else str(conditional_escape(str(text or "")))
    if "reads_as_leader" in context:  # an article, which is not made for one reader: it leaves them open
        html = with_slots(without_checks(html), lambda key: LEFT_OPEN % ("slot", key))
    else:
        values = slots_of_reader(context.get("request"))
        html = with_slots(without_checks(html), lambda key: shown_slot(values.get(key)))
    now: Reading | None = context.get("reading")
    if one := WHOLE_PARAGRAPH.fullmatch(html.strip()):
        html = one[1]
    if now and explain:
        html = _explained(html, now)
    listed = None if context.get("only_parts") else now  # a short version has no list of sources to lead to
    return mark_safe(CODES.sub(lambda found: _references(found[1], listed), html))  # noqa: S308  # made of safe parts


def _references(codes: str, now: Reading | None) -> str:
    """Lead from (K14) to the list of sources below; a code that is not in it is not shown."""
    if now is None:
        return ""
    known = [code for code in CODE.findall(codes) if code in now.sources]
    links = [f'<a href="#{code}">{code}</a>' for code in known]
    return f' <span class="reference">{", ".join(links)}</span>' if links else ""


def _explained(html: str, now: Reading) -> str:
    """Let each word that stands here for the first time open in place."""
    for form, word, meaning in list(now.words):
        if not any(each[1] == word for each in now.words):
            continue  # it was found under another form
        if place := first_use(html, form):
            start, end = place
            shown = format_html(
                '<details class="term"><summary>{}</summary><span> – {}</span></details>',
                mark_safe(html[start:end]),  # noqa: S308  # a part of the text itself
                without_checks(meaning),
            )
            html = html[:start] + shown + html[end:]
            now.words = [each for each in now.words if each[1] != word]
    if '<details class="term">' in html:  # it may not stand in a paragraph
        html = re.sub(r"<p\b[^>]*>", '<div class="p">', html).replace("</p>", "</div>")
    return html


@register.simple_tag(takes_context=True)
def help_entries(context: Context, value: StructValue) -> list[tuple[HelpCard | None, StructValue]]:
    """Give each entry of a help box with the card of its service, or None where it is another place."""
    now: Reading | None = context.get("reading")
    cards = now.cards if now else {}
    entries = list(value["entries"])
    wanted = [entry["service"].pk for entry in entries if entry["service"]]
    if missing := [pk for pk in wanted if pk not in cards]:  # a preview, which shows one block alone
        cards = cards | help_cards(missing, settings.LANGUAGE_CODE)
    return [(cards.get(entry["service"].pk) if entry["service"] else None, entry) for entry in entries]


@register.simple_tag(takes_context=True)
def urgent_help(context: Context) -> list[HelpCard]:
    """Give the most urgent numbers for the top of a page that may be hard to read: those that the page itself names,
    and where they are few, those that are always visible. A number of another country stands below only, where the
    country is said."""
    now: Reading | None = context.get("reading")
    if now is None:
        return []
    near = [pk for pk, card in now.cards.items() if card.call_url and not card.country]
    wanted = sorted(near, key=lambda pk: pk not in now.chosen)[:MOST_URGENT]
    return [now.cards[pk] for pk in near if pk in wanted]


@register.simple_tag(takes_context=True)
def other_help(context: Context) -> list[HelpCard]:
    """Give the services that are always visible and not named by the page itself."""
    now: Reading | None = context.get("reading")
    return [card for pk, card in now.cards.items() if pk not in now.chosen] if now else []


@register.filter
def address_of(page: Page) -> str:
    """Give a module's address in the language of the menus."""
    return url_of(page)
