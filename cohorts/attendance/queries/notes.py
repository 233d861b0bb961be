"""Reads about what is noted and told after an evening."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from cohorts.roster.models import Cohort, Enrolment
from cohorts.roster.queries import women_known_in
from cohorts.schedule.models import CourseSession, SessionModule
from lms.kit.names import tells_who
from lms.people.models import User
from modules.models import Sensitivity

from ..models import EveningNote

NOTE_MISSED_FOR = timedelta(days=7)
"""So long the desk asks for the note of an evening: afterwards nobody remembers, and asking only nags."""


def leaves_no_trace(session: CourseSession) -> bool:
    """Tell whether a module of an evening is one whose page leaves no trace. One query."""
    rows = SessionModule.objects.filter(session=session)
    return rows.filter(edition_module__module__sensitivity=Sensitivity.YES).exists()


def is_careful(session: CourseSession) -> bool:
    """Tell whether a module of an evening asks for any care, so that nothing of it is named on a phone. One query."""
    rows = SessionModule.objects.filter(session=session)
    return rows.exclude(edition_module__module__sensitivity=Sensitivity.NO).exists()


def names_a_woman(session: CourseSession, *texts: str) -> bool:
    """Tell whether the name or number of a woman of the cohort stands in one of these texts. One query, none without
    text."""
    text = "\n".join(texts)
    if not text.strip():
        return False
    known = women_known_in(session.cohort)
    return tells_who(text, names=[name for name, _phone in known], phones=[phone for _name, phone in known])


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
