"""Who signs the diplomas of an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import public
from lms.people.models import Organisation


class Signer(models.Model):
    """Somebody whose name stands under every diploma of an organisation: by office, not by account. The coordinator who
    proposes signs beside her."""

    organisation = public(models.ForeignKey(Organisation, models.CASCADE, related_name="signers"))
    position = public(models.PositiveSmallIntegerField(_("place in the row"), default=1))
    name = public(models.CharField(_("name"), max_length=120))
    titles = public(models.JSONField(_("what she is, by language"), default=dict))

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organisation", "position"], name="one_signer_at_a_place_in_the_row")
        ]

    def __str__(self) -> str:
        return self.name
