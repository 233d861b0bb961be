"""Note what is to be done for a cohort or its group, change it, tick it off, take it away."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from lms.kit.guard import refuse, require
from lms.people.models import User

from .. import permissions
from ..models import Cohort, Task
from .auditing import audit


@transaction.atomic
def add_task(
    *,
    by: User,
    cohort: Cohort,
    what: str,
    who: User | None = None,
    until: date | None = None,
    for_group: bool = False,
) -> Task:
    """Note what is to be done for a cohort, or for its group as a whole. The same that is still open is given back.
    Raises PermissionDenied, and ValidationError with `not_at_the_place`."""
    require(permissions.can_ask(by, cohort))
    if who and not permissions.can_see_women(who, cohort):
        refuse("not_at_the_place")
    task, made = Task.objects.open().get_or_create(
        cohort=cohort, what=what, who=who, until=until, for_group=for_group, defaults={"made_by": by}
    )
    if made:
        audit(by=by, obj=cohort, action="cohorts.task_added")
    return task


@transaction.atomic
def change_task(*, by: User, task: Task, what: str, who: User | None, until: date | None, for_group: bool) -> None:
    """Write a task anew: what, who, until when, and whether it is for the whole group. Raises PermissionDenied, and
    ValidationError with `not_at_the_place`."""
    require(permissions.can_ask(by, task.cohort))
    if who and not permissions.can_see_women(who, task.cohort):
        refuse("not_at_the_place")
    new = {"what": what, "who": who, "until": until, "for_group": for_group}
    changed = [field for field, value in new.items() if getattr(task, field) != value]
    if Task.objects.filter(pk=task.pk).update(**new) and changed:
        audit(by=by, obj=task.cohort, action="cohorts.task_changed", fields=changed)


@transaction.atomic
def remove_task(*, by: User, task: Task) -> None:
    """Take a task off the list for good. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_ask(by, task.cohort))
    if Task.objects.filter(pk=task.pk).delete()[0]:
        audit(by=by, obj=task.cohort, action="cohorts.task_removed")


@transaction.atomic
def finish_task(*, by: User, task: Task) -> None:
    """Say that it is done. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_ask(by, task.cohort))
    if Task.objects.open().filter(pk=task.pk).update(done_at=timezone.now()):
        audit(by=by, obj=task.cohort, action="cohorts.task_done")


@transaction.atomic
def open_task_again(*, by: User, task: Task) -> None:
    """Say that it is not done after all. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_ask(by, task.cohort))
    if Task.objects.filter(pk=task.pk, done_at__isnull=False).update(done_at=None):
        audit(by=by, obj=task.cohort, action="cohorts.task_opened")
