"""Where what we teach comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from lms.kit.privacy import public


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
