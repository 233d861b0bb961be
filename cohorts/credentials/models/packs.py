"""Everything that is printed for the ceremony of a cohort, made in the background and counted while it is made."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort
from lms.kit.privacy import Keep, internal, special
from lms.kit.tokens import draw_mark
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import Right


def _pack_name(row: "CeremonyPack", name: str) -> str:
    return f"credentials/packs/{draw_mark()}.zip"


def cohorts_of_papers(user: User) -> models.QuerySet[Cohort]:
    """Give the cohorts whose papers somebody may print: those she runs."""
    return Cohort.objects.filter(places_where(user, Right.RUN_COHORTS))


class CeremonyPackQuerySet(models.QuerySet):
    """Packs, and who may see them."""

    def visible_to(self, user: User) -> "CeremonyPackQuerySet":
        """Give those of the cohorts whose papers she prints."""
        return self.filter(cohort__in=cohorts_of_papers(user).values("pk"))


class CeremonyPack(models.Model):
    """One pack: asked for by somebody, ready when its file is there. Whose paper could not be made is named by its
    id, with a code that says why."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    cohort = internal(models.ForeignKey(Cohort, models.CASCADE, related_name="ceremony_packs"))
    language = internal(models.CharField(max_length=12))
    given_at = internal(models.CharField(_("place"), max_length=80))
    given_on = internal(models.DateField(_("day")))
    starts_at = internal(models.TimeField(_("begins at"), null=True, blank=True))
    spares = internal(models.PositiveSmallIntegerField(_("spare blanks"), default=2))
    total = special(models.PositiveSmallIntegerField(default=0), Keep.COURSE)
    done = special(models.PositiveSmallIntegerField(default=0), Keep.COURSE)
    failed = special(models.JSONField(default=dict), Keep.COURSE)  # public id of the diploma or card: code
    file = special(models.FileField(upload_to=_pack_name, blank=True, max_length=200), Keep.COURSE)
    asked_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    asked_at = internal(models.DateTimeField(default=timezone.now, editable=False))
    made_at = internal(models.DateTimeField(null=True))

    objects = CeremonyPackQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"], condition=models.Q(made_at__isnull=True), name="one_pack_at_a_time_for_a_cohort"
            )
        ]

    def __str__(self) -> str:
        return f"pack {str(self.public_id)[:8]}"
