"""The roll on paper, for when no phone works."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _

from cohorts.schedule.calendars import neutral_name
from lms.kit.paper import Document, Heading, Run, Table, named, words

from ..dashboards import Sheet

SPARE_ROWS = 3  # for who comes without a place


def _head() -> tuple[str, ...]:
    return (_("Name"), _("There"), _("Away"), _("Minutes missed"))


def paper_list(sheet: Sheet, second: str = "") -> Document:
    """Give the roll as a document: a high row for each woman by first name and initial, numbered, with room for a pen.
    The columns are named in the language at hand, and below in a second one if that is given."""
    session = sheet.session
    language = get_language() or "nb"
    hours = f"{time_format(session.starts_at, 'H:i')}–{time_format(session.ends_at, 'H:i')}"
    empty = (Run(""),)
    names = [*((line.name, line.word) for line in sheet.lines), *([("", "")] * SPARE_ROWS)]
    rows = [
        ((Run(str(number), ltr=True),), (named(name, bold=True),), (Run(word),), empty, empty)
        for number, (name, word) in enumerate(names, 1)
    ]
    head = _head()
    if second and second != language:
        with override(second):
            head = tuple(f"{one}\n{other}" for one, other in zip(head, _head(), strict=True))
    return Document(
        title=f"{session.cohort.name} · {neutral_name(session)}",
        language=language,
        rtl=get_language_info(language)["bidi"],
        blocks=(
            Heading(neutral_name(session), 1),
            words(f"{session.cohort.name} · {date_format(session.date, 'l j. F Y')}, {hours}"),
            Table((_("No."), *head), tuple(rows), (2, 9, 6, 6, 5), _("Roll"), tall=True),
        ),
        at=datetime.combine(session.date, time(), ZoneInfo("UTC")),
        footer=f"{session.cohort.name} · {neutral_name(session)}",
    )
