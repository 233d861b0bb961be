"""Services of help, as their reader gets them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, Q
from wagtail.images import get_image_model
from wagtail.images.models import Rendition

from lms.kit.pages import COUNTRY_OF, name_of_country

from ..models import HelpService, HelpServiceText

FACE = "fill-144x144"
"""How the picture of a contact is cut."""


@dataclass(frozen=True)
class HelpCard:
    """A service as its reader gets it."""

    name: str
    when: str
    hours: str
    note: str
    number: str
    call_url: str
    web: str
    is_open_always: bool
    is_free: bool | None
    is_anonymous: bool | None
    always_visible: bool
    country: str  # said where it is not the reader's own
    contact: str = ""
    picture: Rendition | None = None
    picture_alt: str = ""


def help_cards(services: Iterable[int], language: str, country: str = "") -> dict[int, HelpCard]:
    """Give services by id with their words in a language, else in the language of the original; and beside them
    those that are always visible in her country: the one that is known, else that of her language. The most urgent
    first. Two queries, and two more where a service shows a face.
    """
    wanted = [language, settings.LANGUAGE_CODE]
    country = country or COUNTRY_OF.get(language, COUNTRY_OF[settings.LANGUAGE_CODE])
    texts = HelpServiceText.objects.filter(locale__language_code__in=wanted).select_related("locale")
    shown = Q(pk__in=set(services)) | Q(always_visible=True, country=country)
    faces = get_image_model().objects.prefetch_renditions(FACE)
    rows = HelpService.objects.filter(shown).prefetch_related(
        Prefetch("texts", queryset=texts), Prefetch("contact_picture", queryset=faces)
    )
    return {row.pk: _card(row, wanted, country) for row in rows}


def _card(service: HelpService, wanted: list[str], country: str) -> HelpCard:
    by_language = {text.locale.language_code: text for text in service.texts.all()}
    text = next((by_language[code] for code in wanted if code in by_language), None)
    return HelpCard(
        name=text.name if text else service.code,
        when=text.when if text else "",
        hours=text.hours if text else "",
        note=text.note if text else "",
        number=service.number,
        call_url=service.call_url,
        web=service.web,
        is_open_always=service.is_open_always,
        is_free=service.is_free,
        is_anonymous=service.is_anonymous,
        always_visible=service.always_visible,
        contact=service.contact_name,
        picture=service.contact_picture.get_rendition(FACE) if service.contact_picture else None,
        picture_alt=service.contact_alt,
        country="" if service.country_id == country else name_of_country(service.country_id, wanted[0]),
    )
