"""Goal tags: what a module strengthens in a woman, for those who lead evenings and for lists."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from lms.kit.privacy import internal, public


class GoalTag(ClusterableModel):
    """One thing a module strengthens: trust, self-confidence. It has a name in each language."""

    code = public(
        models.SlugField(_("short name"), unique=True, help_text=_("For files and addresses, like “tillit”."))
    )
    position = public(models.PositiveSmallIntegerField(_("order"), default=100))

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("position")]),
        InlinePanel("names", heading=_("In each language"), label=_("Language"), min_num=1),
    ]

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("goal tag")
        verbose_name_plural = _("goal tags")

    def __str__(self) -> str:
        return self.name_in(get_language() or settings.LANGUAGE_CODE)

    def name_in(self, language: str) -> str:
        """Give its name in a language, else in the language of the original, else its short name. One query, unless
        names and their languages were prefetched."""
        names = {name.locale.language_code: name.name for name in self.names.all()}
        return names.get(language) or names.get(settings.LANGUAGE_CODE) or self.code


class GoalTagName(models.Model):
    """What a goal is called in one language."""

    tag = internal(ParentalKey(GoalTag, on_delete=models.CASCADE, related_name="names"))
    locale = public(
        models.ForeignKey("wagtailcore.Locale", models.PROTECT, verbose_name=_("language"), related_name="+")
    )
    name = public(models.CharField(_("name"), max_length=40))

    panels = [FieldRowPanel([FieldPanel("locale"), FieldPanel("name")])]

    class Meta:
        ordering = ["locale__language_code"]
        constraints = [models.UniqueConstraint(fields=["tag", "locale"], name="goal_named_once_in_a_language")]

    def __str__(self) -> str:
        return self.name
