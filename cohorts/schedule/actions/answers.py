"""What a woman says of an evening beforehand."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.roster.actions.refusals import audit, refuse
from cohorts.roster.models import Enrolment
from lms.kit.guard import require
from lms.people.models import User

from ..models import CourseSession, Rsvp
from ..permissions import can_answer


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
    session.refresh_from_db(fields=["state", "date", "starts_at", "sequence"])
    if session.is_past:
        refuse("evening_over")
    if session.is_cancelled:
        refuse("cancelled")
    if sequence != session.sequence:
        refuse("changed_meanwhile")
    source = Rsvp.Source.SELF if enrolment.person_id == by.pk else Rsvp.Source.COORDINATOR
    if source == Rsvp.Source.COORDINATOR:
        audit(by=by, obj=enrolment, action="cohorts.answer_noted")
    said = {"answer": answer, "source": source, "sequence": sequence, "answered_at": timezone.now()}
    rows = Rsvp.objects.filter(session=session, enrolment=enrolment)
    if not rows.filter(sequence__lte=sequence).update(**said):
        try:
            with transaction.atomic():
                return Rsvp.objects.create(session=session, enrolment=enrolment, **said)
        except IntegrityError:  # she pressed twice
            rows.filter(sequence__lte=sequence).update(**said)
    return rows.get()
