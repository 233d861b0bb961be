"""Who made, renewed or checked a translation, and when."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.pages import TextOrigin
from lms.kit.privacy import Keep, internal, personal, public


class TranslationMark(models.Model):
    """One thing that was done with a translation. The newest of a page says who answers for its words, and since when.
    It stands beside the page, so that no revision keeps a name."""

    page = internal(models.ForeignKey("modules.ModulePage", models.CASCADE, related_name="marks"))
    origin = public(models.CharField(_("origin of the text"), max_length=10, choices=TextOrigin.choices))
    by = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.ACCOUNT
    )
    at = internal(models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id} {self.origin}"
