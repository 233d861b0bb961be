"""That the check page may show her name: her consent, and its end, which acts at once."""

from collections.abc import Sequence

from django.db import transaction

from cohorts.roster.actions import note_on_paper, sign, take_back
from cohorts.roster.models import AgreementText, Enrolment, Purpose, Signature
from lms.kit.guard import require
from lms.people.models import User

from ..models import Diploma, IdCard, RegisterEntry
from ..permissions import can_hide_name


@transaction.atomic
def let_name_be_shown(*, by: User, enrolment: Enrolment, text: AgreementText) -> Signature:
    """Let her agree on her phone that the check page shows her name. Raises PermissionDenied, and ValidationError with
    `cohort_over` for somebody who has left."""
    signature = sign(by=by, enrolment=enrolment, text=text)
    _show(signature)
    return signature


@transaction.atomic
def note_name_shown(*, by: User, enrolment: Enrolment) -> Signature:
    """Note that she has agreed to it on paper. Raises PermissionDenied, and ValidationError with `cohort_over` or
    `no_text`."""
    signature = note_on_paper(by=by, enrolment=enrolment, purposes=[Purpose.CHECK_NAME])[0]
    _show(signature)
    return signature


def _show(signature: Signature) -> None:
    for model in (Diploma, IdCard):
        model.objects.filter(entry__enrolment=signature.enrolment, shows_name=False).update(**shown_by(signature))


def shown_by(signature: Signature | None) -> dict[str, object]:
    """Give what a paper keeps of her consent."""
    if signature is None:
        return {"shows_name": False, "name_text": None, "name_agreed_at": None}
    return {"shows_name": True, "name_text": signature.text, "name_agreed_at": signature.signed_at}


def standing_consents(women: Sequence[Enrolment]) -> dict[int, Signature]:
    """Give the consents that stand, by the keys of the women's places. One query."""
    standing = Signature.objects.standing().filter(enrolment__in=women, purpose=Purpose.CHECK_NAME)
    return {each.enrolment_id: each for each in standing.select_related("text").order_by("-pk")}


@transaction.atomic
def hide_name(*, by: User, person: User) -> None:
    """Take her name from the check page, for all her papers and at once. Her coordinator does it when she is asked.
    Again it does nothing. Raises PermissionDenied."""
    require(can_hide_name(by, person))
    standing = Signature.objects.standing().filter(enrolment__person=person, purpose=Purpose.CHECK_NAME)
    for signature in standing.select_related("enrolment__cohort"):
        take_back(by=by, signature=signature)
    for model in (Diploma, IdCard):
        model.objects.filter(person=person).update(**shown_by(None))


@transaction.atomic
def forget_names_of_protected() -> int:
    """Take the proof of a name from the register where a woman is protected, so that none is confirmed after she is
    erased either; give it back where she is protected no more. Gives how many were changed. Called by `tick`."""
    changed = 0
    for model in (Diploma, IdCard):
        for issued in model.objects.filter(person__is_protected=True).exclude(entry__name_proof=""):
            changed += RegisterEntry.objects.filter(pk=issued.entry_id).update(name_proof="")
        for issued in model.objects.filter(person__is_protected=False, entry__name_proof=""):
            changed += RegisterEntry.objects.filter(pk=issued.entry_id).update(name_proof=issued.proof)
    return changed
