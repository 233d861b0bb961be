"""The diploma as a PDF, from what was frozen when it was issued, and from nothing else."""

import unicodedata
from datetime import datetime
from typing import Any

from django.utils.translation import override

from lms.kit.paper import Paragraph, Run, words
from lms.kit.pdf import Page, set_page
from lms.kit.qr import qr_shape

from ..rules import DiplomaFacts
from .wording import given_in, hours_in_words, in_language, words_of

PNG = b"\x89PNG"


def diploma_page(facts: DiplomaFacts, *, at: datetime, logo: bytes = b"", token: str = "") -> Page:
    """Give a diploma as a page to set: a front, and a back with the modules she has. The same facts, time and logo give
    the same bytes. `token` is a credential to carry inside."""
    name = logo_name(logo)
    pictures = {name.removeprefix("/"): logo} if logo else {}
    return Page("diploma.typ", layout_facts(facts, name), at, pictures, token)


def diploma_pdf(facts: DiplomaFacts, *, at: datetime, logo: bytes = b"") -> bytes:
    """Draw a diploma at once. Raises lms.kit.pdf.NoSignError for a name that no font draws."""
    return set_page(diploma_page(facts, at=at, logo=logo))


def logo_name(logo: bytes) -> str:
    """Give where a layout finds the logo; empty without one."""
    return ("/logo.png" if logo.startswith(PNG) else "/logo.jpg") if logo else ""


def signer_lines(facts: DiplomaFacts, language: str) -> tuple[Paragraph, ...]:
    """Give a line for each who signs, for papers that are signed by hand, with her name and what she is under it."""
    return tuple(
        line
        for each in facts.signers
        for line in (
            words("_" * 34),
            Paragraph((Run(each.name, bold=True), Run(f" · {in_language(each.titles, language)}"))),
        )
    )


def is_from_right(name: str) -> bool:
    """Tell whether a name is written from right to left, by its first letter."""
    kinds = (unicodedata.bidirectional(sign) for sign in name)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def is_tall(name: str) -> bool:
    """Tell whether a name has letters that reach far below the line: those of most scripts do."""
    letters = (unicodedata.name(sign, "") for sign in name if sign.isalpha())
    return any(not letter.startswith(("LATIN", "CYRILLIC", "GREEK")) for letter in letters)


def layout_facts(facts: DiplomaFacts, logo: str) -> dict[str, Any]:
    """Give what the layout lays out: words in one or two languages, and the facts."""
    size, path = qr_shape(facts.check_at) if facts.check_at else (0, "")
    site = facts.check_at.partition("://")[2]
    with override(facts.languages[0]):
        modules = [
            {
                "number": module.number,
                "titles": [in_language(module.titles, language) for language in facts.languages],
                "hours": hours_in_words(module.hours),
            }
            for module in facts.modules
            if module.had
        ]
    return {
        "words": [words_of(facts, language) for language in facts.languages],
        "name": facts.name,
        "name_rtl": is_from_right(facts.name),
        "name_is_tall": is_tall(facts.name),
        "organisation": facts.organisation,
        "edition": facts.edition,
        "number": facts.number,
        "code": facts.code,
        "given": given_in(facts),
        "check_at": facts.check_at,
        "address": site,
        "site": site.removesuffix("/").removesuffix(facts.code),
        "logo": logo,
        "qr": {"size": size, "path": path},
        "modules": modules,
        "signers": [
            {"name": each.name, "titles": list(dict.fromkeys(in_language(each.titles, it) for it in facts.languages))}
            for each in facts.signers
        ],
    }
