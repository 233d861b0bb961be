"""The editor speaks Norwegian and Danish: what Wagtail lacks we bring, and nothing of it is out of date."""

from pathlib import Path

import polib
import pytest
import wagtail
from django.utils import translation

from tests.databases import ROOT
from tests.factories.people import UserFactory
from tests.house.test_translations import PLACEHOLDER

OURS = ROOT / "lms/wagtail_locale"
WAGTAIL = Path(wagtail.__file__).parent
ROOMS = ("", "admin", "images", "documents", "snippets")
LANGUAGES = ["nb", "da"]
MET_BY_EDITORS = (
    "action_menu.py",
    "locks.py",
    "models/preview.py",
    "templates/wagtailadmin/pages/action_menu/",
    "templates/wagtailadmin/shared/autosave/",
    "templates/wagtailadmin/shared/editing_sessions/",
    "templates/wagtailadmin/shared/side_panels/includes/status/workflow",
    "templates/wagtailadmin/shared/side_panels/preview",
    "templates/wagtailadmin/shared/unsaved_changes_warning",
    "templates/wagtailadmin/workflows/workflow_status",
    "ui/side_panels.py",
    "src/controllers/AutosaveController",
    "src/controllers/PreviewController",
    "src/components/ComboBox",
    "src/components/CommentApp",
    "src/components/Draftail",
    "src/components/Minimap",
    "src/components/StreamField",
)
"""Where the texts stand that an editor of modules cannot avoid."""


def key(entry: polib.POEntry) -> tuple[str, str]:
    """Give what makes a text one and the same."""
    return entry.msgctxt or "", entry.msgid


def wagtails(language: str, domain: str) -> dict[tuple[str, str], polib.POEntry]:
    """Give the texts of Wagtail in a language."""
    files = [WAGTAIL / room / "locale" / language / "LC_MESSAGES" / f"{domain}.po" for room in ROOMS]
    return {key(entry): entry for file in files if file.exists() for entry in polib.pofile(file) if not entry.obsolete}


def ours(language: str, domain: str) -> dict[tuple[str, str], polib.POEntry]:
    """Give the texts we bring."""
    return {key(entry): entry for entry in polib.pofile(OURS / language / "LC_MESSAGES" / f"{domain}.po")}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_text_we_bring_is_one_of_wagtails(language, domain):
    assert ours(language, domain).keys() - wagtails("en", domain).keys() == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_text_we_bring_keeps_its_placeholders(language, domain):
    broken = []
    for entry in ours(language, domain).values():
        asked = {tuple(sorted(PLACEHOLDER.findall(text))) for text in (entry.msgid, entry.msgid_plural) if text}
        said = [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]
        broken += [text for text in said if tuple(sorted(PLACEHOLDER.findall(text))) not in asked]
    assert broken == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_every_editor_meets_is_in_english(language, domain):
    known = {each for each, entry in wagtails(language, domain).items() if entry.translated()}
    known |= ours(language, domain).keys()
    missing = [
        entry.msgid
        for each, entry in wagtails("en", domain).items()
        if each not in known and any(path.startswith(MET_BY_EDITORS) for path, _line in entry.occurrences)
    ]
    assert missing == []


@pytest.mark.parametrize(("language", "word"), [("nb", "Vis som på en telefon"), ("da", "Vis som på en telefon")])
def test_text_we_bring_is_used(language, word):
    with translation.override(language):
        assert translation.gettext("Preview in mobile size") == word


@pytest.mark.parametrize(("language", "word"), [("nb", "er lagret automatisk."), ("da", "er gemt automatisk.")])
def test_scripts_of_the_editor_get_what_we_bring(client, db, language, word):
    client.force_login(UserFactory(interface_language=language))
    assert word in client.get("/admin/jsi18n/").content.decode()
