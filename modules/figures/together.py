"""A module in two languages beside each other: part by part, and line by line where a part is running text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language_info
from wagtail.blocks import ListBlock, RichTextBlock, StreamValue, StructBlock
from wagtail.rich_text import RichText
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ..models import ModulePage
from .texts import part_of, texts_in

Part = StreamValue.StreamChild

LINE_BY_LINE = frozenset(
    {"goals", "key_messages", "text", "rights", "home_task", "reflection", "dilemma", "worksheet", "session_plan"}
)
"""Parts that are running text. All others are shown as they are, one beside the other."""
ONCE = frozenset({"sources", "picture", "audio", "video", "sound", "film", "recording"})
"""Parts that say the same in every language, and would only stand there twice."""
HEADINGS = frozenset({"heading", "title"})
NO_WORDS = frozenset({"kind", "minutes"})
PARAGRAPH = re.compile(r"<(p|h3|li)\b[^>]*>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line of text."""

    key: tuple[str, int]
    words: Any  # RichText or str
    is_heading: bool


@dataclass(frozen=True)
class LinePair:
    """A line and the same line in the other language; one of them may be missing."""

    here: Line | None
    there: Line | None


@dataclass(frozen=True)
class PartPair:
    """A part of a module in two languages; one of them may be missing."""

    kind: str
    here: Part | None
    there: Part | None
    lines: tuple[LinePair, ...]
    is_once: bool
    is_untranslated: bool  # the page holds nothing but the words of the original here
    is_untranslated_there: bool  # so does the other one
    is_behind: bool  # the original has changed since it was translated

    @property
    def needs_heading(self) -> bool:
        """Tell whether its lines bring no heading of their own."""
        return self.kind in LINE_BY_LINE - {"text", "dilemma", "worksheet"}


@dataclass(frozen=True)
class Tongue:
    """A language in which a module can be read."""

    code: str
    direction: str
    name: str  # by its own name


def tongue(code: str) -> Tongue:
    """Give a language by its code."""
    info = get_language_info(code)
    return Tongue(code, "rtl" if info["bidi"] else "ltr", info["name_local"])


def other_languages(page: ModulePage) -> list[Tongue]:
    """Give the other languages in which everybody may read a module, the original first; of one that is read in a
    course those its edition has pinned. One query, none in a course."""
    if page.course_languages is not None:
        return [tongue(code) for code in page.course_languages if code != page.locale.language_code]
    pages = ModulePage.objects.live().public().filter(translation_key=page.translation_key, alias_of=None)
    codes = pages.exclude(locale=page.locale_id).order_by("pk").values_list("locale__language_code", flat=True)
    return [tongue(code) for code in codes]


def texts_behind(page: ModulePage, original: ModulePage) -> int:
    """Give how many texts of a page do not say what its readers find in the original, or were never translated. None
    of an original is behind."""
    if page.pk == original.pk:
        return 0
    followed = _followed(page.translation_key, {page.locale_id}).first()
    return len(_places_behind(followed, original)) if followed else 0


def page_beside(request: HttpRequest, page: ModulePage, code: str) -> ModulePage | None:
    """Give the page in another language, if it is there and this reader may see it."""
    if code == page.locale.language_code:
        return None
    found = ModulePage.objects.live().filter(
        translation_key=page.translation_key, alias_of=None, locale__language_code=code
    )
    other = found.select_related("locale").first()
    if other is None or not all(each.accept_request(request) for each in other.get_view_restrictions()):
        return None
    return other


def part_pairs(
    page: ModulePage, here: Sequence[Part], other: ModulePage, there: Sequence[Part], original: ModulePage
) -> list[PartPair]:
    """Put the parts of two pages beside each other, in the order of the first. Parts of one id belong together.
    `original` is what readers get of the text that the others translate."""
    behind = _parts_behind((page, other), original)
    beside = {part.id: part for part in there}
    pairs = [_pair(page, part, other, beside.get(part.id), behind) for part in here]
    known = {part.id for part in here}
    place = 0
    for part in there:
        if part.id in known:
            place = next(n for n, pair in enumerate(pairs) if pair.here is not None and pair.here.id == part.id) + 1
        else:
            pairs.insert(place, _pair(page, None, other, part, behind))
            place += 1
    return pairs


def _parts_behind(pages: Iterable[ModulePage], original: ModulePage) -> set[str]:
    """Give the parts whose words in the two languages may not say the same."""
    codes = {each.locale_id for each in pages} - {original.locale_id}
    followed = _followed(original.translation_key, codes).select_related("source", "target_locale")
    return {part_of(path) for translation in followed for path in _places_behind(translation, original)}


def _followed(key: UUID, languages: set[int]) -> QuerySet[Translation]:
    return Translation.objects.filter(source__object=key, target_locale__in=languages, enabled=True)


def _places_behind(translation: Translation, original: ModulePage) -> list[str]:
    """Give the paths of the texts that nobody has translated as the original says them. What readers get of it may be
    older than what is published, which is all that the sheet of a translation knows."""
    rows = StringTranslation.objects.filter(
        context__object_id=original.translation_key, locale=translation.target_locale_id, has_error=False
    )
    said = set(rows.values_list("context__path", "translation_of__data"))
    if ModulePage.objects.filter(pk=original.pk, live_revision=original.read_revision_id).exists():
        segments = StringSegment.objects.filter(source=translation.source_id)
        texts = list(segments.values_list("context__path", "string__data"))
    else:
        texts = [(path, text) for (path, _number), text in texts_in(original).items()]
    return [path for path, text in texts if (path, text) not in said]


def _pair(page: ModulePage, here: Part | None, other: ModulePage, there: Part | None, behind: set[str]) -> PartPair:
    part = here or there
    if part is None:
        raise ValueError("a pair of nothing")
    by_line = part.block_type in LINE_BY_LINE
    return PartPair(
        kind=part.block_type,
        here=here,
        there=there,
        lines=tuple(line_pairs(_lines(here), _lines(there))) if by_line else (),
        is_once=part.block_type in ONCE,
        is_untranslated=here is not None and here.id in page.in_source_language,
        is_untranslated_there=there is not None and there.id in other.in_source_language,
        is_behind=part.id in behind,
    )


def line_pairs(here: Sequence[Line], there: Sequence[Line]) -> Iterator[LinePair]:
    """Put lines beside each other that stand at the same place of a part."""
    beside = {line.key: line for line in there}
    for line in here:
        yield LinePair(line, beside.pop(line.key, None))
    for line in beside.values():
        yield LinePair(None, line)


def _lines(part: Part | None) -> list[Line]:
    return list(_walk(part.block, part.value, "")) if part is not None else []


def _walk(block: Any, value: Any, path: str) -> Iterator[Line]:
    """Give the lines of a block: a paragraph, an entry of a list, a heading."""
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            if name not in NO_WORDS:
                yield from _walk(child, value.get(name), f"{path}.{name}")
    elif isinstance(block, ListBlock):
        for item in value.bound_blocks if value else []:
            yield from _walk(item.block, item.value, f"{path}.{item.id}")
    elif isinstance(block, RichTextBlock):
        paragraphs = PARAGRAPH.findall(value.source if value else "")
        for number, (tag, words) in enumerate(paragraphs):
            yield Line((path, number), RichText(f"<p>{words}</p>"), tag == "h3")
    elif isinstance(value, str) and value.strip():
        yield Line((path, 0), value, path.rsplit(".", 1)[-1] in HEADINGS)
