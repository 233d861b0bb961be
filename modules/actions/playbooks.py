"""Fills the playbooks from the files of a curriculum."""

from collections import Counter
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from lms.kit.guard import require
from lms.people.models import User

from ..documents import files as documents
from ..documents.playbooks import NAMES
from ..models import PlaybookIndexPage, PlaybookPage
from ..rules import named_throughout
from .content import fill_page
from .todos import renew_todos

Item = dict[str, Any]


@transaction.atomic
def load_playbooks(
    *, by: User | None, language: str, index: Item, playbooks: list[Item], overwrite: bool = False
) -> Counter[str]:
    """Make or renew the playbooks of a language, as their files say (docs/content.md).

    What a person has edited stays unless `overwrite` says otherwise. Gives how many pages were `written`, `unchanged`
    and `kept`. Only the command line may do this (`by` is None). Raises KeyError for a language without a home page,
    ValueError and ValidationError for what a block would not accept; then nothing is written.
    """
    require(by is None)
    locale = Locale.objects.filter(language_code=language).first()
    home = Page.objects.filter(depth=2, locale=locale).first() if locale else None
    if home is None:
        raise KeyError(language)
    page = PlaybookIndexPage.objects.filter(locale=locale).first()
    if page is None:
        page = PlaybookIndexPage(title=index["title"], slug=index["slug"], locale=locale, live=False)
        page.translation_key = documents.key_of("playbooks")
        home.specific.add_child(instance=page)
    outcome = Counter([fill_page(page, index, overwrite, show_in_menus=index.get("in_menu", False))])
    outcome.update(_load_playbook(page.pk, item, locale, overwrite) for item in playbooks)
    return outcome


def _load_playbook(index: int, item: Item, locale: Locale, overwrite: bool) -> str:
    parent = PlaybookIndexPage.objects.get(pk=index)  # it has more children than before
    page = PlaybookPage.objects.child_of(parent).filter(slug=item["slug"]).first()
    if page is None:
        page = PlaybookPage(title=item["title"], slug=item["slug"], locale=locale, live=False)
        page.translation_key = documents.key_of(f"playbooks/{item['slug']}")
        parent.add_child(instance=page)
    block = page.body.stream_block
    body = block.clean(block.to_python(named_throughout(documents.body_from_item(page, item, NAMES))))
    outcome = fill_page(page, item, overwrite, body=body, for_whom=item.get("for_whom", ""))
    if outcome == "written":
        renew_todos(by=None, of=page)
    return outcome
