"""Leave somebody's name out of files that are handed out, and let it stand there again when she herself says so.

Neither is noted in the audit log: whoever is protected is left out too, and the log would tell who was left out when.
"""

from django.db import transaction

from lms.kit import erasures
from lms.kit.guard import require

from .. import permissions
from ..models import User


@transaction.atomic
def leave_off_lists(*, by: User, person: User) -> None:
    """From now on her name stands in no file that is handed out. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_leave_off_lists(by, person))
    if User.objects.filter(pk=person.pk, is_off_lists=False).update(is_off_lists=True):
        erasures.note_value("people.User", person.public_id, "is_off_lists", old=False, new=True)


@transaction.atomic
def stand_on_lists(*, by: User) -> None:
    """Let her own name stand in files again. Nobody else can; as long as she is protected it stays out."""
    if User.objects.filter(pk=by.pk, is_protected=False, is_off_lists=True).update(is_off_lists=False):
        erasures.note_value("people.User", by.public_id, "is_off_lists", old=True, new=False)
