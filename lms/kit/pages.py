"""What every page for readers shares: its address in their language, and honesty about the language of its text."""

from babel import Locale as Cldr
from babel import UnknownLocaleError
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .headers import leaving_no_trace

COUNTRY_OF = {"nb": "NO", "nn": "NO", "da": "DK", "sv": "SE", "fi": "FI"}
"""The country whose programme and help somebody looks for who reads in a language of the house's countries."""


def languages_of_country(code: str) -> list[str]:
    """Give the languages of a country (ISO 3166-1), the first one first; none for one that is not of the house."""
    return [language for language, country in COUNTRY_OF.items() if country == code]


class TextOrigin(models.TextChoices):
    """How the words came to stand in this language."""

    ORIGINAL = "original", _("Written in this language")
    MACHINE = "machine", _("Translated by machine, not yet read by a native reader")
    HUMAN = "human", _("Translated by a person, not yet read by a second native reader")
    CHECKED = "checked", _("Translated, and read by a native reader")


def name_of_country(code: str, language: str) -> str:
    """Give what a country (ISO 3166-1) is called in a language, else its code."""
    try:
        return Cldr.parse(language).territories.get(code, code)
    except (UnknownLocaleError, ValueError):
        return code


def url_of(page: Page) -> str:
    """Give a page's address under the language the reader has chosen, also if the text is in another."""
    # The home pages stand right under the root, so the first part of the path names the language's own tree.
    return reverse("wagtail_serve", args=(page.url_path.split("/", 2)[-1],))


def language_context(page: Page, origin: str = TextOrigin.ORIGINAL) -> dict:
    """Give what a template needs to say in which language a text really is: `text_language`, `text_direction`,
    `is_in_other_language`, `is_unchecked_translation`, and the language and address of the original.
    """
    code = (page.alias_of or page).locale.language_code
    with override(settings.LANGUAGE_CODE):
        original_address = url_of(page)
    return {
        "text_language": code,
        "text_direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
        "is_in_other_language": code != get_language(),
        "is_unchecked_translation": origin == TextOrigin.MACHINE,
        "original_language": settings.LANGUAGE_CODE,
        "original_address": original_address,
    }


class LeavesNoTrace:
    """Mixed into a page type whose pages may leave no trace, as their `leaves_no_trace` says."""

    leaves_no_trace: bool

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Choose the page around it: the quiet one has a quick exit and no form."""
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]  # of the page mixed into
        if self.leaves_no_trace:
            context["base_template"] = "base_quiet.html"
        return context

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Show the page; one that leaves no trace is never stored by the browser and never named to others."""
        response = super().serve(request, *args, **kwargs)  # type: ignore[misc]  # of the page mixed into
        return leaving_no_trace(response) if self.leaves_no_trace else response
