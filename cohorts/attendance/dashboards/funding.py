"""What a cohort has of what those ask for who pay, and what will be missing, in sentences."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.roster.models import Enrolment
from cohorts.roster.queries import shown_to_payer
from cohorts.schedule.models import CourseSession

from ..queries import MARKS_KEPT, Book
from ..rules import MEANINGS, Status
from ..rules.funding import (
    Column,
    Duty,
    Finding,
    Held,
    Lack,
    Scheme,
    Taken,
    findings,
    hours_in,
    minutes_there,
    schemes_of,
    sum_of,
)

NAMES: dict[str, Promise] = {
    "no-study": gettext_lazy("List for the study association"),
    "dk-hours": gettext_lazy("Report of hours to the municipality"),
}
COLUMNS: dict[Column, Promise] = {
    Column.NUMBER: gettext_lazy("No."),
    Column.NAME: gettext_lazy("Name"),
    Column.BIRTH_YEAR: gettext_lazy("Year of birth"),
    Column.GENDER: gettext_lazy("Gender"),
    Column.POSTCODE: gettext_lazy("Postcode"),
    Column.EVENINGS: gettext_lazy("Evenings"),
    Column.HOURS: gettext_lazy("Hours"),
    Column.PERCENT: gettext_lazy("Per cent"),
    Column.SIGNATURE: gettext_lazy("Her signature"),
    Column.DAY: gettext_lazy("Date"),
    Column.TIME: gettext_lazy("Time"),
    Column.PEOPLE: gettext_lazy("Took part"),
    Column.LEADER: gettext_lazy("Signature of whoever led"),
}
DUTIES: dict[Duty, Promise] = {
    Duty.STUDY_PLAN: gettext_lazy("The study plan was approved by the association before the first evening."),
    Duty.ANNOUNCED: gettext_lazy("The course was announced, so that everybody it is meant for could come."),
    Duty.FEE: gettext_lazy("The municipality has said how it counts a course without a fee."),
}


@dataclass(frozen=True)
class Said:
    """One thing that is missing, in a sentence, with the women it is about."""

    lack: Lack
    sentence: str
    women: tuple[Enrolment, ...] = ()


@dataclass(frozen=True)
class Readiness:
    """How far a cohort is from what a scheme asks for."""

    scheme: Scheme
    missing: tuple[Said, ...]
    hours: float
    due: date | None

    @property
    def name(self) -> str:
        """Give what the list is called."""
        return str(NAMES[self.scheme.code])

    @property
    def by_pen(self) -> list[str]:
        """Give the columns that somebody fills in with a pen."""
        return [str(COLUMNS[each]) for each in self.scheme.by_pen]

    @property
    def duties(self) -> list[str]:
        """Give what is asked for and cannot be seen here."""
        return [str(DUTIES[each]) for each in self.scheme.duties]


def readiness_of(book: Book) -> list[Readiness]:
    """Give it for each scheme of the country in which a cohort is. One query."""
    shown = shown_to_payer(book.cohort)
    return [_ready(book, scheme, shown) for scheme in schemes_of(book.cohort.in_municipality.country_id)]


def _ready(book: Book, scheme: Scheme, shown: Collection[int]) -> Readiness:
    by_key = {woman.pk: woman for woman in book.women}
    evenings = held_of(book)
    taken = {woman.pk: taken_by(book, woman) for woman in book.women}
    said = []
    for each in findings(scheme, evenings, taken, shown):
        women = tuple(by_key[key] for key in each.about) if each.lack in (Lack.BELOW_NOW, Lack.OUT_OF_REACH) else ()
        said.append(Said(each.lack, sentence_of(each, scheme), women))
    due = scheme.due_on((each.day for each in evenings), timezone.localdate())
    hours = hours_in(sum(each.minutes for each in evenings), scheme)
    return Readiness(scheme, tuple(said), hours, due)


def sentence_of(finding: Finding, scheme: Scheme) -> str:
    """Say what is missing, and what to do."""
    said = {
        Lack.NO_PLAN: _("There is no plan yet, so no hours."),
        Lack.HOURS_SHORT: _("The plan has %(has)s hours, %(needs)s are asked for. Add an evening."),
        Lack.ROLL_MISSING: ngettext(
            "Evening %(evenings)s has no roll. Take it now, while somebody remembers.",
            "Evenings %(evenings)s have no roll. Take them now, while somebody remembers.",
            len(finding.about),
        ),
        Lack.ROLL_OPEN: ngettext(
            "On the roll of evening %(evenings)s somebody is not marked.",
            "On the rolls of evenings %(evenings)s somebody is not marked.",
            len(finding.about),
        ),
        Lack.BELOW_NOW: _("Below %(percent)s per cent until now. Talk with them: they can still get there."),
        Lack.OUT_OF_REACH: _("Cannot reach %(percent)s per cent any more. They do not count for the grant."),
        Lack.TOO_FEW: _("%(has)s can still take part in enough. %(needs)s are asked for."),
        Lack.UNNAMED: ngettext(
            "%(has)s of %(needs)s women is counted without her name. Nobody has to say yes.",
            "%(has)s of %(needs)s women are counted without their names. Nobody has to say yes.",
            finding.has,
        ),
    }[finding.lack]
    return said % {
        "has": finding.has,
        "needs": finding.needs,
        "percent": scheme.least_percent,
        "evenings": get_text_list([str(each) for each in finding.about], _("and")),
    }


def held_of(book: Book) -> list[Held]:
    """Give the evenings as a scheme takes them. Of one so long ago that its marks are gone no roll is missing."""
    now = timezone.now()
    return [
        Held(
            number=session.number,
            day=session.date,
            minutes=minutes_of(session),
            is_over=session.ends <= now,
            marked=sum(book.mark(session, woman) is not None for woman in book.women),
            women=len(book.women) if session.begins > now - MARKS_KEPT else 0,
        )
        for session in book.evenings
    ]


def taken_by(book: Book, woman: Enrolment) -> Taken:
    """Give what a woman took part in until now."""
    return sum_of(
        Taken(minutes_in(book, session, woman) or 0, minutes_of(session))
        for session in book.course.held
        if book.mark(session, woman)
    )


def minutes_in(book: Book, session: CourseSession, woman: Enrolment) -> int | None:
    """Give how many minutes of an evening a woman was there; None if nobody has marked her."""
    mark = book.mark(session, woman)
    if mark is None:
        return None
    return minutes_there(MEANINGS[Status(mark.status)].credit, minutes_of(session), mark.minutes)


def minutes_of(session: CourseSession) -> int:
    """Give how long an evening lasts, by the clock on the wall."""
    day = session.date
    return int(
        (datetime.combine(day, session.ends_at) - datetime.combine(day, session.starts_at)).total_seconds() // 60
    )
