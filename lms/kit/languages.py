"""The languages people speak, and what each is called in the languages of the menus."""

from functools import lru_cache

from babel import Locale as Cldr
from babel import UnknownLocaleError
from django.conf import settings

SPOKEN = [
    "am", "ar", "bn", "bs", "ckb", "da", "en", "es", "fa", "fi", "fil", "fr", "hi", "hr", "kmr", "lt", "nb", "nn",
    "om", "pa", "pl", "pnb", "prs", "ps", "rif", "ro", "ru", "so", "sq", "sr", "sv", "sw", "ta", "th", "ti", "tl", "tr",
    "uk", "ur", "vi", "zgh",
]  # fmt: skip
"""The languages that are offered; any other BCP 47 tag can be stored."""
OWN_NAMES = {
    # What CLDR does not name, names by another word than its speakers, or by the same word twice.
    "bn": {"en": "Bengali"},
    "ckb": {
        "nb": "kurdisk (sorani)", "da": "kurdisk (sorani)", "sv": "kurdiska (sorani)", "fi": "kurdi (sorani)",
        "en": "Kurdish (Sorani)", "ar": "الكردية (السورانية)",
    },
    "kmr": {
        "nb": "kurdisk (kurmanji)", "da": "kurdisk (kurmanji)", "sv": "kurdiska (kurmanji)", "fi": "kurdi (kurmandži)",
        "en": "Kurdish (Kurmanji)", "ar": "الكردية (الكرمانجية)",
    },
    "nb": {"nb": "norsk (bokmål)", "da": "norsk (bokmål)", "sv": "norska (bokmål)", "fi": "norja (bokmål)"},
    "nn": {"nb": "norsk (nynorsk)", "da": "norsk (nynorsk)", "sv": "norska (nynorsk)", "fi": "norja (nynorsk)"},
    "pa": {
        "nb": "panjabi (gurmukhi)", "da": "punjabi (gurmukhi)", "sv": "punjabi (gurmukhi)", "fi": "pandžabi (gurmukhi)",
        "en": "Punjabi (Gurmukhi)", "ar": "البنجابية (غورموخي)",
    },
    "pnb": {
        "nb": "panjabi (shahmukhi)", "da": "punjabi (shahmukhi)", "sv": "punjabi (shahmukhi)",
        "fi": "pandžabi (shahmukhi)", "en": "Punjabi (Shahmukhi)", "ar": "البنجابية (شاهموخي)",
    },
    "prs": {
        "nb": "dari", "da": "dari", "sv": "dari", "fi": "dari", "en": "Dari", "ar": "الدارية",
    },
    "ps": {"sv": "pashto"},
    "rif": {
        "nb": "tarifit", "da": "tarifit", "sv": "tarifit", "fi": "tarifit", "en": "Tarifit", "ar": "الريفية",
    },
    "ur": {"ar": "الأردية"},
    "zgh": {
        "nb": "tamazight", "da": "tamazight", "sv": "tamazight", "fi": "tamazight", "en": "Tamazight",
        "ar": "الأمازيغية",
    },
}  # fmt: skip


@lru_cache(maxsize=64)
def language_names(language: str) -> list[tuple[str, str]]:
    """Give the tags and names of the offered languages, named and sorted in the given language."""
    try:
        names = Cldr.parse(language, sep="-").languages
    except (UnknownLocaleError, ValueError):
        language = settings.LANGUAGE_CODE
        names = Cldr.parse(language).languages
    named = {tag: OWN_NAMES.get(tag, {}).get(language) or names.get(tag, tag) for tag in SPOKEN}
    return sorted(named.items(), key=lambda pair: pair[1].casefold())
