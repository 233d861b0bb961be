"""Whether women can say by themselves that they are here: the check-in of an evening, opened and closed by its host."""

from django.db import models
from django.utils import timezone

from cohorts.schedule.models import CourseSession
from lms.kit.privacy import internal
from lms.kit.rotating import Codes, codes_at, is_number, is_word


class Door(models.Model):
    """The check-in of one evening. Its codes follow from the seed and the time; opened again it has another seed, so
    that nothing of before opens it."""

    session = internal(models.OneToOneField(CourseSession, models.CASCADE, related_name="door"))
    seed = internal(models.CharField(max_length=32, editable=False))
    opened_at = internal(models.DateTimeField(default=timezone.now))
    closed_at = internal(models.DateTimeField(null=True))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"door {self.pk}"

    @property
    def is_open(self) -> bool:
        """Tell whether the host has opened it and not closed it again."""
        return self.closed_at is None

    @property
    def codes(self) -> Codes:
        """Give what is shown now."""
        return codes_at(self.seed, timezone.now())

    def takes_word(self, word: str) -> bool:
        """Tell whether the word of a QR code lets somebody in now."""
        return is_word(self.seed, word, timezone.now())

    def takes_number(self, number: str) -> bool:
        """Tell whether four digits let somebody in now."""
        return is_number(self.seed, number, timezone.now())
