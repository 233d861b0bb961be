"""Diplomas and cards as they were handed over: what stands on them, and the file, which is never drawn again."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from cohorts.roster.models import AgreementText, Cohort
from lms.kit.privacy import Keep, internal, special
from lms.kit.tokens import draw_mark
from lms.people.models import User
from lms.people.models.assignments import countries_where, places_where
from lms.people.roles import Right

from ..rules import name_proof
from .register import RegisterEntry


def _file_name(row: models.Model, name: str) -> str:
    return f"credentials/{draw_mark()}/{name}"


class IssuedQuerySet(models.QuerySet):
    """What was issued, and who may see it."""

    def visible_to(self, user: User) -> "IssuedQuerySet":
        """Give her own, those of the cohorts she runs, and to the secretariat those of its country."""
        if not user.is_authenticated:
            return self.none()
        run = Cohort.objects.filter(places_where(user, Right.SEE_COHORTS, Right.CONFIRM_DIPLOMAS)).values("pk")
        mine = models.Q(person=user.pk) | models.Q(entry__enrolment__cohort__in=run)
        # When her place in the course is gone, the secretariat still answers for the paper.
        return self.filter(
            mine | models.Q(entry__organisation__country__in=countries_where(user, Right.CONFIRM_DIPLOMAS))
        )


class Issued(models.Model):
    """What stands on a paper or card of one woman. It goes with her when she is erased; its entry in the register
    stays. The file is made once, soon after; its hash says that it is the same."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    entry = internal(models.OneToOneField(RegisterEntry, models.CASCADE, related_name="%(class)s"))
    person = special(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="%(class)ss"), Keep.ACCOUNT
    )
    code = special(models.CharField(max_length=16), Keep.ACCOUNT)
    name = special(models.CharField(max_length=120), Keep.ACCOUNT)
    facts = special(models.JSONField(), Keep.ACCOUNT)  # rules.DiplomaFacts; of a card rules.CardFacts
    # On the check page: her consent as it stands, to which wording, since when. It outlives her place in the course.
    shows_name = special(models.BooleanField(default=False), Keep.ACCOUNT)
    name_text = special(models.ForeignKey(AgreementText, models.PROTECT, null=True, related_name="+"), Keep.ACCOUNT)
    name_agreed_at = special(models.DateTimeField(null=True), Keep.ACCOUNT)
    file = special(models.FileField(upload_to=_file_name, blank=True, max_length=200), Keep.ACCOUNT)
    digest = internal(models.CharField(max_length=64, blank=True))  # SHA-256 of the file
    made_at = internal(models.DateTimeField(null=True))
    trouble = internal(models.CharField(max_length=40, blank=True))  # why the file could not be made: a code
    created_at = internal(models.DateTimeField(default=timezone.now, db_default=Now(), editable=False))

    objects = IssuedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="%(class)s_shows_a_name_by_consent",
                condition=models.Q(shows_name=False) | models.Q(name_agreed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{type(self).__name__} {str(self.public_id)[:8]}"

    @property
    def proof(self) -> str:
        """Give what the register holds of the name."""
        return name_proof(self.code, self.name)

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow messages about it to her."""
        return recipient == self.person


class Diploma(Issued):
    """Proof of the completed education."""


class IdCard(Issued):
    """A card that shows that she is a volunteer."""
