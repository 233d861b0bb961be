"""Our own Word file as a module: every part is known by the bookmark of its heading (docs/word.md)."""

from collections.abc import Collection, Iterable

from lms.kit.docx_reading.notes import Piece

from ..readers import FOR_LEADERS
from .foreign import footnotes_of
from .foreign_parts import parts_of
from .groups import Group, groups_of
from .names import section_of
from .own_parts import PARTS
from .parts import Known, Module, Part, Remark, Reported, lines_of, text_parts, with_addresses, words_of
from .sections import Reader, Section

LEAD, WARNING = 300, 400


def module_from_own(
    pieces: Iterable[Piece],
    known: Known,
    kinds: dict[str, str],
    unchanged: Collection[tuple[str, str]] = (),
    footnotes: str = "",
) -> Module:
    """Give what our own file says a module is. Parts in `unchanged` (kind, key) are to be kept as they are."""
    pieces = list(pieces)
    module = Module()
    reader = Reader(known, kinds, module.remarks)
    for group in groups_of(piece for piece in pieces if piece.kind != "footnotes"):
        if group.kind in ("module", "lead", "warning"):
            _facts(module, reader, group)
        elif not group.kind:
            module.parts += _new(reader, group)
        elif (group.kind, group.key) in unchanged or _is_placeholder(group):
            module.parts.append(Part(group.kind, {"says": _says(group)}, group.place, group.key, is_kept=True))
        else:
            module.parts += _part(reader, group)
    module.parts += footnotes_of(pieces, footnotes)
    return module


def _is_placeholder(group: Group) -> bool:
    """Tell whether a part only says that it stands elsewhere."""
    return group.kind not in PARTS or (
        group.kind == "picture" and not any(piece.kind == "picture" for piece in group.pieces)
    )


def _says(group: Group) -> str:
    return words_of(lines_of(group.pieces)[0]) if lines_of(group.pieces) else group.title


def _facts(module: Module, reader: Reader, group: Group) -> None:
    """Take title, lead and warning; what somebody wrote under the title is text."""
    own = [piece for piece in group.pieces if piece.look != "placeholder"]
    text = " ".join(with_addresses(line) for line in lines_of(own))
    if group.kind == "module":
        module.title, module.key = group.title, group.key
        module.parts += reader.rest(own)
    elif len(text) > (LEAD if group.kind == "lead" else WARNING) or any(piece.kind != "text" for piece in own):
        module.remarks.append(
            Remark(Reported.SECTION_AS_TEXT, group.place, group.heading.html if group.heading else "")
        )
        module.parts += text_parts("", own, module.remarks, group.place)
    elif group.kind == "lead":
        module.lead = text
    else:
        module.warning = text


def _new(reader: Reader, group: Group) -> list[Part]:
    """Read a part that somebody wrote into our file."""
    heading = group.heading.html if group.heading else ""
    kind, title = section_of(heading)
    level = group.heading.level if group.heading else 1
    return parts_of(reader, Section(heading, title, kind or "text", level, group.place, group.pieces))


def _part(reader: Reader, group: Group) -> list[Part]:
    """Read a part of a known kind; the first of what comes of it has its key. What does not fit its form is text."""
    fields, left = PARTS[group.kind](reader, group)
    if fields is None and group.kind not in FOR_LEADERS:
        heading = group.heading.html if group.heading else ""
        reader.remarks.append(Remark(Reported.SECTION_AS_TEXT, group.place, heading))
        return text_parts(group.title, group.pieces, reader.remarks, group.place)
    if group.kind in FOR_LEADERS:  # what is left over must not become a part for all to see
        left = left or ([] if fields else group.pieces)
        pictures = [piece for piece in left if piece.kind == "picture"]
        reader.remarks.extend(Remark(Reported.PICTURE_IN_NOTES, each.place, each.alt) for each in pictures)
        left = [piece for piece in left if piece.kind != "picture"]
    own = [Part(group.kind, fields, group.place, group.key)] if fields else []
    return [*own, *text_parts("", left, reader.remarks, group.place)]
