"""Sign in by a code on a screen, sign out everywhere, and count what failed."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lms.kit import erasures
from lms.kit.addresses import network_of
from lms.kit.guard import require
from lms.kit.tokens import blind, hash_token

from .. import notices, permissions
from ..models import AccessLink, FailedAttempt, Notice, Session, User
from ..models.limits import DAY
from ..roles import OFFICES
from .links import make_link, revoke_links, use_link
from .rights import audit

SCREEN_CODE_LIFETIME = timedelta(minutes=10)


@transaction.atomic
def show_sign_in_code(*, by: User, person: User) -> str:
    """Give a token that signs one phone in as this person within ten minutes; an earlier one stops working.

    Raises PermissionDenied."""
    require(permissions.can_sign_in_for(by, person))
    revoke_links(subject=person, purpose=AccessLink.Purpose.SIGN_IN)
    audit(by=by, obj=person, action="people.sign_in_link_made")
    return make_link(
        by=by, purpose=AccessLink.Purpose.SIGN_IN, subject=person, lifetime=SCREEN_CODE_LIFETIME, max_uses=1
    )


def use_sign_in_code(*, token: str) -> User | None:
    """Use a sign-in link and give the person it signs in, or None when it no longer works. Whoever drew it must still
    be allowed to; links without a maker come from the command line of a demo."""
    link = use_link(token=token, purpose=AccessLink.Purpose.SIGN_IN)
    person = link.subject if link else None
    if link is None or person is None or not person.is_active:
        return None
    return person if link.created_by is None or permissions.can_sign_in_for(link.created_by, person) else None


def has_signed_in(*, token: str, person: User | AnonymousUser) -> bool:
    """Tell whether a sign-in link, used by now, was one for this person."""
    link = AccessLink.objects.filter(token_hash=hash_token(token), purpose=AccessLink.Purpose.SIGN_IN).first()
    return link is not None and link.uses > 0 and link.subject == person


def pretend_to_send_code(*, address: str) -> None:
    """Do the work of sending a code to an address nobody has, so that both answers take the same time."""
    notices.pretend_to_send_code(channel=Notice.Channel.EMAIL if "@" in address else Notice.Channel.SMS)


@transaction.atomic
def sign_out_everywhere(*, by: User, person: User) -> int:
    """End all sessions and sign-in links of a person at once; give how many sessions. When somebody else does it for
    her, whatever was added to the account while it was in other hands goes too. Raises PermissionDenied."""
    require(permissions.can_sign_out(by, person))
    ended, _rows = Session.objects.filter(user=person).delete()
    revoke_links(subject=person, purpose=AccessLink.Purpose.SIGN_IN)
    if by != person:
        drop_ways_in(person)
    audit(by=by, obj=person, action="people.signed_out_everywhere")
    return ended


def holds_office(person: User) -> bool:
    """Tell whether she holds an office, or is about to."""
    return person.role_assignments.not_ended().filter(role__in=OFFICES).exists()


def drop_ways_in(person: User) -> None:
    """Remove the password and all keys of somebody without an office; a code to her number then is her way in. For
    offices they stay: they are what keeps one secretary from taking over another's account."""
    if holds_office(person):
        return
    erasures.note_value("people.User", person.public_id, "password", old=person.password, new="")
    person.set_unusable_password()
    person.save(update_fields=["password"])
    _drop_keys(person)


def _drop_keys(person: User) -> int:
    keys = Authenticator.objects.filter(user=person)
    for key in keys:
        erasures.note_value("people.User", person.public_id, "key", old=named_key(key), new="")
    return keys.delete()[0]


def named_key(key: Authenticator) -> str:
    """Give what tells one key of hers from the next, in an older copy as well: rows of later days take its number."""
    return f"{key.pk} {key.created_at.timestamp()}"


@transaction.atomic
def forget_second_keys(*, by: User | None, person: User) -> int:
    """Remove her authenticator app, passkeys and recovery codes, and end her sessions; give how many were removed.

    For somebody who has lost them all. Only whoever runs the server may (`by=None`, the command of this name): a
    button would let one secretary take over another's account."""
    require(by is None)
    removed = _drop_keys(person)
    Session.objects.filter(user=person).delete()
    audit(by=by, obj=person, action="people.second_keys_forgotten")
    return removed


def count_failure(*, account: str, address: str) -> None:
    """Remember that somebody at a network address failed to sign in to an account."""
    FailedAttempt.objects.create(account=blind(account, "account"), address=blind(address, "address"))


def count_request(*, account: str, address: str) -> None:
    """Remember that somebody at a network address asked for a code for an account, known or not."""
    FailedAttempt.objects.create(
        kind=FailedAttempt.Kind.REQUEST, account=blind(account, "account"), address=blind(address, "address")
    )


def count_wrong_check(*, address: str) -> None:
    """Remember that somebody in a network checked a code that nobody issued, or a name that is not on the paper."""
    FailedAttempt.objects.create(
        kind=FailedAttempt.Kind.CHECK, account="", address=blind(network_of(address), "address")
    )


def count_wrong_number(*, account: str) -> None:
    """Remember that a signed-in woman typed a wrong number in the doorway; not where from."""
    FailedAttempt.objects.create(kind=FailedAttempt.Kind.CHECK_IN, account=blind(account, "account"), address="")


def forgive(*, accounts: list[str]) -> None:
    """Forget the failures and requests of accounts that have now been opened by their owner."""
    FailedAttempt.objects.filter(account__in=[blind(account, "account") for account in accounts if account]).delete()


def purge_expired() -> int:
    """Drop what has outlived its use: sessions, secret links after 30 days, failures after a day. Called by `tick`."""
    now = timezone.now()
    month_ago = now - timedelta(days=30)
    return sum(
        found.delete()[0]
        for found in (
            Session.objects.filter(expire_date__lt=now),
            AccessLink.objects.filter(Q(expires_at__lt=month_ago) | Q(revoked_at__lt=month_ago)),
            FailedAttempt.objects.filter(at__lt=now - DAY),
        )
    )


@transaction.atomic
def note_activity(*, person: User) -> None:
    """Remember the day of her latest visit; retention counts from it."""
    User.objects.filter(pk=person.pk).update(last_active_on=timezone.localdate(), reminded_on=None)
