"""Confirm that a page, a number, a source or a fact is still right."""

from datetime import date
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import Manager
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from lms.kit.guard import refuse, require
from lms.people.models import User

from ..dashboards.reviews import check_day_of
from ..models import CitedSource, EditorialTodo, HelpService, PageCheck, Source
from ..permissions import can_edit_modules
from ..rules.checks import next_check

Checked: TypeAlias = Page | HelpService | Source | CitedSource | EditorialTodo


@transaction.atomic
def confirm(*, by: User, what: Checked, seen: date | None) -> date | None:
    """Note that something was looked at today and is right; gives the day of the next look, None for a to-do, which
    is done. The number of a service counts as checked.

    `seen` is the day that stood in the queue: whoever was slower than a colleague is told (ValidationError
    `confirmed_already`) and changes nothing. Raises PermissionDenied."""
    require(can_edit_modules(by))
    # The row is held, so that of two people one comes after the other and sees what the first has done.
    rows: Manager[Any] = type(what)._default_manager
    held: Checked = rows.select_for_update(of=("self",)).get(pk=what.pk)
    if due_of(held) != seen or getattr(held, "is_done", False):
        refuse("confirmed_already")
    day = next_check(timezone.localdate())
    if isinstance(held, EditorialTodo):
        held.is_done = True
        held.save(update_fields=["is_done"])
    elif isinstance(held, Page):
        PageCheck.objects.update_or_create(page_id=held.pk, defaults={"check_by": day, "confirmed_at": timezone.now()})
    else:
        held.check_by = day
        if isinstance(held, HelpService) and held.number:
            held.is_checked = True
        held.save()
    log(instance=held, action="modules.confirmed", user=by)
    return None if isinstance(held, EditorialTodo) else day


def due_of(what: Checked) -> date | None:
    """Give the day by which something is to be looked at; for a page that nobody has confirmed yet, a year after it
    was last published."""
    if isinstance(what, EditorialTodo):
        return what.due
    if not isinstance(what, Page):
        return what.check_by
    return check_day_of(what)
