"""Drop messages, roles and audit entries when their time is over (the classes of `lms.kit.privacy.Keep`)."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from ..models import Notice, RoleAssignment

MESSAGES_KEPT = timedelta(days=365)
AUDIT_KEPT = timedelta(days=730)
ROLES_KEPT = timedelta(days=731)  # 24 months with a leap day


def purge_messages() -> int:
    """Drop messages a year after they were written, unless they still wait; give how many. Called by `tick`."""
    old = Notice.objects.filter(created_at__lt=timezone.now() - MESSAGES_KEPT)
    return old.exclude(state__in=[Notice.State.WAITING, Notice.State.SENDING]).delete()[0]


def purge_roles() -> int:
    """Drop roles 24 months after they have ended; give how many. Called by `tick`."""
    return RoleAssignment.objects.accepted().filter(ends_at__lt=timezone.now() - ROLES_KEPT).delete()[0]


def purge_audit_log() -> int:
    """Drop entries of the audit log after 24 months; give how many. Called by `tick`."""
    before = timezone.now() - AUDIT_KEPT
    return sum(log.objects.filter(timestamp__lt=before).delete()[0] for log in (ModelLogEntry, PageLogEntry))
