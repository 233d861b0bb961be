"""Leave somebody's name out of files that are handed out, and let it stand there again when she herself says so.

Neither is noted in the audit log: whoever is protected is left out too, and the log would tell who was left out when.
"""

from lms.kit.guard import require

from .. import permissions
from ..models import User


def leave_off_lists(*, by: User, person: User) -> None:
    """From now on her name stands in no file that is handed out. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_leave_off_lists(by, person))
    User.objects.filter(pk=person.pk, is_off_lists=False).update(is_off_lists=True)


def stand_on_lists(*, by: User) -> None:
    """Let her own name stand in files again. Nobody else can; as long as she is protected it stays out."""
    User.objects.filter(pk=by.pk, is_protected=False).update(is_off_lists=False)
