"""What those who lead evenings say of a module."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lms.kit.guard import refuse, require
from lms.people.models import User

from ..models import ExperienceNote, ModulePage
from ..permissions import can_edit_modules, can_write_experience


@transaction.atomic
def write_experience(*, by: User, page: ModulePage, operation: UUID, worked: str, change: str) -> ExperienceNote:
    """Keep a note about a module. The same operation again gives the first note. Raises PermissionDenied, and
    ValidationError with `says_nothing` or `not_yours` (the operation is somebody else's)."""
    require(can_write_experience(by))
    worked, change = worked.strip(), change.strip()
    if not (worked or change):
        refuse("says_nothing")
    note, _made = ExperienceNote.objects.get_or_create(
        operation=operation, defaults={"page": page, "author": by, "worked": worked, "change": change}
    )
    if note.author_id != by.pk:
        refuse("not_yours")
    return note


@transaction.atomic
def consider_experience(*, by: User, note: ExperienceNote) -> bool:
    """Note that the secretariat has taken a note into account; tell whether it had not yet. Raises
    PermissionDenied."""
    require(can_edit_modules(by))
    waiting = ExperienceNote.objects.filter(pk=note.pk, considered_at__isnull=True)
    return bool(waiting.update(considered_at=timezone.now()))
