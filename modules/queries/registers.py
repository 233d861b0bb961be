"""The rows of the registers, as the files of the curriculum hold them."""

from django.conf import settings
from django.db import models
from django.db.models import Prefetch

from ..models import HelpService, HelpServiceText


def rows_of(model: type[models.Model], language: str) -> list:
    """Give the rows of a register; where they differ by language, those of one."""
    rows = model._default_manager.all()
    return list(rows.filter(locale__language_code=language) if hasattr(model, "locale") else rows)


def originals_of(model: type[models.Model], field: str) -> dict:
    """Give what the original language calls each row, by the key that its translations share."""
    rows = model._default_manager.filter(locale__language_code=settings.LANGUAGE_CODE)
    return dict(rows.values_list("translation_key", field))


def all_services() -> list[HelpService]:
    """Give every service with its texts and source. Few queries."""
    texts = HelpServiceText.objects.select_related("locale").order_by("locale__language_code")
    return list(HelpService.objects.select_related("source").prefetch_related(Prefetch("texts", queryset=texts)))
