"""Remind those who have not been here for long, and delete their accounts when they stay away."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lms.kit import erasures

from .. import notices
from ..models import AccessLink, RoleAssignment, User
from ..roles import OFFICES
from .rights import audit

ACCOUNT_KEPT = timedelta(days=731)
"""How long after the last activity an account stays, with a leap day: the class `Keep.ACCOUNT`."""
REMINDED_BEFORE = timedelta(days=31)
"""How long before its end somebody is told."""
AT_ONCE = 200  # in one run, so that a night with many is no flood


def idle_since(day: date) -> QuerySet[User]:
    """Give those who have not been here since a day and have neither got nor ended a role since. Whoever holds an
    office is none of them: it is ended first, by whoever gave it."""
    roles = RoleAssignment.objects.filter(person=OuterRef("pk"))
    lately = roles.filter(Q(starts_at__date__gte=day) | Q(ends_at__date__gte=day))
    office = roles.accepted().filter(role__in=OFFICES, ends_at__isnull=True)
    people = User.objects.filter(is_superuser=False, created_at__date__lt=day).exclude(last_active_on__gte=day)
    return people.exclude(Exists(lately)).exclude(Exists(office))


def remind_idle_accounts() -> int:
    """Tell those whose account ends in a month, each once, and forget that others were told; give how many were. Called
    by `tick`."""
    today = timezone.localdate()
    idle = idle_since(today - ACCOUNT_KEPT + REMINDED_BEFORE)
    User.objects.filter(reminded_on__isnull=False).exclude(pk__in=idle.values("pk")).update(reminded_on=None)
    return sum(_remind(person, today) for person in idle.filter(reminded_on__isnull=True)[:AT_ONCE])


@transaction.atomic
def _remind(person: User, today: date) -> bool:
    if not User.objects.filter(pk=person.pk, reminded_on__isnull=True).update(reminded_on=today):
        return False
    notices.tell_of_end(person, today + REMINDED_BEFORE)
    return True


def purge_idle_accounts() -> int:
    """Delete the accounts whose time is over, of those who were told a month ago; give how many. Called by `tick`."""
    today = timezone.localdate()
    told = idle_since(today - ACCOUNT_KEPT).filter(reminded_on__lte=today - REMINDED_BEFORE)
    return sum(end_account(person=person) for person in told[:AT_ONCE])


@transaction.atomic
def end_account(*, person: User) -> bool:
    """Delete an account with all that is hers. The log of reads and the audit log keep a number that leads nowhere.
    Called by `tick`, and by the answer to whoever asks to be forgotten."""
    audit(by=None, obj=person, action="people.account_ended")
    kind = ContentType.objects.get_for_model(User)
    AccessLink.objects.filter(subject_type=kind, subject_id=str(person.pk)).delete()
    erasures.note("people.User:gone", [person.public_id])
    person.delete()
    return True
