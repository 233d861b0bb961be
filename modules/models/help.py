"""The one register of help services: facts once, words in each language."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from lms.kit.privacy import internal, public

from .sources import Source


class HelpService(ClusterableModel):
    """Who helps, by phone or on the web. A number is changed here and is right on every page at once."""

    code = public(
        models.SlugField(_("short name"), unique=True, help_text=_("For files, like “vo-linjen”. Never changes."))
    )
    country = public(
        models.ForeignKey("people.Country", models.PROTECT, verbose_name=_("country"), related_name="help_services")
    )
    number = public(models.CharField(_("number"), max_length=20, blank=True, help_text=_("With spaces: 116 117.")))
    web = public(models.URLField(_("web address"), blank=True))
    languages = public(
        models.CharField(
            _("languages"), max_length=120, blank=True, help_text=_("Language codes with spaces between: nb en ar")
        )
    )
    is_free = public(models.BooleanField(_("free of charge"), null=True, blank=True))
    is_anonymous = public(models.BooleanField(_("anonymous"), null=True, blank=True))
    is_open_always = public(models.BooleanField(_("open day and night"), default=False))
    is_checked = public(
        models.BooleanField(
            _("the number is checked"), default=False, help_text=_("Only a checked number gets a call button.")
        )
    )
    check_by = public(models.DateField(_("check again by"), null=True, blank=True))
    source = public(
        models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, verbose_name=_("source"), related_name="+")
    )
    contact_name = public(
        models.CharField(
            _("name of a contact"),
            max_length=80,
            blank=True,
            help_text=_("Somebody who answers there and has agreed to stand here. A known face is easier to call."),
        ),
    )
    contact_picture = public(
        models.ForeignKey(
            "wagtailimages.Image", models.SET_NULL, null=True, blank=True, verbose_name=_("picture"), related_name="+"
        ),
    )
    contact_alt = public(
        models.CharField(
            _("what the picture shows"),
            max_length=160,
            blank=True,
            help_text=_("For those who cannot see it: “A woman with short hair smiles.”"),
        )
    )
    always_visible = public(
        models.BooleanField(_("always visible"), default=False, help_text=_("Shown wherever help is shown."))
    )
    position = public(models.PositiveSmallIntegerField(_("order"), default=100, help_text=_("The most urgent first.")))
    to_check = internal(
        models.TextField(
            _("still to be checked"), blank=True, help_text=_("One thing on each line. Each becomes a to-do.")
        )
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("is_checked")]),
                FieldRowPanel([FieldPanel("check_by"), FieldPanel("source")]),
                FieldPanel("to_check"),
            ],
            heading=_("The number"),
        ),
        InlinePanel("texts", heading=_("In each language"), label=_("Language"), min_num=1),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country"), FieldPanel("code")]),
                FieldPanel("web"),
                FieldPanel("languages"),
                FieldRowPanel([FieldPanel("is_free"), FieldPanel("is_anonymous"), FieldPanel("is_open_always")]),
                FieldRowPanel([FieldPanel("always_visible"), FieldPanel("position")]),
            ],
            heading=_("About the service"),
        ),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_picture"), FieldPanel("contact_alt")],
            heading=_("A face and a name"),
        ),
    ]

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("help service")
        verbose_name_plural = _("help services")

    def __str__(self) -> str:
        return f"{self.code} {self.number}".strip()

    @property
    def known_as(self) -> str:
        """Give its name in the language of the site, else in any, else its code. Lists prefetch `texts__locale`."""
        names = {text.locale.language_code: text.name for text in self.texts.all()}
        return names.get(settings.LANGUAGE_CODE) or next(iter(names.values()), self.code)

    def clean(self) -> None:
        """Ask for a picture in words, and for whose it is."""
        if self.contact_picture_id and not self.contact_name:
            raise ValidationError({"contact_name": _("Say who is in the picture.")})
        if self.contact_picture_id and not self.contact_alt:
            raise ValidationError({"contact_alt": _("Say what the picture shows, for those who cannot see it.")})

    @property
    def call_url(self) -> str:
        """Give the `tel:` link, or nothing as long as nobody has checked the number."""
        digits = "".join(sign for sign in self.number if sign.isdigit() or sign == "+")
        return f"tel:{digits}" if digits and self.is_checked else ""


class HelpServiceText(models.Model):
    """What a service is called and when to turn to it, in one language."""

    service = internal(ParentalKey(HelpService, on_delete=models.CASCADE, related_name="texts"))
    locale = public(
        models.ForeignKey("wagtailcore.Locale", models.PROTECT, verbose_name=_("language"), related_name="+")
    )
    name = public(models.CharField(_("name"), max_length=80))
    when = public(
        models.CharField(_("when"), max_length=160, blank=True, help_text=_("In the reader's words: “Fire”."))
    )
    hours = public(models.CharField(_("hours"), max_length=80, blank=True, help_text=_("Weekdays 9–15")))
    note = public(models.CharField(_("about the service"), max_length=200, blank=True))

    panels = [
        FieldRowPanel([FieldPanel("locale"), FieldPanel("name")]),
        FieldPanel("when"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("note")]),
    ]

    class Meta:
        ordering = ["locale__language_code"]
        constraints = [
            models.UniqueConstraint(fields=["service", "locale"], name="help_service_says_it_once_in_a_language")
        ]

    def __str__(self) -> str:
        return self.name
