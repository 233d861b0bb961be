"""The register: what a check page answers from, for as long as a paper lies in a drawer. No name stands in it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort, Enrolment
from lms.kit.privacy import internal
from lms.people.models import Organisation, User
from lms.people.models.assignments import countries_where, places_where
from lms.people.roles import Right


class NumberSeries(models.Model):
    """How far a series of numbers has come. Counted up in the transaction that issues, so that none is left out."""

    series = internal(models.CharField(max_length=20, primary_key=True))
    last = internal(models.PositiveIntegerField(default=0))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.series


class RegisterQuerySet(models.QuerySet):
    """What was issued, and who may look it up."""

    def visible_to(self, user: User) -> "RegisterQuerySet":
        """Give the secretariat what its country has issued, and whoever runs a cohort what its women have."""
        if not user.is_authenticated:
            return self.none()
        run = Cohort.objects.filter(places_where(user, Right.RUN_COHORTS)).values("pk")
        return self.filter(
            models.Q(organisation__country__in=countries_where(user, Right.CONFIRM_DIPLOMAS))
            | models.Q(enrolment__cohort__in=run)
        )

    def with_end_asked(self) -> "RegisterQuerySet":
        """Give those that somebody asks to replace or withdraw."""
        return self.filter(state=RegisterEntry.State.ISSUED).exclude(why="")


class RegisterEntry(models.Model):
    """One paper or card that was issued. It says nothing of who holds it: her name is a hash that only the code on the
    paper opens. It stays when she is erased, so that what hangs on a wall can still be checked."""

    class Kind(models.TextChoices):
        """What was issued."""

        DIPLOMA = "diploma", _("diploma")
        CARD = "card", _("ID card")

    class State(models.TextChoices):
        """What somebody decided about it. That it has expired follows from the day."""

        ISSUED = "issued", _("valid")
        REPLACED = "replaced", _("replaced")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Why(models.TextChoices):
        """Why it was replaced or withdrawn."""

        NAME = "name", _("her name has changed")
        LOST = "lost", _("it is lost")
        RENEWED = "renewed", _("there is a new one")
        MISTAKE = "mistake", _("it was issued by mistake")
        LEFT = "left", _("she is no longer a volunteer")
        MISUSED = "misused", _("it was misused")
        PHOTO = "photo", _("the photo was taken back")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    kind = internal(models.CharField(max_length=8, choices=Kind.choices))
    number = internal(models.CharField(max_length=24, unique=True))
    code_hash = internal(models.CharField(max_length=64, unique=True))
    name_proof = internal(models.CharField(max_length=64))
    organisation = internal(models.ForeignKey(Organisation, models.PROTECT, related_name="+"))
    programme = internal(models.CharField(max_length=60))  # what the edition was called then
    place = internal(models.CharField(max_length=120))
    title = internal(models.CharField(max_length=40))
    year = internal(models.PositiveSmallIntegerField())
    issued_on = internal(models.DateField())
    valid_until = internal(models.DateField(null=True))  # the last day; None is for ever
    state = internal(models.CharField(max_length=10, choices=State.choices, default=State.ISSUED))
    why = internal(models.CharField(max_length=10, choices=Why.choices, blank=True))
    replaced_by = internal(models.OneToOneField("self", models.SET_NULL, null=True, related_name="replaces"))
    end_asked_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    ended_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    ended_at = internal(models.DateTimeField(null=True))
    status_index = internal(models.PositiveIntegerField(unique=True, null=True))  # in the list of withdrawn credentials
    # Empty once the place is gone. While it is there, it keeps a woman from having two of a kind.
    enrolment = internal(models.ForeignKey(Enrolment, models.SET_NULL, null=True, related_name="register_entries"))
    created_at = internal(models.DateTimeField(default=timezone.now, db_default=Now(), editable=False))

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind"],
                condition=models.Q(state="issued"),
                name="one_valid_paper_of_a_kind_for_a_place",
            ),
            models.CheckConstraint(
                name="withdrawn_by_a_second_person",
                condition=models.Q(end_asked_by__isnull=True)
                | models.Q(ended_by__isnull=True)
                | ~models.Q(end_asked_by=models.F("ended_by")),
            ),
            models.CheckConstraint(name="ended_papers_say_why", condition=models.Q(state="issued") | ~models.Q(why="")),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_expired(self) -> bool:
        """Tell whether its last day is over, by the date of the server."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()
