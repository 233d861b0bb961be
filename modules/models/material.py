"""National material of a module: slides, worksheets and films for those who lead an evening."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import internal

from .pages import ModulePage


class MaterialKind(models.TextChoices):
    """What it is to whoever uses it."""

    SLIDES = "slides", _("Slides")
    WORKSHEET = "worksheet", _("Worksheet")
    HANDOUT = "handout", _("Handout")
    PICTURE = "picture", _("Picture")
    FILM = "film", _("Film")
    SOUND = "sound", _("Sound")
    OTHER = "other", _("Other")


class Audience(models.TextChoices):
    """Whom it is for."""

    COORDINATORS = "coordinators", _("Coordinators")
    GUESTS = "guests", _("Coordinators and guest professionals")


class Material(models.Model):
    """One piece of material in one language. Its file is that of its newest version; older ones stay."""

    module = internal(models.ForeignKey(ModulePage, models.CASCADE, verbose_name=_("module"), related_name="material"))
    title = internal(models.CharField(_("title"), max_length=120))
    kind = internal(models.CharField(_("kind"), max_length=10, choices=MaterialKind.choices))
    locale = internal(
        models.ForeignKey("wagtailcore.Locale", models.PROTECT, verbose_name=_("language"), related_name="+")
    )
    audience = internal(
        models.CharField(_("for whom"), max_length=12, choices=Audience.choices, default=Audience.COORDINATORS)
    )
    link = internal(
        models.URLField(_("link"), blank=True, help_text=_("Only if there is no file: a film on another website."))
    )
    source = internal(models.CharField(_("who made it"), max_length=120, blank=True))
    rights = internal(
        models.CharField(
            _("rights"),
            max_length=160,
            blank=True,
            help_text=_("Who may use it for what."),
        )
    )
    position = internal(models.PositiveSmallIntegerField(_("order"), default=100))

    class Meta:
        ordering = ["position", "title", "pk"]
        verbose_name = _("material")
        verbose_name_plural = _("material")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Take a link only if it is one that a browser follows."""
        if self.link and not self.link.startswith(("https://", "http://")):
            raise ValidationError({"link": _("Give a link that begins with https://")})


def place_of(version: "MaterialVersion", name: str) -> str:
    """Give the place of a file in the store: it says nothing of what is in it."""
    return f"material/{version.public_id}.{name.rsplit('.', 1)[-1].lower()}"


class MaterialVersion(models.Model):
    """One file of a piece of material. Versions are added, never changed."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    material = internal(models.ForeignKey(Material, models.CASCADE, related_name="versions"))
    number = internal(models.PositiveSmallIntegerField(_("version")))
    file = internal(models.FileField(_("file"), upload_to=place_of))
    size = internal(models.PositiveBigIntegerField(_("size")))
    what_is_new = internal(models.CharField(_("what is new"), max_length=160, blank=True))
    added_at = internal(models.DateTimeField(_("added"), auto_now_add=True))

    class Meta:
        ordering = ["-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["material", "number"], name="material_version_numbered_once")]

    def __str__(self) -> str:
        return f"{self.material_id} v{self.number}"

    @property
    def end(self) -> str:
        """Give the end of the file's name."""
        return self.file.name.rsplit(".", 1)[-1]
