"""What the roll shows."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.schedule.calendars import neutral_name
from cohorts.schedule.figures.programme import programme_of, programme_on_phone
from cohorts.schedule.models import CourseSession
from lms.people.models import User
from modules.queries import Version

from .. import queries
from ..models import Attendance, WalkIn
from ..models.marks import StatusChoices
from ..rules import Status, short_names

THERE = (Status.PRESENT, Status.LATE, Status.LEFT_EARLY)


@dataclass(frozen=True)
class SheetLine:
    """One woman of a roll, by first name and initial."""

    place: UUID
    person: User
    name: str
    status: str
    minutes: int | None
    revision: int
    said_no: bool

    @property
    def is_there(self) -> bool:
        """Tell whether she was there, if only for a part."""
        return self.status in THERE

    @property
    def word(self) -> str:
        """Give the mark in words; empty if there is none."""
        return str(StatusChoices(self.status).label) if self.status else ""


@dataclass(frozen=True)
class Sheet:
    """The roll of an evening."""

    session: CourseSession
    lines: tuple[SheetLine, ...]
    walk_ins: tuple[WalkIn, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        """Give how many have each mark; the empty one counts who is still to be marked."""
        return Counter(line.status for line in self.lines)

    @property
    def open_lines(self) -> list[SheetLine]:
        """Give who is still to be marked and has not said that she cannot come: “everyone else”."""
        return [line for line in self.lines if not line.status and not line.said_no]

    @property
    def unmarked(self) -> int:
        """Count who is still to be marked."""
        return self.counts[""]

    @property
    def there(self) -> int:
        """Count who was there, if only for a part."""
        return sum(self.counts[each] for each in THERE)


def sheet_of(session: CourseSession) -> Sheet:
    """Give the roll of an evening. Four queries."""
    lines = queries.roll_of(session)
    names = short_names({line.enrolment.pk: line.enrolment.person.name for line in lines})
    return Sheet(
        session,
        tuple(
            SheetLine(
                place=line.enrolment.public_id,
                person=line.enrolment.person,
                name=_visiting(names[line.enrolment.pk]) if line.is_visitor else names[line.enrolment.pk],
                status=line.status,
                minutes=line.mark.minutes if line.mark else None,
                revision=line.revision,
                said_no=line.said_no,
            )
            for line in lines
        ),
        tuple(session.walk_ins.standing()),
    )


def _visiting(name: str) -> str:
    return _("%(name)s (visiting)") % {"name": name}


def phone_copy(sheet: Sheet, reader: User, closed: str, version: Version | None = None) -> dict:
    """Give what a phone keeps of an evening: when and where under its neutral name, the women by first name and
    initial, and the programme by neutral names. No number, no note, nothing of what it is about. `me` tells the phone
    whose it is, and nobody else who that is. Ask `with_modules` first."""
    session = sheet.session
    hours = f"{time_format(session.starts_at, 'H:i')}–{time_format(session.ends_at, 'H:i')}"
    return {
        "roll": 1,
        "me": mark_of(reader),
        "open": closed,
        "evening": {
            "id": str(session.public_id),
            "title": neutral_name(session),
            "when": f"{date_format(session.date, 'l')} {date_format(session.date, 'MONTH_DAY_FORMAT')}, {hours}",
            "where": session.venue.name if session.venue else "",
            "bring": session.bring,
        },
        "women": [{"woman": str(line.place), "name": line.name, "said_no": line.said_no} for line in sheet.lines],
        "programme": programme_on_phone(programme_of(session, get_language() or settings.LANGUAGE_CODE, version)),
        **standing_marks(session),
    }


def standing_marks(session: CourseSession) -> dict[str, list[dict]]:
    """Give what stands for each woman who has been marked, and who came without a place, for a phone. Two queries."""
    fields = ("enrolment__public_id", "status", "minutes", "revision")
    rows = Attendance.objects.filter(session=session).order_by("enrolment").values_list(*fields)
    stands = [
        {"woman": str(woman), "status": status, "minutes": minutes, "revision": revision}
        for woman, status, minutes, revision in rows
    ]
    return {"stands": stands, "walk_ins": standing_guests(session)}


def standing_guests(session: CourseSession) -> list[dict]:
    """Give who came without a place, for a phone. One query."""
    return [{"key": str(key), "name": name} for key, name in session.walk_ins.standing().values_list("key", "name")]


def mark_of(reader: User) -> str:
    """Give a mark by which a phone knows whose marks it keeps."""
    return salted_hmac("roll", str(reader.public_id)).hexdigest()[:16]
