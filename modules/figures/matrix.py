"""The matrix of translations: modules and playbooks down, languages across, and how far each has come."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F
from django.utils.translation import get_language_info
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from lms.kit.pages import TextOrigin
from lms.people.models import User

from ..models import ModulePage, PlaybookPage, TranslationMark


class CellState(StrEnum):
    """How far a translation has come."""

    ORIGINAL = "original"
    NOT_STARTED = "not_started"
    NOT_FOLLOWED = "not_followed"  # there is a page, and nobody knows which of its texts still fit
    BEHIND = "behind"
    IN_SYNC = "in_sync"


@dataclass(frozen=True)
class Cell:
    """A module or a playbook in one language."""

    code: str
    direction: str
    state: CellState
    behind: int
    total: int
    origin: str  # of `TextOrigin`; empty where there is no text
    is_live: bool
    by: User | None
    at: datetime | None
    page_id: int | None  # None where there is no page

    @property
    def origin_label(self) -> str:
        """Give who made the words, in short."""
        return str(TextOrigin(self.origin).label) if self.origin else ""


@dataclass
class Row:
    """A module or a playbook in all languages. An edition may give it a number."""

    translation_key: UUID
    slug: str
    title: str
    code: str  # the language of the original
    page_id: int  # of the original
    cells: list[Cell] = field(default_factory=list)
    number: int | None = None


def matrix(codes: list[str], key: UUID | None = None) -> list[Row]:
    """Give every module (or the one with a key) in each of these languages, in the order of the originals. Five
    queries, however many modules and languages there are."""
    return _rows(ModulePage, codes, _Known(key), key)


def whole_matrix(codes: list[str]) -> tuple[list[Row], list[Row]]:
    """Give every module and every playbook in each of these languages. Six queries."""
    known = _Known(None)
    return _rows(ModulePage, codes, known), _rows(PlaybookPage, codes, known)


def _rows(
    model: type[ModulePage | PlaybookPage], codes: list[str], known: "_Known", key: UUID | None = None
) -> list[Row]:
    pages = model.objects.filter(alias_of=None).select_related("locale").defer("body").order_by("path")
    if key:
        pages = pages.filter(translation_key=key)
    versions: dict[UUID, dict[str, ModulePage | PlaybookPage]] = defaultdict(dict)
    for page in pages:
        versions[page.translation_key][page.locale.language_code] = page
    rows = [_row(key, pages, codes, known) for key, pages in versions.items()]
    return sorted(rows, key=lambda row: row.code != settings.LANGUAGE_CODE)


class _Known:
    """What the tables of the translations hold, gathered in four queries."""

    def __init__(self, key: UUID | None) -> None:
        segments, followed = StringSegment.objects.all(), Translation.objects.filter(enabled=True)
        newest = TranslationMark.objects.select_related("by").order_by("pk")
        if key:
            segments, followed = segments.filter(source__object=key), followed.filter(source__object=key)
            newest = newest.filter(page__translation_key=key)
        source = F("source__object_id")
        self.total = dict(segments.values_list(source).annotate(Count("pk")))
        self.done: Counter[tuple[UUID, str]] = Counter()
        rows = segments.filter(
            string__translations__context_id=F("context_id"), string__translations__has_error=False
        ).values_list(source, "string__translations__locale__language_code")
        for owner, code, count in rows.annotate(Count("pk")):
            self.done[owner, code] += count
        self.followed = set(followed.values_list("source__object_id", "target_locale__language_code"))
        self.marks = {mark.page_id: mark for mark in newest}


def _row(key: UUID, pages: dict[str, ModulePage | PlaybookPage], codes: list[str], known: _Known) -> Row:
    original = pages.get(settings.LANGUAGE_CODE) or min(pages.values(), key=lambda page: page.pk)
    code = original.locale.language_code
    row = Row(key, original.slug, original.title, code, original.pk)
    row.cells = [_cell(key, each, pages.get(each), known, is_original=each == code) for each in codes]
    return row


def _cell(key: UUID, code: str, page: ModulePage | PlaybookPage | None, known: _Known, *, is_original: bool) -> Cell:
    total = known.total.get(key, 0)
    behind = total - known.done[key, code]
    mark = known.marks.get(page.pk) if page else None
    if is_original:
        state, behind = CellState.ORIGINAL, 0
    elif page is None:
        state = CellState.NOT_STARTED
    elif (key, code) not in known.followed:
        state = CellState.NOT_FOLLOWED
    else:
        state = CellState.BEHIND if behind else CellState.IN_SYNC
    return Cell(
        code=code,
        direction="rtl" if get_language_info(code)["bidi"] else "ltr",
        state=state,
        behind=behind,
        total=total,
        origin=page.text_origin if page and not is_original and page.first_published_at else "",
        is_live=bool(page and page.live),
        by=mark.by if mark else None,
        at=mark.at if mark else None,
        page_id=page.pk if page else None,
    )


def last_translated(translation: Translation) -> StringTranslation | None:
    """Give the text of a translation that was translated last, with who did it."""
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    return rows.select_related("last_translated_by").order_by("-updated_at", "-pk").first()
