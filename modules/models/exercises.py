"""The exercise bank: what groups do together, used again in many modules."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin

from lms.kit.privacy import public


class ExerciseKind(models.TextChoices):
    """What an exercise is for."""

    CHECK_IN = "check-in", _("Check-in")
    ICEBREAKER = "icebreaker", _("Icebreaker")
    REFLECTION = "reflection", _("Reflection")
    GROUP = "group", _("Group exercise")
    OPINION = "opinion", _("Opinions")
    CASE = "case", _("Case")
    LISTENING = "listening", _("Listening")
    OVERVIEW = "overview", _("Overview")
    CHECK_OUT = "check-out", _("Check-out")
    FEEDBACK = "feedback", _("Feedback")


class Exercise(TranslatableMixin, models.Model):
    """One exercise in one language."""

    name = public(models.CharField(_("name"), max_length=80))
    kind = public(models.CharField(_("kind"), max_length=12, choices=ExerciseKind.choices))
    minutes = public(models.PositiveSmallIntegerField(_("minutes")))
    how = public(models.TextField(_("how to do it")))

    copied_words: dict | None = None  # where a pinned text holds its own copy of what it said

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("minutes")]),
        FieldPanel("how"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["name"]
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [models.UniqueConstraint(fields=["locale", "name"], name="exercise_bank_has_a_name_once")]

    def __str__(self) -> str:
        return self.name

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Say kindly that it is there already: the language is set beside the form, and counts all the same."""
        super().validate_constraints(exclude=set(exclude or ()) - {"locale"})
