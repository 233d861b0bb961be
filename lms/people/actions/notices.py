"""Note that messages have been read."""

from collections.abc import Iterable

from django.utils import timezone

from ..models import Notice, User


def mark_read(*, by: User, notices: Iterable[Notice]) -> None:
    """Note of her own messages that she has seen them. Again it changes nothing."""
    unread = Notice.objects.visible_to(by).filter(pk__in=[notice.pk for notice in notices], read_at__isnull=True)
    unread.update(read_at=timezone.now())
