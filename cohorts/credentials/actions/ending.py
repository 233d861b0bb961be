"""Replace or withdraw a paper: one person asks, another one does it or leaves it as it is.

Its entry in the register stays, and says what became of it; also when whoever holds the paper is no longer known here.
"""

from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Enrolment
from lms.kit import erasures
from lms.kit.guard import refuse, require
from lms.people.models import User

from ..models import CompletionDecision, Diploma, DiplomaWishes, RegisterEntry
from ..permissions import can_ask_end, can_end
from ..rules import REPLACING, Asked, Refusal, why_not_asked, why_not_ended
from .issuing import reissue_diploma

State = RegisterEntry.State
Why = RegisterEntry.Why


def ask_end(*, by: User, entry: RegisterEntry, why: RegisterEntry.Why) -> None:
    """Ask that a paper is withdrawn, or a diploma replaced (her name has changed, it is lost). Raises PermissionDenied,
    and ValidationError with a code of `Refusal`."""
    require(can_ask_end(by, entry))
    if refusal := why_not_asked(_asked(entry), why=why):
        refuse(refusal)
    same = RegisterEntry.objects.filter(pk=entry.pk, state=State.ISSUED, why=entry.why, end_asked_by=entry.end_asked_by)
    if not same.update(why=why, end_asked_by=by):
        refuse(Refusal.ASKED_ALREADY)
    audit(by=by, obj=entry, action="cohorts.diploma_end_asked")
    entry.refresh_from_db()


def keep(*, by: User, entry: RegisterEntry) -> None:
    """Leave a paper as it is: what was asked for is taken back, or not done. Again it does nothing. Raises
    PermissionDenied."""
    require(can_ask_end(by, entry))
    asked = RegisterEntry.objects.filter(pk=entry.pk, state=State.ISSUED).exclude(why="")
    if asked.update(why="", end_asked_by=None):
        audit(by=by, obj=entry, action="cohorts.diploma_kept")
    entry.refresh_from_db()


@transaction.atomic
def end_paper(*, by: User, entry: RegisterEntry) -> Diploma | None:
    """Do what somebody else has asked for: replace a diploma (and give the new one), or withdraw a paper, a diploma
    together with her cards. What was issued by mistake can be decided anew. Raises PermissionDenied, and
    ValidationError with a code of `Refusal`."""
    require(can_end(by, entry))
    if refusal := why_not_ended(_asked(entry), ended_by=by.pk):
        refuse(refusal)
    to = State.REPLACED if entry.why in REPLACING else State.WITHDRAWN
    same = RegisterEntry.objects.filter(pk=entry.pk, state=State.ISSUED, why=entry.why, end_asked_by=entry.end_asked_by)
    if not same.update(state=to, ended_by=by, ended_at=timezone.now()):
        refuse(Refusal.ENDED_ALREADY)
    entry.refresh_from_db()
    if to == State.REPLACED:
        audit(by=by, obj=entry, action="cohorts.diploma_replaced")
        old = Diploma.objects.select_related("entry", "person").get(entry=entry)
        return reissue_diploma(by=by, old=old, name=_name_for(old))
    audit(by=by, obj=entry, action="cohorts.diploma_withdrawn")
    erasures.note_value("cohorts.RegisterEntry", entry.public_id, "end", old="", new=entry.why)
    if entry.kind == RegisterEntry.Kind.DIPLOMA:
        _follow(by, entry)
    return None


@transaction.atomic
def end_papers_again(told: erasures.Values) -> int:
    """Withdraw what was withdrawn, and end cards that were lost, before an older copy was put back, as the journal
    tells; give how many. Nobody is named for it: who did it then stands in what was lost."""
    done = 0
    for entry in RegisterEntry.objects.filter(state=State.ISSUED):
        if not told.has_left(entry.public_id, "end", ""):
            continue
        entry.why = str(told.taken_of(entry.public_id, "end", Why.values) or Why.LOST)
        entry.state = State.REPLACED if entry.why == Why.LOST else State.WITHDRAWN
        entry.ended_at, entry.ended_by = timezone.now(), None
        entry.save(update_fields=["why", "state", "ended_at", "ended_by"])
        if entry.kind == RegisterEntry.Kind.DIPLOMA:
            _follow(None, entry)
        done += 1
    return done


def _follow(by: User | None, entry: RegisterEntry) -> None:
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


def _asked(entry: RegisterEntry) -> Asked:
    diploma = Diploma.objects.filter(entry=entry).first()
    return Asked(
        is_issued=entry.state == State.ISSUED,
        why=entry.why,
        asked_by=entry.end_asked_by_id,
        can_be_replaced=diploma is not None,
        name_changed=diploma is not None and _confirmed_name(entry) not in ("", diploma.name),
    )


def _confirmed_name(entry: RegisterEntry) -> str:
    wishes = DiplomaWishes.objects.filter(enrolment=entry.enrolment_id, name_confirmed_at__isnull=False).first()
    return wishes.name if wishes else ""


def _name_for(diploma: Diploma) -> str:
    """Give the name for a new one: only who asked for another name gets it."""
    return _confirmed_name(diploma.entry) if diploma.entry.why == Why.NAME else diploma.name
