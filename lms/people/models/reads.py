"""The log of reads: who looked at whose data. Append-only."""

from django.db import models
from django.utils import timezone

from lms.kit.privacy import Keep, internal, personal

from .persons import User


class ReadLogQuerySet(models.QuerySet):
    """Rows can be added and, when their time is over, dropped. They are never changed."""

    def update(self, **kwargs) -> int:
        """Refuse: what was read was read."""
        raise TypeError("ReadLog is append-only.")

    def about(self, person: User) -> "ReadLogQuerySet":
        """Give the reads of one person's data."""
        return self.filter(subjects__contains=str(person.public_id))


class ReadLog(models.Model):
    """One view of personal data by somebody, with the list of whom it showed."""

    # The trail outlives its reader: an erased person leaves a number here that leads nowhere.
    reader = personal(
        models.ForeignKey(User, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"), Keep.READ_LOG
    )
    view = internal(models.CharField(max_length=80), Keep.READ_LOG)
    subjects = personal(models.TextField(help_text="public ids, separated by spaces"), Keep.READ_LOG)
    at = internal(models.DateTimeField(default=timezone.now, editable=False), Keep.READ_LOG)

    objects = ReadLogQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-at"]
        indexes = [models.Index(fields=["at"], name="read_log_by_time")]

    def __str__(self) -> str:
        return f"{self.view} {self.at:%Y-%m-%d}"

    def save(self, *args, **kwargs) -> None:
        """Store a new row; refuse to change an old one."""
        if not self._state.adding:
            raise TypeError("ReadLog is append-only.")
        super().save(*args, **kwargs)
