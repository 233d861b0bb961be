"""The attendance of a cohort as a list: evenings × women, in words, and as a table on paper."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from cohorts.roster.models import Cohort
from cohorts.schedule.models import CourseSession
from lms.kit.paper import Document, Heading, Run, Table, named, words
from lms.kit.sheets import Sheet
from lms.people.models import User

from ..dashboards import ModuleState, Progress
from ..dashboards.letters import letters
from ..models import Attendance
from ..models.marks import StatusChoices
from ..queries import Book
from ..rules import MEANINGS, Status

HAD = (ModuleState.PRESENT, ModuleState.MADE_UP)


def note_of(by: User, cohort: Cohort) -> str:
    """Say who takes a file out, and when: whoever finds it lying about knows whom to ask."""
    now = timezone.now().astimezone(ZoneInfo(cohort.time_zone))
    words_of = {"name": by.name, "when": date_format(now, "SHORT_DATETIME_FORMAT")}
    return _("Taken out by %(name)s, %(when)s. Keep it locked away, and delete it when it has been used.") % words_of


def runs_from_right() -> bool:
    """Tell whether the language at hand is read from right to left."""
    return get_language_info(get_language() or "nb")["bidi"]


def day_of(session: CourseSession) -> str:
    """Give number and day of an evening, short enough for a column: “3 · 24.11.2026”. The import reads it again."""
    return f"{session.number} · {session.date:%d.%m.%Y}"


def word_of(mark: Attendance | None) -> str:
    """Give a mark in words, with the minutes if somebody counted them; nothing if there is none."""
    if mark is None:
        return ""
    word = str(StatusChoices(mark.status).label)
    return word if mark.minutes is None else _("%(mark)s (%(minutes)s min)") % {"mark": word, "minutes": mark.minutes}


def _marks(book: Book, woman) -> list[Attendance | None]:
    return [book.mark(session, woman) for session in book.course.held]


def _count(marks: Iterable[Attendance | None], *, credit: bool = False, announced: bool = False) -> int:
    meant = (MEANINGS[Status(mark.status)] for mark in marks if mark)
    return sum((each.credit, each.announced) == (credit, announced) for each in meant)


def _had(progress: Progress) -> str:
    return ", ".join(str(line.place.position) for line in progress.modules if line.state in HAD)


def attendance_sheet(book: Book, progress: Mapping[int, Progress], note: str) -> Sheet:
    """Give the list: a row for each woman whose name may stand in it, a column for each evening that was held."""
    columns = (
        _("Name"),
        *(day_of(session) for session in book.course.held),
        _("There"),
        _("Away, had said so"),
        _("Away"),
        _("Not marked"),
        _("Modules she has"),
        _("How many"),
    )
    rows = []
    for woman in book.named:
        marks = _marks(book, woman)
        rows.append(
            (
                woman.person.name,
                *(word_of(mark) for mark in marks),
                _count(marks, credit=True),
                _count(marks, announced=True),
                _count(marks),
                marks.count(None),
                _had(progress[woman.pk]),
                progress[woman.pk].judgement.credited,
            )
        )
    return Sheet(book.cohort.name, columns, rows, from_right=runs_from_right(), note=note)


def attendance_paper(book: Book, progress: Mapping[int, Progress], note: str) -> Document:
    """Give the table on paper, a letter for each mark."""
    signs, language = letters(), get_language() or "nb"
    held = book.course.held
    rows = []
    for woman in book.named:
        marks = _marks(book, woman)
        rows.append(
            (
                (named(woman.person.name, bold=True),),
                *((Run(signs[Status(mark.status)] if mark else "–"),) for mark in marks),
                (Run(str(_count(marks, credit=True)), ltr=True),),
                (Run(str(progress[woman.pk].judgement.credited), ltr=True),),
            )
        )
    legend = " · ".join(f"{signs[each]} {StatusChoices(each).label}" for each in signs)
    head = (_("Name"), *(f"{session.number}\n{session.date:%d.%m}" for session in held), _("There"), _("Modules"))
    widths = (9, *(2 for _each in held), 3, 4)
    return Document(
        title=f"{book.cohort.name} · {_('Attendance')}",
        language=language,
        rtl=runs_from_right(),
        blocks=(
            Heading(_("Attendance"), 1),
            words(f"{book.cohort.name} · {book.cohort.place} · {book.cohort.edition}"),
            words(f"{legend} · – {_('not marked')}", kind="small"),
            Table(head, tuple(rows), widths, _("Attendance")),
        ),
        at=datetime.now(ZoneInfo("UTC")),
        footer=note,
        wide=True,
    )
