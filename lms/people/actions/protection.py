"""Protect a woman who lives at a secret address, and end it when she herself says so.

Neither is noted in the audit log: it would tell whoever reads the log who is protected.
"""

from django.db import transaction

from lms.kit.guard import require

from .. import permissions
from ..models import User


@transaction.atomic
def protect(*, by: User, person: User) -> None:
    """From now on nothing that says when or where she is leaves the platform: messages wait for her here, and her
    calendar names no place. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_protect(by, person))
    User.objects.filter(pk=person.pk).update(is_protected=True)
    person.is_protected = True


@transaction.atomic
def end_protection(*, by: User) -> None:
    """End her own protection. Nobody else can, and no list or import does."""
    User.objects.filter(pk=by.pk).update(is_protected=False)
    by.is_protected = False
