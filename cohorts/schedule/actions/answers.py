"""What a woman says of an evening beforehand."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Enrolment
from lms.kit.guard import refuse, require
from lms.people.models import AccessLink, User

from ..models import AnswerRequest, CourseSession, Rsvp
from ..permissions import can_answer, can_answer_by_link


@transaction.atomic
def answer_evening(
    *,
    by: User,
    session: CourseSession,
    enrolment: Enrolment,
    answer: Rsvp.Answer,
    sequence: int,
) -> Rsvp:
    """Store whether a woman comes to an evening as it stood at `sequence`: what she said herself, or what she told
    whoever runs the cohort. Said again it replaces what she said; an
    answer to a version that is older than the one answered before changes nothing. Raises PermissionDenied, and
    ValidationError with `evening_over`, `cancelled`, or `changed_meanwhile` when the evening has changed since."""
    require(can_answer(by, session, enrolment))
    source = Rsvp.Source.SELF if enrolment.person_id == by.pk else Rsvp.Source.COORDINATOR
    rsvp = _store(session, enrolment, answer, source, sequence)
    if source == Rsvp.Source.COORDINATOR:
        audit(by=by, obj=enrolment, action="cohorts.answer_noted")
    return rsvp


@transaction.atomic
def answer_by_link(*, by: AccessLink, asked: AnswerRequest, answer: Rsvp.Answer, sequence: int) -> Rsvp:
    """Store what a woman says by the link of a message, for the evening as it stood at `sequence` when she saw it.
    Raises as `answer_evening` does."""
    require(can_answer_by_link(by, asked))
    return _store(asked.session, asked.enrolment, answer, Rsvp.Source.LINK, sequence)


def _store(
    session: CourseSession, enrolment: Enrolment, answer: Rsvp.Answer, source: Rsvp.Source, sequence: int
) -> Rsvp:
    session.refresh_from_db(fields=["state", "date", "starts_at", "sequence"])
    if session.is_past:
        refuse("evening_over")
    if session.is_cancelled:
        refuse("cancelled")
    if sequence != session.sequence:
        refuse("changed_meanwhile")
    said = {"answer": answer, "source": source, "sequence": sequence, "answered_at": timezone.now()}
    rows = Rsvp.objects.filter(session=session, enrolment=enrolment)
    if not rows.filter(sequence__lte=sequence).update(**said):
        try:
            with transaction.atomic():
                return Rsvp.objects.create(session=session, enrolment=enrolment, **said)
        except IntegrityError:  # she pressed twice
            rows.filter(sequence__lte=sequence).update(**said)
    return rows.get()
