"""Everything that is printed or shown on an evening, as one pack: what is in it, and what is not and why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from cohorts.attendance.dashboards import Sheet
from cohorts.attendance.documents import paper_list
from cohorts.roster.queries import coordinators_of
from cohorts.schedule.figures.programme import TaughtModule
from cohorts.schedule.models import CourseSession, EveningExtra
from curriculum.documents import correction_of
from curriculum.queries import ReadText, text_of
from lms.kit.downloads import file_name
from lms.kit.packing import packed
from lms.kit.paper import Document
from lms.kit.pdf import NoSignError, pdf_file
from lms.people.models import User
from modules.documents.printed import Order, Reader, module_paper, worksheets_paper
from modules.models import Material
from modules.queries import SlotValue, slot_values

from ..dashboards import Cockpit
from .evening import evening_paper, name_signs

MOST_BYTES = 200_000_000  # of stored files; a film is fetched by itself


@dataclass(frozen=True)
class Piece:
    """One file of a pack, or what is not in it: then `why` says why. `quiet` is what its file is called."""

    name: str
    quiet: str
    made: Callable[[], bytes] | None = field(default=None, repr=False)
    stored: FieldFile | None = field(default=None, repr=False)
    size: int | None = None
    end: str = "pdf"
    why: str = ""
    link: str = ""

    @property
    def is_in(self) -> bool:
        """Tell whether it is in the pack."""
        return not self.why


@dataclass(frozen=True)
class Pack:
    """The pack of an evening."""

    session: CourseSession
    pieces: tuple[Piece, ...]
    team: tuple[User, ...] = ()  # who has a sign besides the women

    @property
    def there(self) -> list[Piece]:
        """Give what is in it, in order."""
        return [piece for piece in self.pieces if piece.is_in]

    @property
    def missing(self) -> list[Piece]:
        """Give what is not in it, each with the reason."""
        return [piece for piece in self.pieces if not piece.is_in]

    @property
    def size(self) -> int:
        """Give how large the stored files are; what is printed adds little."""
        return sum(piece.size or 0 for piece in self.there)


def pack_of(cockpit: Cockpit, roll: Sheet, language: str) -> Pack:
    """Give what the pack of an evening holds. Nothing is printed yet."""
    session = cockpit.card.session
    team = tuple(each.person for each in coordinators_of(session.cohort))
    firsts = [each.name.split()[0] for each in team]
    slots = slot_values(session.cohort.place)
    pieces = [
        Piece(_("The evening on one page"), _("evening"), made=lambda: evening_paper(cockpit, roll)),
        Piece(
            _("Name signs"),
            _("name signs"),
            made=lambda: name_signs(session, roll, firsts, cockpit),
        ),
        Piece(_("Roll on paper"), _("roll"), made=lambda: pdf_file(paper_list(roll))),
    ]
    for module, material in cockpit.taught:
        pieces += _of_module(module, material, language, slots)
    for version in cockpit.guests.files:
        pieces.append(_file(version.material.title, _("from the guest"), version.file, version.size, version.kind))
    for extra in EveningExtra.objects.filter(session=session).exclude(file=""):
        pieces.append(_file(extra.title, _("of your own"), extra.file, extra.size, extra.end))
    return Pack(session, tuple(_within(pieces)), team)


def _of_module(
    module: TaughtModule, material: list[Material], language: str, slots: dict[str, SlotValue]
) -> Iterator[Piece]:
    title, quiet = f"{module.place.position}. {module.title}", module.neutral_title
    text = text_of(module.place, language)
    if text is None:
        yield Piece(title, quiet, why=_("The edition holds no text of it."))
        return
    order = order_for(module, text, Reader.HANDOUT, slots)
    names = _("Worksheets"), _("to hand out"), _("national material")
    sheets, handout, national = ((f"{title} · {name}", f"{quiet} {name}") for name in names)
    if module.text and module.text.parts.sheets:
        yield Piece(*sheets, made=lambda: pdf_file(_worksheets(text, order)))
    else:
        yield Piece(*sheets, why=_("The module has none."))
    yield Piece(*handout, made=lambda: pdf_file(module_paper(text.page, order)))
    if not material:
        yield Piece(*national, why=_("There are no slides or other files yet."))
    for number, piece in enumerate(material, 1):
        newest = next(iter(piece.versions.all()), None)
        kind = str(piece.get_kind_display())
        if newest is None:
            yield Piece(piece.title, quiet, why=_("It is a link: open it on the web."), link=piece.link)
            continue
        named = f"{quiet} {kind} {number}" if module.leaves_no_trace else f"{quiet} {piece.title}"
        yield _file(f"{piece.title} · {kind}", named, newest.file, newest.size, newest.end)


def order_for(module: TaughtModule, text: ReadText, reader: Reader, slots: dict[str, SlotValue]) -> Order:
    """Give how a module is printed for a cohort: under its number, with what the place has filled in."""
    place = module.place
    own = place.title if text.language == place.module.locale.language_code else ""
    return Order(reader, place.position, own, corrected=correction_of(text, reader), slots=slots)


def _worksheets(text: ReadText, order: Order) -> Document:
    sheets = worksheets_paper(text.page, order)
    if sheets is None:
        raise ValueError("The text has no worksheet.")
    return sheets


def _file(name: str, quiet: str, stored: FieldFile, size: int, end: str) -> Piece:
    return Piece(name, quiet, stored=stored, size=size, end=end)


def _within(pieces: list[Piece]) -> Iterator[Piece]:
    """Leave out stored files that would make the pack too large, and say so."""
    used = 0
    for piece in pieces:
        if piece.size and used + piece.size > MOST_BYTES:
            yield Piece(
                piece.name, piece.quiet, size=piece.size, end=piece.end, why=_("Too large: fetch it by itself.")
            )
            continue
        used += piece.size or 0
        yield piece


def packed_evening(pack: Pack) -> IO:
    """Make the pack: a ZIP file with everything in the order of the list, and the list itself."""
    missing = list(pack.missing)
    files: list[tuple[str, bytes | IO[bytes]]] = []
    listed = []
    for piece in pack.there:
        name = f"{len(files) + 1:02d}-{file_name(piece.quiet) or 'file'}.{piece.end}"
        try:
            files.append((name, piece.made() if piece.made else piece.stored.open("rb")))
        except NoSignError as error:
            why = _("It holds the sign “%(sign)s”, which none of our fonts can draw.") % {"sign": error.sign}
            missing.append(Piece(piece.name, piece.quiet, why=why))
        except OSError:
            missing.append(Piece(piece.name, piece.quiet, why=_("Its file is not in the store.")))
        else:
            listed.append(name)
    listed += ["", _("Not in this pack:"), *(f"{piece.quiet}: {piece.why}" for piece in missing)] if missing else []
    contents = file_name(_("contents")) or "contents"
    return packed([(f"00-{contents}.txt", "\r\n".join(listed).encode()), *files])
