"""Reads about attendance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from django.db.models import QuerySet

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession, Rsvp, SessionModule
from curriculum.models import CompletionRule, EditionModule
from curriculum.rules import Evening, Rule
from lms.people.models import User
from modules.models import Sensitivity

from .models import Attendance, AttendanceOperation, EveningNote
from .rules import Status

NOTE_MISSED_FOR = timedelta(days=7)
"""So long the desk asks for the note of an evening: afterwards nobody remembers, and asking only nags."""


@dataclass(frozen=True)
class RollLine:
    """One woman of a roll: her place, the mark she has, and what she said beforehand."""

    enrolment: Enrolment
    mark: Attendance | None
    answer: str = ""

    @property
    def status(self) -> str:
        """Give the mark; empty if there is none."""
        return self.mark.status if self.mark else ""

    @property
    def revision(self) -> int:
        """Give the version of the mark."""
        return self.mark.revision if self.mark else 0

    @property
    def said_no(self) -> bool:
        """Tell whether she has said that she cannot come."""
        return self.answer == Rsvp.Answer.AWAY


def roll_of(session: CourseSession) -> list[RollLine]:
    """Give the women who take part in the cohort of an evening, and those who have left and were marked on it, by name.
    Three queries."""
    marks = {mark.enrolment_id: mark for mark in Attendance.objects.filter(session=session)}
    answers = {
        answer.enrolment_id: answer.answer for answer in Rsvp.objects.filter(session=session, sequence=session.sequence)
    }
    rows = Enrolment.objects.filter(cohort=session.cohort_id).exclude(state=Enrolment.State.OFFERED)
    places = rows.select_related("person").order_by("person__name", "pk")
    return [
        RollLine(place, marks.get(place.pk), answers.get(place.pk, ""))
        for place in places
        if place.state != Enrolment.State.WITHDRAWN or (place.pk in marks and marks[place.pk].status)
    ]


@dataclass(frozen=True)
class Course:
    """A cohort's course as it counts: the modules of its edition in order, the rule, what was held and what comes."""

    places: tuple[EditionModule, ...]
    rule: Rule
    late_minutes: int
    held: tuple[CourseSession, ...]
    ahead: tuple[CourseSession, ...]

    @property
    def keys(self) -> list[int]:
        """Give the keys of the modules in order."""
        return [place.pk for place in self.places]

    @property
    def coming(self) -> list[Evening]:
        """Give the evenings ahead as the rule takes them."""
        return [Evening(frozenset(row.edition_module_id for row in each.session_modules.all())) for each in self.ahead]


def course_of(cohort: Cohort) -> Course:
    """Read what a course consists of. Four queries."""
    places = tuple(cohort.edition.places.select_related("module").order_by("position"))
    stored = CompletionRule.objects.get(edition=cohort.edition_id)
    sessions = CourseSession.objects.held().filter(cohort=cohort).prefetch_related("session_modules")
    by_time = sorted(sessions, key=lambda each: each.begins)
    return Course(
        places=places,
        rule=Rule(
            share=stored.share,
            mandatory=frozenset(place.pk for place in places if place.mandatory),
            catch_up_allowed=stored.catch_up_allowed,
            max_catch_ups=stored.max_catch_ups,
        ),
        late_minutes=stored.late_minutes,
        held=tuple(each for each in by_time if each.is_past),
        ahead=tuple(each for each in by_time if not each.is_past),
    )


def marks_on(sessions: Iterable[CourseSession], women: Iterable[Enrolment]) -> dict[tuple[int, int], Attendance]:
    """Give the marks of women on evenings, by evening and place. One query."""
    rows = Attendance.objects.filter(session__in=list(sessions), enrolment__in=list(women)).exclude(status=Status.NONE)
    return {(mark.session_id, mark.enrolment_id): mark for mark in rows}


def leaves_no_trace(session: CourseSession) -> bool:
    """Tell whether a module of an evening is one whose page leaves no trace. One query."""
    rows = SessionModule.objects.filter(session=session)
    return rows.filter(edition_module__module__sensitivity=Sensitivity.YES).exists()


def is_careful(session: CourseSession) -> bool:
    """Tell whether a module of an evening asks for any care, so that nothing of it is named on a phone. One query."""
    rows = SessionModule.objects.filter(session=session)
    return rows.exclude(edition_module__module__sensitivity=Sensitivity.NO).exists()


def women_to_tell(session: CourseSession) -> list[Enrolment]:
    """Give the women who take part in the cohort now, whether they came or not. One query."""
    rows = Enrolment.objects.active().filter(cohort=session.cohort_id).select_related("person")
    return list(rows.order_by("pk"))


def notes_missing(user: User) -> list[CourseSession]:
    """Give the evenings of the last days that were held in cohorts she runs and have no note, the newest first. One
    query."""
    now = timezone.now()
    rows = CourseSession.objects.held().filter(cohort__in=Cohort.objects.run_by(user).open())
    rows = rows.filter(date__gte=timezone.localdate() - NOTE_MISSED_FOR, date__lte=timezone.localdate())
    rows = rows.exclude(note__revision__gt=0).select_related("cohort").order_by("-date", "-starts_at")
    return [session for session in rows if session.ends <= now]


def notes_told(sessions: Iterable[CourseSession]) -> dict[int, EveningNote]:
    """Give the notes that were sent to the women, by the key of their evening. One query."""
    rows = EveningNote.objects.filter(session__in=list(sessions), sent_at__isnull=False)
    return {note.session_id: note for note in rows}


def newest_told(places: Iterable[Enrolment]) -> EveningNote | None:
    """Give the newest note that was sent to the women of these cohorts. One query."""
    rows = EveningNote.objects.filter(session__cohort__in=[place.cohort_id for place in places])
    rows = rows.filter(sent_at__isnull=False).select_related("session__cohort")
    return rows.order_by("-session__date", "-session__starts_at").first()


@dataclass(frozen=True)
class Book:
    """All evenings of a cohort's course that are not cancelled, its women by name, and the marks of both: by evening
    and place."""

    cohort: Cohort
    course: Course
    women: tuple[Enrolment, ...]
    marks: dict[tuple[int, int], Attendance]

    @property
    def evenings(self) -> tuple[CourseSession, ...]:
        """Give the evenings in the order of time."""
        return self.course.held + self.course.ahead

    @property
    def named(self) -> tuple[Enrolment, ...]:
        """Give the women whose names may stand in a file that is handed out."""
        return tuple(woman for woman in self.women if not woman.person.is_off_lists)

    def mark(self, session: CourseSession, woman: Enrolment) -> Attendance | None:
        """Give what stands for a woman on an evening."""
        return self.marks.get((session.pk, woman.pk))


def book_of(cohort: Cohort) -> Book:
    """Read the whole attendance of a cohort: of the women who take part or have, and of those who left after they had
    been marked. Six queries."""
    course = course_of(cohort)
    places = cohort.enrolments.exclude(state=Enrolment.State.OFFERED).select_related("person")
    everybody = list(places.order_by("person__name", "pk"))
    marks = marks_on(course.held, everybody)
    marked = {woman for _session, woman in marks}
    women = (each for each in everybody if each.state != Enrolment.State.WITHDRAWN or each.pk in marked)
    return Book(cohort, course, tuple(women), marks)


def journal_of(cohort: Cohort) -> QuerySet[AttendanceOperation]:
    """Give what was done about the attendance of a cohort, in its order, without whoever stands in no file."""
    rows = AttendanceOperation.objects.filter(session__cohort=cohort).select_related(
        "session", "by", "enrolment__person"
    )
    return rows.exclude(enrolment__person__is_off_lists=True)
