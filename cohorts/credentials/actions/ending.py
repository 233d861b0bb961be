"""Replace or withdraw a diploma: one person asks, another one does it or leaves it as it is.

Its entry in the register stays, and says what became of it.
"""

from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.refusals import audit, refuse
from cohorts.roster.models import Enrolment
from lms.kit.guard import require
from lms.people.models import User

from ..models import CompletionDecision, Diploma, DiplomaWishes, RegisterEntry
from ..permissions import can_ask_end, can_end
from ..rules import REPLACING, Asked, Refusal, why_not_asked, why_not_ended
from .issuing import reissue_diploma

State = RegisterEntry.State
Why = RegisterEntry.Why


def ask_end(*, by: User, diploma: Diploma, why: RegisterEntry.Why) -> None:
    """Ask that a diploma is replaced (her name has changed, it is lost) or withdrawn. Raises PermissionDenied, and
    ValidationError with a code of `Refusal`."""
    require(can_ask_end(by, diploma))
    if refusal := why_not_asked(_asked(diploma), why=why):
        refuse(refusal)
    entry = diploma.entry
    same = RegisterEntry.objects.filter(pk=entry.pk, state=State.ISSUED, why=entry.why, end_asked_by=entry.end_asked_by)
    if not same.update(why=why, end_asked_by=by):
        refuse(Refusal.ASKED_ALREADY)
    audit(by=by, obj=diploma, action="cohorts.diploma_end_asked")
    entry.refresh_from_db()


def keep(*, by: User, diploma: Diploma) -> None:
    """Leave a diploma as it is: what was asked for is taken back, or not done. Again it does nothing. Raises
    PermissionDenied."""
    require(can_ask_end(by, diploma))
    asked = RegisterEntry.objects.filter(pk=diploma.entry_id, state=State.ISSUED).exclude(why="")
    if asked.update(why="", end_asked_by=None):
        audit(by=by, obj=diploma, action="cohorts.diploma_kept")
    diploma.entry.refresh_from_db()


@transaction.atomic
def end_diploma(*, by: User, diploma: Diploma) -> Diploma | None:
    """Do what somebody else has asked for: replace a diploma (and give the new one), or withdraw it together with her
    cards. What was issued by mistake can be decided anew. Raises PermissionDenied, and ValidationError with a code of
    `Refusal`."""
    require(can_end(by, diploma))
    diploma.refresh_from_db()  # her consent may have ended since it was read
    if refusal := why_not_ended(_asked(diploma), ended_by=by.pk):
        refuse(refusal)
    entry = diploma.entry
    to = State.REPLACED if entry.why in REPLACING else State.WITHDRAWN
    same = RegisterEntry.objects.filter(pk=entry.pk, state=State.ISSUED, why=entry.why, end_asked_by=entry.end_asked_by)
    if not same.update(state=to, ended_by=by, ended_at=timezone.now()):
        refuse(Refusal.ENDED_ALREADY)
    entry.refresh_from_db()
    if to == State.REPLACED:
        audit(by=by, obj=diploma, action="cohorts.diploma_replaced")
        return reissue_diploma(by=by, old=diploma, name=_name_for(diploma))
    audit(by=by, obj=diploma, action="cohorts.diploma_withdrawn")
    _follow(by, entry)
    return None


def _follow(by: User, entry: RegisterEntry) -> None:
    """Withdraw the cards that rest on a diploma; after a mistake let her be proposed again."""
    if entry.enrolment_id is None:
        return
    cards = RegisterEntry.objects.filter(enrolment=entry.enrolment_id, kind=RegisterEntry.Kind.CARD, state=State.ISSUED)
    facts = {"why": entry.why, "end_asked_by": entry.end_asked_by, "ended_by": by, "ended_at": entry.ended_at}
    cards.update(state=State.WITHDRAWN, **facts)
    if entry.why == Why.MISTAKE:
        decided = CompletionDecision.objects.filter(enrolment=entry.enrolment_id, outcome="diploma", state="confirmed")
        decided.update(state=CompletionDecision.State.RETURNED)
        done = Enrolment.objects.filter(pk=entry.enrolment_id, state=Enrolment.State.COMPLETED)
        done.update(state=Enrolment.State.ACTIVE)


def _asked(diploma: Diploma) -> Asked:
    entry = diploma.entry
    return Asked(
        is_issued=entry.state == State.ISSUED,
        why=entry.why,
        asked_by=entry.end_asked_by_id,
        name_changed=_confirmed_name(diploma) not in ("", diploma.name),
    )


def _confirmed_name(diploma: Diploma) -> str:
    wishes = DiplomaWishes.objects.filter(enrolment=diploma.entry.enrolment_id, name_confirmed_at__isnull=False).first()
    return wishes.name if wishes else ""


def _name_for(diploma: Diploma) -> str:
    """Give the name for a new one: only who asked for another name gets it."""
    return _confirmed_name(diploma) if diploma.entry.why == Why.NAME else diploma.name
