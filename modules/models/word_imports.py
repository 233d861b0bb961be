"""What came out of Word files that were read in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal

from .pages import ModulePage


class WordImport(models.Model):
    """One Word file that became a draft, with the report on it. The file itself and its name are not kept."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    page = internal(
        models.ForeignKey(ModulePage, models.CASCADE, verbose_name=_("module"), related_name="word_imports")
    )
    by = personal(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("who"), related_name="+"
        ),
        Keep.ACCOUNT,
    )
    at = internal(models.DateTimeField(_("when"), auto_now_add=True))
    is_over = internal(models.BooleanField(_("into a module that was there"), default=False))
    is_ours = internal(models.BooleanField(_("from a file of ours"), default=False))
    parts = internal(models.JSONField(_("what came in"), default=list))  # kinds of parts, in their order
    notes = internal(models.JSONField(_("what was not understood"), default=list))  # codes with places

    class Meta:
        ordering = ["-at"]
        default_permissions = ()
        verbose_name = _("Word file read in")
        verbose_name_plural = _("Word files read in")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.at:%Y-%m-%d}"
