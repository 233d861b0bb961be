"""The languages of the interface and of the content, in one place."""

from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_noop

# Django 5.2 does not know these (an unknown code raises KeyError in its templates and in Wagtail's).
LANG_INFO.setdefault("so", {"bidi": False, "code": "so", "name": gettext_noop("Somali"), "name_local": "Soomaali"})
LANG_INFO.setdefault("ti", {"bidi": False, "code": "ti", "name": gettext_noop("Tigrinya"), "name_local": "ትግርኛ"})
LANG_INFO.setdefault("ps", {"bidi": True, "code": "ps", "name": gettext_noop("Pashto"), "name_local": "پښتو"})
LANG_INFO.setdefault("prs", {"bidi": True, "code": "prs", "name": gettext_noop("Dari"), "name_local": "دری"})
LANG_INFO.setdefault("am", {"bidi": False, "code": "am", "name": gettext_noop("Amharic"), "name_local": "አማርኛ"})

# Django writes "Bokmal" here and "Bokmål" in its catalogues, so that its name is never translated.
LANG_INFO["nb"]["name"] = gettext_noop("Norwegian Bokmål")

# Everything is translated into these; a test fails on a missing string.
COMPLETE = ["nb", "da", "en"]
# Everything that a trainee, or somebody who checks a diploma, meets is translated into these.
READER = ["sv", "fi", "ar"]
# These appear in the menu as soon as their catalogue is there.
PREPARED = ["so", "ti", "ur", "uk", "tr", "fa", "ps"]

BIDI = ["ar", "fa", "he", "ps", "ur", "ckb", "prs", "pnb"]


def offered(catalogues: Path) -> list[str]:
    """Give the languages of the menu: of the prepared ones those that have a catalogue in the folder."""
    ready = [code for code in PREPARED if (catalogues / code / "LC_MESSAGES/django.po").exists()]
    return [*COMPLETE, *READER, *ready]


def named(codes: list[str]) -> list[tuple[str, str]]:
    """Give Django's `LANGUAGES` shape: each code with the name its own speakers use."""
    return [(code, LANG_INFO[code]["name_local"]) for code in codes]
