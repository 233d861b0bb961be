"""A woman says how her name is spelt on the diploma, and in which languages it speaks."""

import unicodedata
from collections.abc import Sequence

from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Enrolment
from lms.kit.guard import refuse, require
from lms.kit.signs import undrawable
from lms.people.models import User

from ..models import DiplomaWishes
from ..permissions import can_spell_name
from ..rules import LANGUAGES, MOST_LANGUAGES, Refusal, is_a_name


def say_wishes(
    *, by: User, enrolment: Enrolment, name: str, languages: Sequence[str], counts_evenings: bool = True
) -> DiplomaWishes:
    """Store how a woman wants her diploma; that she said it herself is noted. Raises PermissionDenied, and
    ValidationError with `name_missing`, `name_cannot_be_drawn`, `languages` or `not_in_course`. What is issued already
    stays as it is."""
    require(can_spell_name(by, enrolment))
    if enrolment.state not in (Enrolment.State.ACTIVE, Enrolment.State.COMPLETED):
        refuse(Refusal.NOT_IN_COURSE)
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not is_a_name(name):
        refuse("name_missing")
    if undrawable(name):
        refuse(Refusal.NAME_CANNOT_BE_DRAWN)
    if not 1 <= len(set(languages)) <= MOST_LANGUAGES or not {*languages} <= {*LANGUAGES}:
        refuse("languages")
    own = by.pk == enrolment.person_id
    wishes, _made = DiplomaWishes.objects.update_or_create(
        enrolment=enrolment,
        defaults={
            "name": name,
            "languages": list(dict.fromkeys(languages)),
            "counts_evenings": counts_evenings,
            "name_confirmed_at": timezone.now(),
            "channel": DiplomaWishes.Channel.PHONE if own else DiplomaWishes.Channel.TOLD,
            "noted_by": by,
        },
    )
    audit(by=by, obj=enrolment, action="cohorts.diploma_name_said")
    return wishes
