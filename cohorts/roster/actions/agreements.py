"""Release the texts of the first evening, sign them, note what was signed on paper, and take it back."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.kit import erasures
from lms.kit.guard import refuse, require
from lms.people.models import User

from .. import permissions
from ..models import LATER, AgreementText, Enrolment, Purpose, Signature
from ..queries import newest_text
from .auditing import audit


@transaction.atomic
def load_agreements(*, by: User | None, texts: Sequence[Mapping[str, str]]) -> Counter[str]:
    """Release the texts of `fixtures/agreements.toml`: a wording that is new becomes the next version, what was signed
    stays what it was. Only the command line may (`by` is None). Gives how many were `made` and `kept`."""
    require(by is None)
    outcome: Counter[str] = Counter()
    for row in texts:
        purpose, language = Purpose(row["purpose"]), row["language"]
        found = AgreementText.objects.filter(purpose=purpose, language=language).first()
        title, text = row["title"].strip(), row["text"].strip()
        if found and (found.title, found.text) == (title, text):
            outcome["kept"] += 1
            continue
        version = found.version + 1 if found else 1
        AgreementText.objects.create(purpose=purpose, language=language, version=version, title=title, text=text)
        outcome["made"] += 1
    return outcome


@transaction.atomic
def sign(*, by: User, enrolment: Enrolment, text: AgreementText) -> Signature:
    """Agree to a text on her own phone. Again it gives what stands. Raises PermissionDenied, and ValidationError with
    `cohort_over`."""
    require(permissions.can_sign(by, enrolment))
    return _store(by=by, enrolment=enrolment, text=text, channel=Signature.Channel.PHONE)


@transaction.atomic
def note_on_paper(*, by: User, enrolment: Enrolment, purposes: Sequence[Purpose]) -> list[Signature]:
    """Note what a woman has signed on paper, in the newest wording of her language. What stands already stays. Raises
    PermissionDenied, and ValidationError with `cohort_over` or `no_text`."""
    require(permissions.can_note_signatures(by, enrolment))
    noted = []
    for purpose in purposes:
        text = newest_text(purpose, enrolment.person.interface_language)
        if text:
            noted.append(_store(by=by, enrolment=enrolment, text=text, channel=Signature.Channel.PAPER))
        else:
            refuse("no_text")
    return noted


@transaction.atomic
def take_back(*, by: User, signature: Signature) -> None:
    """Take back what she agreed to; it counts no more from this moment. Her coordinator does it when she is asked.
    Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_take_back(by, signature))
    if Signature.objects.standing().filter(pk=signature.pk).update(withdrawn_at=timezone.now()):
        erasures.note("cohorts.Signature:taken_back", [signature.public_id])
        audit(by=by, obj=signature.enrolment, action="cohorts.signature_taken_back", fields=[signature.purpose])
    signature.refresh_from_db(fields=["withdrawn_at"])


@transaction.atomic
def take_back_for_left_out() -> int:
    """Take back the yes to her name for whoever pays of those whose names stand in no file, and give how many: she is
    asked anew when it may stand there again, and until then her papers say what a no says. It is not in the audit log,
    which would tell who is left out. Called by `tick`."""
    left_out = Signature.objects.standing().filter(purpose=Purpose.PAYER_NAME, enrolment__person__is_off_lists=True)
    gone = dict(left_out.values_list("pk", "public_id"))
    erasures.note("cohorts.Signature:taken_back", gone.values())
    return Signature.objects.standing().filter(pk__in=gone).update(withdrawn_at=timezone.now())


def _store(*, by: User, enrolment: Enrolment, text: AgreementText, channel: Signature.Channel) -> Signature:
    stays = enrolment.state in (Enrolment.State.ACTIVE, Enrolment.State.COMPLETED)
    if not stays or (text.purpose not in LATER and not enrolment.cohort.is_open):
        refuse("cohort_over")
    facts = {"text": text, "channel": channel, "noted_by": by}
    try:
        with transaction.atomic():
            made = Signature.objects.create(enrolment=enrolment, purpose=text.purpose, **facts)
    except IntegrityError:  # it stands already
        return Signature.objects.standing().get(enrolment=enrolment, purpose=text.purpose)
    audit(by=by, obj=enrolment, action="cohorts.signed", fields=[text.purpose])
    return made
