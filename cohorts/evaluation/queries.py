"""Reads about what the women think."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession

from .models import FeedbackWindow, SessionFeedback
from .rules import SHOWN_FROM, Faces, State, counted, is_shown, state_at


def state_of(session: CourseSession, window: FeedbackWindow | None, at: datetime | None = None) -> State:
    """Tell whether an evening takes answers, now or at a moment."""
    return state_at(
        at or timezone.now(),
        begins=session.begins,
        ends=session.ends,
        closed=bool(window and window.closed_at),
        cancelled=session.is_cancelled,
    )


def window_of(session: CourseSession) -> FeedbackWindow:
    """Give the window of an evening; an empty one that is not stored where nobody has answered. One query."""
    return FeedbackWindow.objects.filter(session=session).first() or FeedbackWindow(session=session)


def faces_of(sessions: Iterable[CourseSession]) -> dict[int, Faces]:
    """Give how many showed which face, by the key of the evening, for those whose answers are shown. Two queries."""
    evenings = {session.pk: session for session in sessions}
    windows = FeedbackWindow.objects.filter(session__in=evenings, received__gte=SHOWN_FROM)
    shown = [each.pk for each in windows if is_shown(state_of(evenings[each.pk], each), each.received)]
    faces: dict[int, list[int]] = {key: [] for key in shown}
    for key, face in SessionFeedback.objects.filter(session__in=shown).values_list("session", "face"):
        faces[key].append(face)
    return {key: counted(each) for key, each in faces.items()}


def words_of(session: CourseSession) -> list[SessionFeedback]:
    """Give the answers with a sentence or a recording, in an order that says nothing. One query."""
    rows = SessionFeedback.objects.filter(session=session).exclude(sentence="", recording="")
    return list(rows.order_by("id"))


def women_in(session: CourseSession) -> int:
    """Count the women who take part. One query."""
    return Enrolment.objects.active().filter(cohort=session.cohort_id).count()
