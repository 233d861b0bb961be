"""Who has not said whether she comes, and what a link in a message opens."""

from cohorts.roster.models import Enrolment
from lms.people.models import AccessLink

from ..models import AnswerRequest, CourseSession, Rsvp
from .telling import women_of


def unanswered(session: CourseSession) -> list[Enrolment]:
    """Give the women who have said nothing of an evening as it now stands. One query."""
    said = Rsvp.objects.filter(session=session, sequence=session.sequence).values("enrolment")
    return list(women_of(session.cohort).exclude(pk__in=said).order_by("person__name", "pk"))


def opened_by(token: str) -> tuple[AccessLink, AnswerRequest] | None:
    """Give the link of a token and what was asked by it, as long as it opens. Looking changes nothing. Two queries."""
    link = AccessLink.objects.opened_by(token, AccessLink.Purpose.ANSWER)
    if link is None:
        return None
    rows = AnswerRequest.objects.select_related("session__cohort", "enrolment__person")
    asked = rows.filter(pk=link.subject_id).first()
    return (link, asked) if asked and asked.is_hers else None


def answer_of(asked: AnswerRequest) -> str:
    """Give what she has said of the evening as it now stands; empty if nothing. One query."""
    session = asked.session
    rows = Rsvp.objects.filter(session=session, enrolment=asked.enrolment, sequence=session.sequence)
    return rows.values_list("answer", flat=True).first() or ""
