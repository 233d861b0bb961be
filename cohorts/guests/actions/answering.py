"""What a guest answers: through her link, from her calendar, or told to the host."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.schedule.models import CourseSession
from lms.kit.guard import refuse, require
from lms.people.models import AccessLink

from .. import notices
from ..models import GuestInvitation, GuestRequest, GuestStep
from ..models.invitations import slot_of
from ..permissions import Holder, can_answer_invitation
from ..queries.passes import invitations_with_evening
from .asking import close_others
from .steps import note_step

State = GuestInvitation.State
Source = GuestInvitation.Source


def open_pass(token: str) -> tuple[AccessLink, GuestInvitation] | None:
    """Give the link of a token and its invitation while it opens, or None. Looking changes nothing: mail scanners
    look, too."""
    link = AccessLink.objects.opened_by(token, AccessLink.Purpose.GUEST)
    invitation = invitations_with_evening().filter(pk=link.subject_id).first() if link else None
    if link is None or invitation is None or not invitation.opens:
        return None
    return link, invitation


@transaction.atomic
def accept_invitation(
    *, by: Holder, invitation: GuestInvitation, sequence: int, source: Source = Source.LINK
) -> GuestInvitation:
    """Say that the guest comes to the evening as it stood at `sequence`. Said again it changes nothing and tells
    nobody. Raises PermissionDenied, and ValidationError with `evening_over`, `cancelled`, `changed_meanwhile`,
    `not_open`, or `somebody_else_comes`: one statement decides, so of two people one gets the place."""
    return _answer(by, invitation, State.ACCEPTED, sequence, source)


@transaction.atomic
def decline_invitation(
    *, by: Holder, invitation: GuestInvitation, sequence: int, source: Source = Source.LINK
) -> GuestInvitation:
    """Say that the guest cannot come, without a reason. Raises as `accept_invitation`."""
    return _answer(by, invitation, State.DECLINED, sequence, source)


@transaction.atomic
def propose_days(
    *, by: Holder, invitation: GuestInvitation, sequence: int, proposal: str, source: Source = Source.LINK
) -> GuestInvitation:
    """Say which other days would do. Whoever had said yes has taken it back by this: the host decides anew. Raises as
    `accept_invitation`, and ValidationError with `says_nothing`."""
    proposal = proposal.strip()
    if not proposal:
        refuse("says_nothing")
    return _answer(by, invitation, State.PROPOSED, sequence, source, proposal=proposal)


def _answer(
    by: Holder, invitation: GuestInvitation, state: State, sequence: int, source: Source, **said
) -> GuestInvitation:
    require(can_answer_invitation(by, invitation))
    # Who answers for the same place takes turns, so that two who say yes never wait for each other's question.
    GuestRequest.objects.select_for_update().get(pk=invitation.request_id)
    session = evening_as_it_is(invitation)
    if sequence != session.sequence:
        refuse("changed_meanwhile")
    open_ones = GuestInvitation.objects.open().filter(pk=invitation.pk)
    said = {"state": state, "sequence": sequence} | said
    try:
        with transaction.atomic():
            # One statement decides: of twenty presses one changes something, and of two people one gets the place.
            changed = open_ones.exclude(**said).update(
                **said, source=source, answered_at=timezone.now(), answered_for=slot_of(session)
            )
    except IntegrityError:
        refuse("somebody_else_comes")
    if not changed and not open_ones.exists():
        refuse("not_open")
    invitation.refresh_from_db()
    if changed:
        note_step(by=by, invitation=invitation, kind=GuestStep.Kind(state.value), source=source)
        if state == State.ACCEPTED:
            close_others(invitation=invitation)
        notices.tell_of_answer(invitation)
    return invitation


def evening_as_it_is(invitation: GuestInvitation) -> CourseSession:
    """Give the evening as it stands at this moment. Raises ValidationError with `evening_over` or `cancelled`."""
    session = invitation.session
    session.refresh_from_db(fields=["state", "date", "starts_at", "ends_at", "sequence"])
    if session.is_past:
        refuse("evening_over")
    if session.is_cancelled:
        refuse("cancelled")
    return session
