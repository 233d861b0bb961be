"""Fills the public pages with the starter texts."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page, Revision

from lms.kit.guard import require
from lms.people.models import User
from modules.models import HelpService

from .models import FrontPage, HomePage, StandardPage
from .queries import key_of

Source = dict[str, Any]


def load_pages(*, by: User | None, pages: Iterable[Source], overwrite: bool = False) -> Counter[str]:
    """Make or renew the pages of the starter data, each in its language.

    Takes one dictionary a page, as `fixtures/pages/README.md` describes them. A page that a person has edited is
    left as it is unless `overwrite` says otherwise. Gives how many were `written`, `unchanged` and `kept`.
    Only the command line may do this (`by` is None). Raises KeyError for an unknown language, parent, linked
    page or help service, and ValidationError for a text that a block would not accept; then nothing is written.
    """
    require(by is None)
    # The originals first, since translations are found by them; and a home page before what stands under it.
    ordered = sorted(pages, key=lambda each: (each["language"] != settings.LANGUAGE_CODE, bool(each.get("parent"))))
    outcome: Counter[str] = Counter()
    with transaction.atomic():
        found = [(_page_for(source), source) for source in ordered]
        for page, source in found:
            outcome[_fill(page, source, overwrite)] += 1
    return outcome


def _page_for(source: Source) -> FrontPage:
    """Find a page by its name and language, or put an empty one, not yet public, in its place."""
    language = source["language"]
    if language not in dict(settings.LANGUAGES):
        raise KeyError(language)
    locale, _made = Locale.objects.get_or_create(language_code=language)
    model = StandardPage if source.get("parent") else HomePage
    page = model.objects.filter(translation_key=key_of(source["name"]), locale=locale).first()
    if page is not None:
        return page
    parent = _parent_of(source, locale)
    page = model(
        title=source["title"],
        slug=_slug_for(source, parent),
        locale=locale,
        translation_key=key_of(source["name"]),
        live=False,
    )
    parent.add_child(instance=page)
    return page


def _slug_for(source: Source, parent: Page) -> str:
    """Give the slug: the same in all languages, so that a link holds. Pages that stand beside their original differ."""
    original = source["language"] == settings.LANGUAGE_CODE
    in_its_own_tree = bool(source.get("parent")) and parent.locale.language_code == source["language"]
    return source["slug"] if original or in_its_own_tree else f"{source['slug']}-{source['language']}"


def _parent_of(source: Source, locale: Locale) -> Page:
    if not source.get("parent"):
        return Page.get_first_root_node()
    versions = {
        page.locale.language_code: page
        for page in Page.objects.filter(translation_key=key_of(source["parent"])).select_related("locale")
    }
    # A language whose home page nobody has written yet has its pages beside the originals.
    parent = versions.get(locale.language_code) or versions.get(settings.LANGUAGE_CODE)
    if parent is None:
        raise KeyError(source["parent"])
    return parent.specific


def _fill(page: FrontPage, source: Source, overwrite: bool) -> str:
    """Write the text and publish it, unless it is there already or a person has made it hers."""
    if not overwrite and Revision.objects.for_instance(page).filter(user__isnull=False).exists():
        return "kept"
    page.refresh_from_db()  # children that came since it was found must stay counted when it is published
    block = page.body.stream_block
    body = block.clean(block.to_python([_with_pages(part, page.locale) for part in source.get("body", [])]))
    fields = {
        "title": source["title"],
        "lead": source.get("lead", ""),
        "text_origin": source.get("text_origin", page._meta.get_field("text_origin").default),
        "show_in_menus": source.get("in_menu", False),
    }
    if isinstance(page, StandardPage):
        fields["leaves_no_trace"] = source.get("leaves_no_trace", False)
    same = all(getattr(page, name) == value for name, value in fields.items())
    if page.live and same and _stored(page.body) == _stored(body):
        return "unchanged"
    for name, value in fields.items():
        setattr(page, name, value)
    page.body = body
    page.save_revision().publish()
    return "written"


def _with_pages(part: Any, locale: Locale) -> Any:
    """Replace the name of a linked page by its id, in this language if it is there, else as it was written; and the
    codes of help services by their ids."""
    if isinstance(part, list):
        return [_with_pages(each, locale) for each in part]
    if not isinstance(part, dict):
        return part
    ids: dict[str, Callable[[Any], Any]] = {"page": lambda name: _id_of(name, locale), "services": _services}
    return {name: ids[name](value) if name in ids else _with_pages(value, locale) for name, value in part.items()}


def _services(codes: list[str]) -> list[int]:
    known = dict(HelpService.objects.filter(code__in=codes).values_list("code", "pk"))
    return [known[code] for code in codes]


def _id_of(name: str, locale: Locale) -> int:
    versions = dict(Page.objects.filter(translation_key=key_of(name)).values_list("locale__language_code", "pk"))
    if not versions:
        raise KeyError(name)
    return versions.get(locale.language_code) or versions[settings.LANGUAGE_CODE]


def _stored(body: StreamValue) -> Any:
    """Give a body as the database holds it, so that two can be compared."""
    return _without_ids(json.loads(json.dumps(body.get_prep_value(), cls=DjangoJSONEncoder)))


def _without_ids(part: Any) -> Any:
    """Drop the ids that Wagtail draws anew for every block."""
    if isinstance(part, list):
        return [_without_ids(each) for each in part]
    if isinstance(part, dict):
        return {name: _without_ids(value) for name, value in part.items() if name != "id"}
    return part
