"""The roll on paper, for when no phone works."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from cohorts.schedule.calendars import neutral_name
from lms.kit.paper import Document, Heading, Run, Table, words

from ..dashboards import Sheet

SPARE_ROWS = 3  # for who comes without a place


def paper_list(sheet: Sheet) -> Document:
    """Give the roll as a document: a row for each woman by first name and initial, with room for a pen."""
    session = sheet.session
    language = get_language() or "nb"
    hours = f"{time_format(session.starts_at, 'H:i')}–{time_format(session.ends_at, 'H:i')}"
    empty = (Run(""),)
    rows = [((Run(line.name, bold=True),), (Run(line.word),), empty, empty) for line in sheet.lines]
    rows += [((Run(" \n "),), empty, empty, empty)] * SPARE_ROWS
    return Document(
        title=f"{session.cohort.name} · {neutral_name(session)}",
        language=language,
        rtl=get_language_info(language)["bidi"],
        blocks=(
            Heading(neutral_name(session), 1),
            words(f"{session.cohort.name} · {date_format(session.date, 'l j. F Y')}, {hours}"),
            Table((_("Name"), _("There"), _("Away"), _("Minutes missed")), tuple(rows), (10, 6, 6, 6), _("Roll")),
        ),
        at=datetime.combine(session.date, time(), ZoneInfo("UTC")),
        footer=f"{session.cohort.name} · {neutral_name(session)}",
    )
