"""Let people leave once more what they had left when an older copy of the database brings it back.

What they took instead stands in no journal, unless there is little to choose from. So a name, a number and an address
are gone until she says them anew: her old ones may be what somebody knows her by.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from lms.kit.erasures import Values

from ..mailbox.wording import reading_language
from ..models import Notice, Session, User
from ..rules import Kind
from .links import revoke_links
from .protection import keep_here
from .settings import choose_look, choose_ways
from .signing_in import drop_ways_in, named_key

NOWHERE = "changed.invalid"
"""Mail to this domain reaches nobody, anywhere (RFC 2606). Who has left her only number needs some address."""


def leave_values_again(told: Values) -> int:
    """Let everybody leave what the journal says that she has left; give how many values were changed."""
    steps = (_leave_name, _leave_address, _leave_password, _choose_look, _leave_lists, _choose_ways)
    left = sum(step(person, told) for person in User.objects.all() for step in steps)
    return left + _drop_keys(told)


def _leave_name(person: User, told: Values) -> bool:
    if not told.has_left(person.public_id, "name", person.name):
        return False
    with translation.override(reading_language(person.interface_language)):
        return bool(User.objects.filter(pk=person.pk).update(name=_("New name")))


@transaction.atomic
def _leave_address(person: User, told: Values) -> bool:
    """Let nothing go to a number or an address that she has left, and nobody who has it sign in as her."""
    held = {"phone": person.phone, "email": person.email}
    stay = {name: None if told.has_left(person.public_id, name, value) else value for name, value in held.items()}
    if stay == held:
        return False
    if not any(stay.values()):
        stay["email"] = f"{person.public_id.hex}@{NOWHERE}"
    keep_here(person)
    User.objects.filter(pk=person.pk).update(**stay, phone_verified=bool(stay["phone"]) and person.phone_verified)
    person.refresh_from_db()
    person.emailaddress_set.all().delete()  # type: ignore[attr-defined]  # allauth's relation
    Notice.objects.filter(recipient=person, state=Notice.State.WAITING, secret=True).delete()
    Session.objects.filter(user=person).delete()
    revoke_links(subject=person)
    drop_ways_in(person)
    return True


def _leave_password(person: User, told: Values) -> bool:
    if not told.has_left(person.public_id, "password", person.password):
        return False
    drop_ways_in(person)
    return not person.has_usable_password()


def _choose_look(person: User, told: Values) -> bool:
    if not told.has_left(person.public_id, "neutral_look", person.neutral_look):
        return False
    choose_look(by=person, neutral=not person.neutral_look)
    return True


def _leave_lists(person: User, told: Values) -> bool:
    if person.is_protected or not told.has_left(person.public_id, "is_off_lists", person.is_off_lists):
        return False
    return bool(User.objects.filter(pk=person.pk).update(is_off_lists=not person.is_off_lists))


def _choose_ways(person: User, told: Values) -> bool:
    ways = {}
    for kind in Kind:
        field, held = f"way_{kind}", person.message_ways.get(kind, "")
        if told.has_left(person.public_id, field, held):
            ways[kind.value] = str(told.taken_of(person.public_id, field, ("", *Notice.Channel.values)) or "")
    if ways:
        choose_ways(by=person, ways=ways)
    return bool(ways)


def _drop_keys(told: Values) -> int:
    keys = Authenticator.objects.select_related("user")
    gone = [key.pk for key in keys if told.has_left(key.user.public_id, "key", named_key(key))]
    return Authenticator.objects.filter(pk__in=gone).delete()[0]
