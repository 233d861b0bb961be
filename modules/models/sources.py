"""Where what we teach comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from lms.kit.privacy import internal, public

from .pages import ModulePage


class Source(models.Model):
    """One source with its address. A text names it by its code: (K14)."""

    code = public(models.CharField(_("code"), max_length=12, unique=True, help_text=_("As texts name it: K14")))
    name = public(models.CharField(_("name"), max_length=160))
    addresses = public(models.TextField(_("web addresses"), blank=True, help_text=_("One on each line.")))
    check_by = public(models.DateField(_("check again by"), null=True, blank=True))
    position = public(models.PositiveSmallIntegerField(_("order"), default=1000))

    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("addresses"), FieldPanel("check_by")]

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def links(self) -> list[str]:
        """Give the addresses that can be followed."""
        return [line for line in self.addresses.split() if line.startswith(("https://", "http://"))]


class CitedSource(models.Model):
    """A source that a published text names in its own words, with the day by which it is to be looked at again.

    It follows the text. Its day stands beside the page, not in it: confirming makes no new version."""

    page = internal(models.ForeignKey(ModulePage, models.CASCADE, related_name="cited_sources"))
    entry = internal(models.CharField(max_length=40, help_text="the id of the line in the page"))
    text = internal(models.CharField(_("source"), max_length=240))
    written = internal(models.DateField(help_text="the day that stands in the text"))
    check_by = internal(models.DateField(_("check again by")))

    class Meta:
        default_permissions = ()
        ordering = ["check_by", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "entry"], name="source_is_cited_once_in_a_line")]

    def __str__(self) -> str:
        return self.text
