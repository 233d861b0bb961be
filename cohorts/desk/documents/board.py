"""The board of a cohort as a document of one page, and as a list."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from cohorts.roster.models import Cohort
from cohorts.schedule.calendars import Feed, entries_of
from cohorts.schedule.models import CourseSession
from lms.kit.ics import file_of
from lms.kit.paper import Document, Heading, Run, Table, words
from lms.kit.sheets import Sheet

from ..dashboards import Board, BoardRow


def day_of(session: CourseSession) -> str:
    """Give the day of an evening with its weekday, short enough for a column: “Tue 24. nov 2026”."""
    return date_format(session.date, "D j. b Y")


def hours_of(session: CourseSession) -> str:
    """Give from when until when an evening lasts, by the local clock."""
    return f"{time_format(session.starts_at, 'H:i')}–{time_format(session.ends_at, 'H:i')}"


def state_of(row: BoardRow) -> str:
    """Say what is special about an evening, or nothing."""
    if row.session.is_cancelled:
        return _("Cancelled")
    return _("Next") if row.is_next else ""


def guest_of(row: BoardRow) -> str:
    """Say how it stands with the guests of an evening; nothing for one that wants none."""
    return row.guests.told if row.guests.wanted else ""


def _modules(row: BoardRow) -> str:
    return " · ".join(f"{place.position}. {place.shown_title}" for place in row.modules)


def _columns() -> tuple[str, ...]:
    return (_("No."), _("Date"), _("Time"), _("Module"), _("Venue"), _("Guest"), _("State"))


def board_paper(board: Board) -> Document:
    """Give the board as a document of one page."""
    cohort = board.cohort
    rows = tuple(
        (
            (Run(str(row.session.number), ltr=True),),
            (Run(day_of(row.session), bold=row.is_next),),
            (Run(hours_of(row.session), ltr=True),),
            (Run(_modules(row)),),
            (Run(row.session.venue.name if row.session.venue else ""),),
            (Run(guest_of(row), bold=row.guests.late),),
            (Run(state_of(row), bold=True),),
        )
        for row in board.rows
    )
    language = get_language() or "nb"
    changed = max((row.session.changed_at for row in board.rows), default=cohort.created_at)
    return Document(
        title=cohort.name,
        language=language,
        rtl=get_language_info(language)["bidi"],
        blocks=(
            Heading(cohort.name, 1),
            words(f"{cohort.place} · {cohort.edition}"),
            Table(_columns(), rows, (2, 7, 5, 12, 7, 6, 4), _("Evenings")),
        ),
        at=datetime.combine(changed.date(), time(), ZoneInfo("UTC")),
        footer=f"{cohort.name} · {date_format(changed.date())}",
    )


def board_sheet(board: Board) -> Sheet:
    """Give the board as a list."""
    columns = (_("No."), _("Date"), _("From"), _("Until"), _("Module"), _("Venue"), _("Guest"), _("State"))
    rows = [
        (
            row.session.number,
            row.session.date,
            row.session.starts_at,
            row.session.ends_at,
            _modules(row),
            row.session.venue.name if row.session.venue else "",
            guest_of(row),
            state_of(row),
        )
        for row in board.rows
    ]
    return Sheet(board.cohort.name, columns, rows, from_right=get_language_info(get_language() or "nb")["bidi"])


def board_calendar(board: Board) -> bytes:
    """Give the evenings as a calendar to open once, under their neutral names. One query."""
    cohorts = Cohort.objects.filter(pk=board.cohort.pk)
    return file_of(entries_of(Feed(cohorts=cohorts, language=get_language() or "nb")))
