"""What stands on the papers of an organisation: its logo, who signs, and what a card says of it."""

import hashlib
from collections.abc import Sequence
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from cohorts.roster.actions.auditing import audit
from lms.kit.guard import require
from lms.kit.pictures import drawn_anew
from lms.people.models import Organisation, User

from ..models import Letterhead, Signer
from ..permissions import can_set_letterhead
from ..queries import letterhead_of


def change_letterhead(  # each is said by name
    *,
    by: User,
    organisation: Organisation,
    card_phone: str,
    card_years: int,
    logo: IO[bytes] | None = None,
    no_logo: bool = False,
) -> Letterhead:
    """Store a new version of a letterhead. What was issued before keeps the logo it had. Raises PermissionDenied, and
    FileRefusedError for a logo that is no picture."""
    require(can_set_letterhead(by, organisation))
    now = letterhead_of(organisation)
    new = Letterhead(organisation=organisation, card_phone=card_phone, card_years=card_years, changed_by=by)
    if logo is not None:
        data = drawn_anew(logo, "logo").read()
        new.digest = hashlib.sha256(data).hexdigest()
        new.logo = ContentFile(data, name="logo.png" if data.startswith(b"\x89PNG") else "logo.jpg")
    elif not no_logo:
        new.logo, new.digest = now.logo, now.digest
    with transaction.atomic():
        new.save()
        audit(by=by, obj=organisation, action="cohorts.letterhead_changed")
    return new


@transaction.atomic
def change_signers(*, by: User, organisation: Organisation, signers: Sequence[tuple[str, dict[str, str]]]) -> None:
    """Say who signs from now on, in their order: each with a name and what she is by language. Raises
    PermissionDenied."""
    require(can_set_letterhead(by, organisation))
    Signer.objects.filter(organisation=organisation).delete()
    Signer.objects.bulk_create(
        Signer(organisation=organisation, position=place, name=name, titles=titles)
        for place, (name, titles) in enumerate(signers, 1)
    )
    audit(by=by, obj=organisation, action="cohorts.signers_changed")
