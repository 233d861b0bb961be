"""The small tags behind the components in `templates/components/`."""

import re
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.template.defaultfilters import stringfilter
from django.urls import NoReverseMatch, ResolverMatch, reverse, translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, override

from lms.kit.disguise import is_neutral, name_of_site
from lms.kit.memory import Memory
from lms.look import sheet
from lms.skeleton import skeleton

register = template.Library()
TEXT_SIZES = ("large", "larger")  # as in tokens.css
SEAM = re.compile(r"(\w{4}(?:hets|heds|sjons|tions|ings|uus))(?=\w{5})")
"""Where a long word of the Nordic languages was put together: after the ending of its first part."""
SOFT_HYPHEN = "\u00ad"
ADDRESSES = Memory(limit=5_000)  # of public pages, in each process


@dataclass(frozen=True)
class LanguageLink:
    """One line of the language menu."""

    code: str
    name: str
    direction: str
    url: str
    current: bool


@register.simple_tag
def stylesheet() -> str:
    """Give the address of the one stylesheet; it changes with its content."""
    return reverse("stylesheet", args=[sheet().digest])


@register.simple_tag
def skeleton_address() -> str:
    """Give the address of what pages in this language have in common; it changes with its content."""
    language = get_language() or settings.LANGUAGE_CODE
    return reverse("skeleton", args=[language, skeleton(language).name])


@register.simple_tag(takes_context=True)
def site_name(context: Context) -> str:
    """Give what the site is called on her device: its name, or one that says nothing."""
    return name_of_site(context.get("request"))


@register.simple_tag(takes_context=True)
def looks_neutral(context: Context) -> bool:
    """Tell whether name and icon say nothing on her device."""
    return is_neutral(context.get("request"))


@register.filter
@stringfilter
def parted(title: str) -> str:
    """Give a title with a soft hyphen in its long words, so that a browser without a dictionary parts them there."""
    return SEAM.sub(rf"\1{SOFT_HYPHEN}", title)


@register.simple_tag
def home_url() -> str:
    """Give the address of the front page in the page's language."""
    return reverse("wagtail_serve", args=[""])


@register.simple_tag(takes_context=True)
def is_returning(context: Context) -> bool:
    """Tell whether the browser brought a session. Without one nobody is asked who she is, so that public
    pages are the same for all and carry no `Vary: Cookie`.
    """
    request = context.get("request")
    return bool(request) and settings.SESSION_COOKIE_NAME in request.COOKIES


@register.simple_tag(takes_context=True)
def text_size(context: Context) -> str:
    """Give how large the letters are to be: what she has chosen who is signed in, else what was chosen on this device;
    nothing where nobody has. It stands on `<html>`, so nothing flashes, and it sets no cookie."""
    request = context.get("request")
    if request is None:
        return ""
    user = getattr(request, "user", None) if is_returning(context) else None
    chosen = getattr(user, "text_size", "") or request.COOKIES.get(settings.TEXT_SIZE_COOKIE_NAME, "")
    return chosen if chosen in TEXT_SIZES else ""


@register.simple_tag(takes_context=True)
def has_more_contrast(context: Context) -> bool:
    """Tell whether stronger colours were chosen on this device. It depends on the screen and the light, so it is the
    device's and nobody's own; like the size of the letters it sets no cookie where it is read."""
    request = context.get("request")
    return request is not None and request.COOKIES.get(settings.CONTRAST_COOKIE_NAME) == "more"


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """List the same page in every language, each by the name its own speakers use.

    A page whose address differs by language puts `language_urls` (code → address) into the context.
    """
    request = context.get("request")
    known = context.get("language_urls") or {}
    return [
        LanguageLink(
            code=code,
            name=name[0].upper() + name[1:].split(" (")[0],
            direction="rtl" if get_language_info(code)["bidi"] else "ltr",
            url=known.get(code) or _in_language(request, code),
            current=code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]


def _in_language(request: HttpRequest | None, code: str) -> str:
    """Give the address of this page in another language; where there is no page, the address that was asked for.
    Those of public pages are remembered; others may carry a secret."""
    match = request.resolver_match if request else None
    if request is None or match is None:
        return request.get_full_path() if request else "/"
    if match.url_name != "wagtail_serve" or request.META.get("QUERY_STRING"):
        return _reversed(request, match, code)
    key = (request.path, code)
    url = ADDRESSES.get(None, key)
    if url is None:
        url = _reversed(request, match, code)
        ADDRESSES.put(None, key, url)
    return url


def _reversed(request: HttpRequest, match: ResolverMatch, code: str) -> str:
    """Give the address of the view that answers. Django's `translate_url` would look the view up again, once for each
    language, and that costs more than all else in the menu."""
    with override(code):
        try:
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:  # what the view was given is more than its address
            return translate_url(request.get_full_path(), code)
    query = request.META.get("QUERY_STRING")
    return f"{path}?{query}" if query else path


@register.simple_block_tag(takes_context=True)
def component(context: Context, content: SafeString, name: str, **variables: object) -> SafeString:
    """Render `components/<name>.html` around what stands in the block; it arrives there as `content`."""
    inner = context.template.engine.get_template(f"components/{name}.html")
    with context.push(content=content, **variables):
        return inner.render(context)


@register.filter
def at(values: list, position: int) -> object:
    """Give the value at a position, or nothing when the list is shorter."""
    return values[position] if position < len(values) else ""
