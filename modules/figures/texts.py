"""The texts of one module in one language: what stands, what is behind, and what it said before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.blocks import Block, CharBlock, StructBlock
from wagtail.fields import StreamField
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from ..models import ModulePage, PlaybookPage
from ..rules import most_alike

Place = tuple[str, int]
"""Where a text stands: the path through the blocks, and which of the texts at that place it is."""


@dataclass(frozen=True)
class SheetText:
    """One text of a module, in the original and in a translation."""

    segment_id: int
    string_id: int
    context_id: int
    path: str
    part: str  # what the part of the page it stands in is called
    original: str
    translation: str  # empty: nobody has translated it as it stands now
    is_machine: bool
    earlier_original: str  # what stood here when it was last translated
    earlier_translation: str
    longest: int | None

    @property
    def is_behind(self) -> bool:
        """Tell whether it waits for a translator."""
        return not self.translation

    @property
    def is_line(self) -> bool:
        """Tell whether it is short enough for one line."""
        return len(self.original) < 70


def texts_in(page: ModulePage | PlaybookPage) -> dict[Place, str]:
    """Give every text of a page by its place, as a translator gets it. Costs what the choosers of the page cost."""
    found: dict[Place, str] = {}
    count: dict[str, int] = defaultdict(int)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            found[segment.path, count[segment.path]] = segment.string.data
            count[segment.path] += 1
    return found


def part_of(path: str) -> str:
    """Give the part of a page a text belongs to: the id of its block, or the name of its field."""
    pieces = path.split(".")
    return pieces[1] if pieces[0] == "body" else pieces[0]


def sheet_of(translation: Translation) -> list[SheetText]:
    """Give the texts of a module in their order, with their translations. Four queries."""
    segments = list(
        StringSegment.objects.filter(source=translation.source_id).select_related("string", "context").order_by("order")
    )
    stored: dict[int, list[StringTranslation]] = defaultdict(list)
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    for row in rows.select_related("translation_of").order_by("pk"):
        stored[row.context_id].append(row)
    now = {(segment.context_id, segment.string_id) for segment in segments}
    names = _Names()
    return [_text(segment, stored[segment.context_id], now, names) for segment in segments]


def _text(
    segment: StringSegment, stored: list[StringTranslation], now: set[tuple[int, int]], names: "_Names"
) -> SheetText:
    row = next((each for each in stored if each.translation_of_id == segment.string_id and not each.has_error), None)
    earlier = None
    if row is None:
        # A place can hold several paragraphs; the one that was translated before is the one most like this one.
        past = {
            each.translation_of.data: each for each in stored if (each.context_id, each.translation_of_id) not in now
        }
        alike = most_alike(segment.string.data, past)
        earlier = past[alike] if alike else None
    part, longest = names.of(segment.context.path, segment.context.field_path)
    return SheetText(
        segment_id=segment.pk,
        string_id=segment.string_id,
        context_id=segment.context_id,
        path=segment.context.path,
        part=part,
        original=segment.string.data,
        translation=row.data if row else "",
        is_machine=bool(row) and row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE,
        earlier_original=earlier.translation_of.data if earlier else "",
        earlier_translation=earlier.data if earlier else "",
        longest=longest,
    )


class _Names:
    """What the places of a module are called, and how long their texts may be."""

    def of(self, path: str, field_path: str) -> tuple[str, int | None]:
        """Give the name of the part and the longest text."""
        names = (field_path or path).split(".")
        field = ModulePage._meta.get_field(names[0])
        if not isinstance(field, StreamField):
            return str(field.verbose_name), field.max_length
        block: Block = field.stream_block.child_blocks[names[1]]
        label = str(block.label)
        for name in names[2:]:
            block = block.child_blocks[name] if isinstance(block, StructBlock) else block.child_block
        longest = block.field.max_length if isinstance(block, CharBlock) else None
        return label, longest


def parts_behind(texts: Iterable[SheetText]) -> set[str]:
    """Give the parts of the page in which something waits."""
    return {part_of(text.path) for text in texts if text.is_behind}
