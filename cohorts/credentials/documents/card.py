"""The ID card as a PDF for card printers, and as sheets of ten to cut out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from lms.kit.pdf import Page, laid_out
from lms.kit.qr import qr_shape

from ..rules import CardFacts
from .diploma import is_from_right, logo_name
from .wording import day_in_words


def card_page(facts: CardFacts, *, at: datetime, logo: bytes = b"", photo: bytes = b"") -> Page:
    """Give a card as a page to set: front and back in CR80, with three millimetres of bleed around. The same facts,
    time and pictures give the same bytes."""
    name = logo_name(logo)
    pictures = ({name.removeprefix("/"): logo} if logo else {}) | ({"photo.jpg": photo} if photo else {})
    told = _layout_facts(facts) | {"logo": name, "photo": "/photo.jpg" if photo else ""}
    return Page("card.typ", told, at, pictures)


def card_sheet(cards: Sequence[bytes], *, at: datetime, language: str) -> bytes:
    """Give cards on A4, ten a sheet, with marks to cut at; the backs follow their fronts, turned for the long edge. It
    holds the very pages of the stored cards."""
    pictures = {f"{number}.pdf": card for number, card in enumerate(cards)}
    with override(language):
        told = {"language": language, "title": _("ID cards"), "count": len(cards)}
    return laid_out("card_sheet.typ", told, at=at, pictures=pictures, plain=True)


def _layout_facts(facts: CardFacts) -> dict[str, Any]:
    size, path = qr_shape(facts.check_at)
    with override(facts.language):
        return {
            "language": facts.language,
            "name": facts.name,
            "name_rtl": is_from_right(facts.name),
            "initial": next((sign for sign in facts.name if sign.isalpha()), ""),
            "title": facts.title[:1].upper() + facts.title[1:],
            "organisation": facts.organisation,
            "place": facts.place,
            "group": facts.group if facts.group != facts.place else "",
            "number": facts.number,
            "code": facts.code,
            "valid": day_in_words(facts.valid_until),
            "issued": day_in_words(facts.issued_on),
            "languages": ", ".join(facts.languages),
            "phone": facts.phone,
            "site": facts.check_at.partition("://")[2].removesuffix("/").removesuffix(facts.code),
            "address": facts.check_at.partition("://")[2],
            "qr": {"size": size, "path": path},
            "words": {
                "card": _("ID card"),
                "number": _("Card no."),
                "valid": _("Valid until"),
                "issued": _("Issued"),
                "speaks": _("Speaks"),
                "photo": _("Photo of her"),
                "check": _("Scan to check that the card is valid"),
                "promise": _("Volunteer. Not employed by the municipality. Has given a promise of confidentiality."),
                "phone": pgettext("on the back of a card", "Phone"),
            },
        }
