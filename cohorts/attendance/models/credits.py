"""What is left of a woman's marks a year after her course: what she has of each module, and no evening."""

from django.db import models

from cohorts.roster.models import Enrolment
from curriculum.rules import Standing
from lms.kit.privacy import Keep, personal

from .marks import OfWomenQuerySet


class ModuleCredit(models.Model):
    """What one woman has of one module, kept when her single marks go. A module that nobody noted has no row."""

    STANDINGS = [(each.value, each.value) for each in (Standing.PRESENT, Standing.MADE_UP, Standing.MISSING)]

    enrolment = personal(models.ForeignKey(Enrolment, models.CASCADE, related_name="credits"), Keep.COURSE)
    edition_module = personal(
        models.ForeignKey("curriculum.EditionModule", models.PROTECT, related_name="+"), Keep.COURSE
    )
    standing = personal(models.CharField(max_length=8, choices=STANDINGS), Keep.COURSE)

    objects = OfWomenQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["enrolment", "edition_module"], name="one_credit_a_module")]

    def __str__(self) -> str:
        return f"credit {self.pk}"
