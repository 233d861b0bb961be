"""Take an answer of nobody, and close an evening's answers so that they are shown."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.schedule.models import CourseSession
from lms.kit.guard import refuse, require
from lms.kit.tokens import blind
from lms.people.models import User

from ..models import FeedbackDevice, FeedbackWindow, SessionFeedback
from ..permissions import can_read_feedback
from ..queries import state_of, women_in
from ..rules import SHOWN_FROM, Face, State, room_for


@transaction.atomic
def give_feedback(
    *,
    session: CourseSession,
    face: Face,
    device: str,
    sentence: str = "",
    recording: ContentFile | None = None,
    at: datetime | None = None,
) -> bool:
    """Store an answer, and tell whether it is the first from this browser; a second one changes nothing. Nobody is
    `by`: whoever holds the link may answer, and who it was is not known. `recording` has been looked into; `at` is for
    the evenings of the demo. Raises ValidationError with `not_open`, `closed` or `full`."""
    window, _made = FeedbackWindow.objects.get_or_create(session=session)
    state = state_of(session, window, at)
    if state is not State.OPEN:
        refuse("closed" if state is State.CLOSED else "not_open")
    try:
        with transaction.atomic():
            FeedbackDevice.objects.create(session=session, digest=_digest(session, device))
    except IntegrityError:
        return False
    rows = FeedbackWindow.objects.filter(pk=window.pk, closed_at=None, received__lt=room_for(women_in(session)))
    if not rows.update(received=F("received") + 1):
        still_open = FeedbackWindow.objects.filter(pk=window.pk, closed_at=None).exists()
        refuse("full" if still_open else "closed")
    feedback = SessionFeedback(session=session, face=face, sentence=sentence)
    if recording:
        feedback.recording.save(recording.name or "", recording, save=False)
    feedback.save(force_insert=True)
    return True


def _digest(session: CourseSession, device: str) -> str:
    """Give what is kept of a browser's number: of no use for another evening, nor to find the number again."""
    return blind(f"{session.public_id}:{device}", "feedback")


@transaction.atomic
def close_feedback(*, by: User, session: CourseSession) -> bool:
    """Take no more answers, so that those that came are shown to the group; tell whether it was open. Raises
    PermissionDenied, and ValidationError with `too_few`: closed with fewer, they would be lost."""
    require(can_read_feedback(by, session))
    window = FeedbackWindow.objects.filter(session=session).first()
    if window and state_of(session, window) is State.CLOSED:
        return False
    rows = FeedbackWindow.objects.filter(session=session, closed_at=None, received__gte=SHOWN_FROM)
    if not rows.update(closed_at=timezone.now()):
        refuse("too_few")
    audit(by=by, obj=session.cohort, action="cohorts.feedback_closed", evening=session.number)
    return True
