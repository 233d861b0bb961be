"""Fills the playbooks from the files of a curriculum."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from lms.kit.guard import require
from lms.people.models import User

from ..documents import files as documents
from ..documents.files import Names
from ..models import PlaybookIndexPage, PlaybookPage
from ..queries import original_of, rows_of
from ..rules import named_throughout
from .content import fill_page
from .media import Media, load_media
from .todos import renew_todos
from .translations import adopt_translation

Item = dict[str, Any]


@transaction.atomic
def load_playbooks(*, by: User | None, content: Item, overwrite: bool = False) -> Counter[str]:
    """Make or renew the playbooks, as their files say (docs/content.md).

    Takes `media` (it may be missing) and, under `languages`, for each code `playbooks`: `index`, and `playbooks` in
    their order; a language without them is passed over. What a person has edited stays unless `overwrite` says
    otherwise. Gives how many pages were `written`, `unchanged` and `kept`. Only the command line may do this (`by` is
    None). Raises KeyError for a language without a home page or a file that is not there, ValueError and
    ValidationError for what a block would not accept; then nothing is written.
    """
    require(by is None)
    media = load_media(content.get("media", []))
    written = {code: items["playbooks"] for code, items in content["languages"].items() if items.get("playbooks")}
    originals = {item["slug"]: item for item in written.get(settings.LANGUAGE_CODE, {}).get("playbooks", [])}
    outcome: Counter[str] = Counter()
    # The original first, since translations are found by it.
    for language in sorted(written, key=lambda code: code != settings.LANGUAGE_CODE):
        outcome += _load_language(language, written[language], originals, overwrite, media)
    return outcome


def _load_language(language: str, items: Item, originals: Item, overwrite: bool, media: Media) -> Counter[str]:
    locale = Locale.objects.filter(language_code=language).first()
    home = Page.objects.filter(depth=2, locale=locale).first() if locale else None
    if locale is None or home is None:
        raise KeyError(language)
    index = items["index"]
    page = PlaybookIndexPage.objects.filter(locale=locale).first()
    if page is None:
        page = PlaybookIndexPage(title=index["title"], slug=index["slug"], locale=locale, live=False)
        page.translation_key = documents.key_of("playbooks")
        home.specific.add_child(instance=page)
    outcome = Counter([fill_page(page, index, overwrite, show_in_menus=index.get("in_menu", False))])
    names = documents.names_for(language, rows_of)
    names = Names(names.name_of, names.id_of | media)
    for item in items["playbooks"]:
        done = _load_playbook(page.pk, item, names, overwrite)
        outcome[done] += 1
        _follow(locale, item, done, originals.get(item["slug"]), names)
    return outcome


def _load_playbook(index: int, item: Item, names: Names, overwrite: bool) -> str:
    parent = PlaybookIndexPage.objects.get(pk=index)  # it has more children than before
    page = PlaybookPage.objects.child_of(parent).filter(slug=item["slug"]).first()
    if page is None:
        page = PlaybookPage(title=item["title"], slug=item["slug"], locale=parent.locale, live=False)
        page.translation_key = documents.key_of(f"playbooks/{item['slug']}")
        parent.add_child(instance=page)
    block = page.body.stream_block
    body = block.clean(block.to_python(named_throughout(documents.body_from_item(page, item, names))))
    outcome = fill_page(page, item, overwrite, body=body, for_whom=item.get("for_whom", ""))
    if outcome == "written":
        renew_todos(by=None, of=page)
    return outcome


def _follow(locale: Locale, item: Item, outcome: str, original: Item | None, names: Names) -> None:
    """Let a translation that a file holds be followed text by text, against the words of the original's own file."""
    page = PlaybookPage.objects.get(slug=item["slug"], locale=locale)
    if original_of(page).pk == page.pk:
        return
    followed = Translation.objects.filter(source__object_id=page.translation_key, target_locale=locale)
    if outcome == "written" or not followed.exists():
        adopt_translation(by=None, page=page, original=_page_of(original, names) if original else None)


def _page_of(item: Item, names: Names) -> PlaybookPage:
    """Give a playbook as a file says it, stored nowhere."""
    fields = {name: item[name] for name in ("title", "lead", "for_whom") if name in item}
    page = PlaybookPage(slug=item["slug"], locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE), **fields)
    page.body = page.body.stream_block.to_python(named_throughout(documents.body_from_item(page, item, names)))
    return page
