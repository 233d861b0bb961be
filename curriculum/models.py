"""Editions of the curriculum: their modules, their rule, and the texts they pin."""

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import internal, public
from lms.people.models.assignments import countries_where
from lms.people.roles import Right
from modules.models import Exercise
from modules.rules.exercises import KEPT

from .rules import EVERY_WAY, Way

if TYPE_CHECKING:
    from lms.people.models import User


def countries_edited_by(user: "User") -> frozenset[str]:
    """Give the codes of the countries whose curriculum she looks after."""
    return frozenset(countries_where(user, Right.EDIT_NATIONAL_CONTENT))


class EditionQuerySet(models.QuerySet):
    """Editions by their state and by who may see them."""

    def released(self) -> "EditionQuerySet":
        """Give those a course may begin with."""
        return self.filter(state=CurriculumEdition.State.RELEASED)

    def with_size(self) -> "EditionQuerySet":
        """Add how many modules each has, as `size`."""
        return self.annotate(size=models.Count("places"))

    def visible_to(self, user: "User") -> "EditionQuerySet":
        """Give everybody those that were ever released, and drafts to the secretariat of their country only."""
        return self.exclude(
            models.Q(state=CurriculumEdition.State.DRAFT) & ~models.Q(country__in=countries_edited_by(user))
        )


class CurriculumEdition(models.Model):
    """What a country requires: which modules, in which order, and when the education is completed.

    A released edition never changes: the database itself refuses (migration 0002). A change is a new edition."""

    class State(models.TextChoices):
        """Where an edition stands."""

        DRAFT = "draft", _("draft")
        RELEASED = "released", _("released")
        RETIRED = "retired", _("retired")

    public_id = public(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    country = public(models.ForeignKey("people.Country", on_delete=models.PROTECT, related_name="editions"))
    code = public(models.CharField(_("code"), max_length=12, help_text="NO-17, NO-10, DK-15"))
    label = public(models.CharField(_("name of the edition"), max_length=60))
    state = public(models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT))
    valid_from = public(models.DateField(_("valid from"), default=timezone.localdate))
    evening_minutes = public(models.PositiveSmallIntegerField(_("minutes of an evening"), default=180))
    size_min = public(models.PositiveSmallIntegerField(_("women in a cohort, at least"), default=18))
    size_max = public(models.PositiveSmallIntegerField(_("women in a cohort, at most"), default=25))
    # Whoever released it may be erased later; a number that leads nowhere then stays behind.
    released_by = internal(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
        )
    )
    released_at = public(models.DateTimeField(_("released"), null=True, editable=False))
    release_reason = internal(models.TextField(_("why it was released with open to-dos"), blank=True))
    copied_from = public(models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["country", "code", "-valid_from", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["country", "code", "label"], name="edition_named_once"),
            models.CheckConstraint(
                name="edition_released_has_a_time",
                condition=models.Q(state="draft", released_at__isnull=True)
                | (~models.Q(state="draft") & models.Q(released_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def is_draft(self) -> bool:
        """Tell whether it can still be changed."""
        return self.state == self.State.DRAFT


class EditionModule(models.Model):
    """A module's place in an edition."""

    edition = public(models.ForeignKey(CurriculumEdition, on_delete=models.CASCADE, related_name="places"))
    position = public(models.PositiveSmallIntegerField(_("number")))
    module = public(models.ForeignKey("modules.ModulePage", on_delete=models.PROTECT, related_name="places"))
    phase = public(models.PositiveSmallIntegerField(_("phase"), default=2))
    hours = public(models.DecimalField(_("hours"), max_digits=4, decimal_places=2, default=Decimal(3)))
    mandatory = public(models.BooleanField(_("mandatory"), default=False))
    title = public(models.CharField(_("own title in this edition"), max_length=80, blank=True))
    title_is_proposal = public(models.BooleanField(_("the title is a proposal"), default=False))
    note = internal(models.CharField(_("note for the secretariat"), max_length=200, blank=True))

    class Meta:
        ordering = ["edition", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="position_once_in_edition"),
            models.UniqueConstraint(fields=["edition", "module"], name="module_once_in_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.position}"

    @property
    def shown_title(self) -> str:
        """Give the title it has in this edition."""
        return self.title or self.module.title


class CompletionRule(models.Model):
    """When the education is completed; which modules are mandatory stands at their places."""

    edition = public(models.OneToOneField(CurriculumEdition, on_delete=models.CASCADE, related_name="rule"))
    share = public(
        models.DecimalField(_("share of the modules"), max_digits=4, decimal_places=3, default=Decimal("0.8"))
    )
    catch_up_allowed = public(models.BooleanField(_("a missed module can be made up"), default=True))
    max_catch_ups = public(
        models.PositiveSmallIntegerField(_("how many modules made up may count"), null=True, blank=True)
    )
    # The ways in which a module is made up; empty means every one, also of an edition from before there was a choice:
    # a released edition holds still, so no row of it is written to.
    made_up_by = public(models.JSONField(_("how a missed module can be made up"), null=True, blank=True))
    late_minutes = public(models.PositiveSmallIntegerField(_("minutes late that still count as there"), default=30))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.share}"

    @property
    def ways(self) -> frozenset[Way]:
        """Give the ways in which a missed module can be made up, as far as it can."""
        return EVERY_WAY if self.made_up_by is None else frozenset(map(Way, self.made_up_by))


class PinnedText(models.Model):
    """Which text of a module counts in an edition and a language from now on. The newest row counts; none is ever
    changed or removed, and neither is the text it points to, nor what its exercises of the bank said then."""

    class Kind(models.TextChoices):
        """Why there is a new text."""

        RELEASE = "release", _("release")
        TRANSLATION = "translation", _("translation")
        CORRECTION = "correction", _("correction")

    edition_module = public(models.ForeignKey(EditionModule, on_delete=models.PROTECT, related_name="pins"))
    locale = public(models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+"))
    revision = public(models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="pins"))
    kind = public(models.CharField(_("kind"), max_length=12, choices=Kind.choices))
    reason = public(models.TextField(_("reason"), blank=True))
    # What the exercises that the text takes from the bank said when it was pinned, by their ids.
    exercises = public(models.JSONField(default=dict, editable=False))
    by = internal(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
        )
    )
    at = public(models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.edition_module_id} {self.kind}"

    def says(self, revision_id: int, exercises: dict) -> bool:
        """Tell whether this text, with its exercises in these words, is what is pinned."""
        return self.revision_id == revision_id and self.exercises == exercises

    def says_of(self, exercise: Exercise) -> bool:
        """Tell whether an exercise of the bank says here what it says now."""
        return self.exercises.get(str(exercise.pk)) == {name: getattr(exercise, name) for name in KEPT}

    def save(self, *args, **kwargs) -> None:
        """Store a new row; refuse to change an old one."""
        if not self._state.adding:
            raise TypeError("PinnedText is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse: what was pinned was read."""
        raise TypeError("PinnedText is append-only.")
