"""The glossary: words to know, each explained in plain language."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin

from lms.kit.privacy import public


class GlossaryTerm(TranslatableMixin, models.Model):
    """One word in one language. Every module that uses it shows the same explanation."""

    term = public(models.CharField(_("word"), max_length=80))
    explanation = public(
        models.CharField(_("explanation"), max_length=240, help_text=_("One plain sentence, as you would say it."))
    )
    picture = public(
        models.ForeignKey(
            "wagtailimages.Image", models.SET_NULL, null=True, blank=True, verbose_name=_("picture"), related_name="+"
        )
    )
    sound = public(
        models.ForeignKey(
            "wagtaildocs.Document", models.SET_NULL, null=True, blank=True, verbose_name=_("sound"), related_name="+"
        )
    )

    panels = [FieldPanel("term"), FieldPanel("explanation"), FieldPanel("picture"), FieldPanel("sound")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["term"]
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [models.UniqueConstraint(fields=["locale", "term"], name="glossary_has_a_word_once")]

    def __str__(self) -> str:
        return self.term

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Say kindly that it is there already: the language is set beside the form, and counts all the same."""
        super().validate_constraints(exclude=set(exclude or ()) - {"locale"})
