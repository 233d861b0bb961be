"""What a cohort adds to an evening of its own, beside the national core."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort
from lms.kit.privacy import internal
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import Right

from .sessions import CourseSession


def place_of(extra: "EveningExtra", name: str) -> str:
    """Give the place of a file in the store: it says nothing of what is in it."""
    return f"evenings/{extra.public_id}.{name.rsplit('.', 1)[-1].lower()}"


class EveningExtraQuerySet(models.QuerySet):
    """Additions, and who may see them."""

    def visible_to(self, user: User) -> "EveningExtraQuerySet":
        """Give those of the cohorts she runs or follows, and those that are shared with the women of her cohort."""
        if not user.is_authenticated:
            return self.none()
        staff = Cohort.objects.filter(places_where(user, Right.SEE_COHORTS, Right.FOLLOW_COHORTS)).values("pk")
        attended = Cohort.objects.attended_by(user).values("pk")
        return self.filter(models.Q(session__cohort__in=staff) | models.Q(is_shared=True, session__cohort__in=attended))


class EveningExtra(models.Model):
    """An exercise or material of the cohort's own: words, a file, or both."""

    class Kind(models.TextChoices):
        """What it is."""

        EXERCISE = "exercise", _("exercise")
        MATERIAL = "material", _("material")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    session = internal(models.ForeignKey(CourseSession, models.CASCADE, related_name="extras"))
    kind = internal(models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.EXERCISE))
    title = internal(models.CharField(_("title"), max_length=80))
    text = internal(models.TextField(_("text"), max_length=4000, blank=True))
    file = internal(models.FileField(_("file"), upload_to=place_of, blank=True))
    size = internal(models.PositiveBigIntegerField(_("size"), default=0))
    is_shared = internal(models.BooleanField(_("the women may see it"), default=False))
    added_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    added_at = internal(models.DateTimeField(default=timezone.now, editable=False))

    objects = EveningExtraQuerySet.as_manager()

    class Meta:
        ordering = ["session", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="extra_holds_words_or_a_file", condition=~models.Q(text="") | ~models.Q(file="")
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def end(self) -> str:
        """Give the end of the file's name."""
        return self.file.name.rsplit(".", 1)[-1]
