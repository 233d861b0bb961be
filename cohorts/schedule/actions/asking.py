"""Ask women by message whether they come to an evening, each by a link of her own that needs no account."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Enrolment
from lms.kit.guard import refuse, require
from lms.kit.tokens import SHORT
from lms.people.actions.links import make_link
from lms.people.mailbox.wording import reading_language
from lms.people.models import AccessLink, User

from ..models import AnswerRequest, CourseSession
from ..notices import ask, link_with, was_asked
from ..permissions import can_plan
from ..queries.asking import unanswered

LINK_LASTS = timedelta(days=30)
"""How long after an evening its link still opens: it may have moved to a later day."""


def answer_link(session: CourseSession, enrolment: Enrolment) -> tuple[AnswerRequest, str]:
    """Give a new link by which a woman answers for an evening, in her language. Called by the actions of this
    room only."""
    asked, _made = AnswerRequest.objects.get_or_create(session=session, enrolment=enrolment, sequence=session.sequence)
    token = make_link(
        by=None,
        purpose=AccessLink.Purpose.ANSWER,
        subject=asked,
        lifetime=session.begins - timezone.now() + LINK_LASTS,
        max_uses=None,
        size=SHORT,
    )
    return asked, link_with(token, reading_language(enrolment.person.interface_language))


@transaction.atomic
def ask_who_comes(*, by: User, session: CourseSession) -> int:
    """Send each woman who has not answered one message with a link of her own, and give how many get one. Pressed twice
    nobody gets a second one for the evening as it stands. Raises PermissionDenied, and ValidationError with
    `evening_over` or `cancelled`."""
    require(can_plan(by, session.cohort))
    session.refresh_from_db(fields=["state", "date", "starts_at", "sequence"])
    if session.is_past:
        refuse("evening_over")
    if session.is_cancelled:
        refuse("cancelled")
    women = _not_asked(session, unanswered(session))
    for enrolment in women:
        asked, link = answer_link(session, enrolment)
        ask(asked, link=link)
    if women:
        audit(by=by, obj=session, action="cohorts.women_asked", women=len(women))
    return len(women)


def _not_asked(session: CourseSession, women: Iterable[Enrolment]) -> list[Enrolment]:
    return [each for each in women if not was_asked(session, each)]
