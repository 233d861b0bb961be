"""Notes in Wagtail's log what was done to many things at once."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, registry


def log_all(things: Sequence[Model], *, action: str, user: AbstractBaseUser | None, data: dict[str, Any]) -> None:
    """Write for each of several stored things of one kind the row that Wagtail's `log` would write, in one statement.
    Raises LookupError for an action that is not registered."""
    if not things:
        return
    if not registry.action_exists(action):
        raise LookupError(action)
    context = get_active_log_context()
    kind = ContentType.objects.get_for_model(things[0], for_concrete_model=False)
    rows = registry.get_log_model_for_instance(things[0])
    rows.objects.bulk_create(
        rows(
            content_type=kind,
            object_id=str(thing.pk),
            label=str(thing),
            action=action,
            timestamp=timezone.now(),
            data=data,
            user=user or context.user,
            uuid=context.uuid,
        )
        for thing in things
    )
