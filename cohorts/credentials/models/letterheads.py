"""What stands on the papers of an organisation beside their words: its logo, and what a card says of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import internal, public
from lms.kit.tokens import draw_mark
from lms.people.models import Organisation, User
from lms.people.models.assignments import roles_with
from lms.people.roles import Right


def _logo_name(row: "Letterhead", name: str) -> str:
    return f"credentials/logos/{draw_mark()}.{name.rpartition('.')[2]}"


def organisations_of(user: User) -> models.QuerySet:
    """Give the organisations whose diplomas somebody confirms, and whose papers she sets up."""
    held = roles_with(user, Right.CONFIRM_DIPLOMAS)
    return Organisation.objects.filter(pk__in=[each.organisation_id for each in held if each.organisation_id])


class Letterhead(models.Model):
    """One version of it; the newest one counts. Older ones stay: what was issued under them says so by the hash of the
    logo, and is drawn with it even if the drawing comes late."""

    organisation = internal(models.ForeignKey(Organisation, models.CASCADE, related_name="letterheads"))
    logo = public(models.FileField(_("logo"), upload_to=_logo_name, blank=True, max_length=200))
    digest = internal(models.CharField(max_length=64, blank=True))  # SHA-256 of the logo
    card_phone = public(models.CharField(_("phone on the back of the card"), max_length=24, blank=True))
    card_years = public(models.PositiveSmallIntegerField(_("a card is valid for so many years"), default=2))
    changed_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    changed_at = internal(models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"letterhead of {self.organisation_id}"
