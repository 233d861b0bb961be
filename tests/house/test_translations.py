"""Catalogues are complete: every text has its translation, with the same placeholders and marks."""

import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import polib
import pytest
from django.utils import translation

from lms.settings import languages
from tests.databases import ROOT

CATALOGUES = ROOT / "lms/locale"
TRANSLATED = ["nb", "da", *languages.READER]
OTHER_EVENINGS = {"the roll: who is here tonight"}
STAFF_ONLY = [
    "templates/cohorts/evaluation/feedback.html",
    "cohorts/evaluation/views/showing.py",
    "lms/people/forms/people.py",
    "lms/people/views/off_lists.py",
    "lms/people/views/protection.py",
    "lms/people/wagtail_hooks.py",
    "templates/people/person.html",
    "templates/people/off_lists.html",
    "templates/people/person_protection.html",
    "templates/people/protect.html",
    "templates/people/protection_readers.html",
    "templates/people/list.html",
    "curriculum/*",
    "templates/curriculum/*",
    "templates/modules/edit_bar.html",
    "templates/modules/notices/voice_waiting.txt",
    "templates/modules/voices/list.html",
    "templates/modules/voices/review.html",
    "modules/forms/voice_reviews.py",
    "modules/views/voice_reviews.py",
    "templates/modules/editor/*",
    "templates/wagtailadmin/*",
    "cohorts/credentials/documents/ceremony.py",
    "cohorts/credentials/documents/pack.py",
    "cohorts/credentials/forms/deciding.py",
    "cohorts/credentials/forms/staff_sentences.py",
    "cohorts/credentials/forms/told.py",
    "cohorts/credentials/models/decisions.py",
    "cohorts/credentials/models/register.py",
    "cohorts/credentials/models/signers.py",
    "cohorts/credentials/forms/papers.py",
    "cohorts/credentials/models/letterheads.py",
    "cohorts/credentials/models/packs.py",
    "cohorts/credentials/views/ceremony.py",
    "cohorts/credentials/views/coordinator.py",
    "cohorts/credentials/views/register.py",
    "cohorts/credentials/views/secretariat.py",
    "templates/cohorts/credentials/cards.html",
    "templates/cohorts/credentials/ceremony.html",
    "templates/cohorts/credentials/completion*.html",
    "templates/cohorts/credentials/letterhead.html",
    "templates/cohorts/credentials/pack.html",
    "templates/cohorts/credentials/sounds.html",
    "templates/cohorts/credentials/paper*.html",
    "templates/cohorts/credentials/register.html",
    "templates/cohorts/credentials/woman_wishes.html",
    "cohorts/desk/documents/board.py",
    "cohorts/desk/documents/evening.py",
    "cohorts/desk/documents/pack.py",
    "cohorts/desk/documents/table.py",
    "cohorts/desk/forms/*",
    "cohorts/desk/views/extras.py",
    "cohorts/desk/views/steps.py",
    "cohorts/desk/views/table.py",
    "cohorts/roster/forms/*",
    "cohorts/roster/models/cohorts.py",
    "cohorts/roster/models/venues.py",
    "cohorts/roster/views/cohorts.py",
    "cohorts/roster/views/facts.py",
    "cohorts/roster/views/lists.py",
    "cohorts/roster/models/questions.py",
    "cohorts/roster/views/papers.py",
    "cohorts/roster/views/questions.py",
    "cohorts/roster/views/to_do.py",
    "cohorts/roster/views/venues.py",
    "templates/cohorts/roster/phones.html",
    "templates/cohorts/roster/task_change.html",
    "templates/cohorts/roster/venues.html",
    "cohorts/roster/views/women.py",
    "cohorts/schedule/figures/*",
    "cohorts/schedule/forms/changes.py",
    "cohorts/schedule/forms/closed_days.py",
    "cohorts/schedule/forms/planner.py",
    "cohorts/schedule/views/closed_days.py",
    "cohorts/schedule/views/planner.py",
    "templates/cohorts/schedule/ask_women.html",
    "templates/cohorts/schedule/ask.html",
    "templates/cohorts/schedule/closed_days*.html",
    "templates/cohorts/schedule/discard.html",
    "templates/cohorts/schedule/evening.html",
    "templates/cohorts/schedule/modules.html",
    "templates/cohorts/schedule/preview.html",
    "cohorts/schedule/models/closed_days.py",
    "cohorts/schedule/models/plans.py",
    "cohorts/schedule/views/changes.py",
    "cohorts/schedule/views/messages.py",
    "cohorts/desk/views/messages.py",
    "templates/cohorts/schedule/before_after.html",
    "templates/cohorts/schedule/change*.html",
    "templates/cohorts/schedule/evening_now.html",
    "templates/cohorts/schedule/letter.html",
    "templates/cohorts/schedule/lines.html",
    "templates/cohorts/schedule/plan_changes.html",
    "templates/cohorts/desk/plan_messages.html",
    "templates/cohorts/schedule/slot.html",
    "cohorts/schedule/models/extras.py",
    "templates/cohorts/desk/*",
    "templates/cohorts/schedule/cohort_calendar.html",
    "templates/cohorts/roster/checklist.html",
    "templates/cohorts/roster/cohort.html",
    "templates/cohorts/roster/form.html",
    "templates/cohorts/roster/list.html",
    "templates/cohorts/roster/papers.html",
    "templates/cohorts/roster/question*.html",
    "templates/cohorts/roster/tasks*.html",
    "templates/cohorts/roster/step.html",
    "templates/cohorts/roster/team.html",
    "templates/cohorts/roster/open.html",
    "templates/cohorts/roster/woman*.html",
    "templates/cohorts/roster/women*.html",
    "templates/home/nearest.html",
    "templates/home/roles/secretariat.html",
    "templates/home/roles/coordinator.html",
    "templates/home/roles/helper.html",
    "home/blocks.py",
    "lms/kit/uploads.py",
    "home/models.py",
    "modules/blocks/*",
    "modules/dashboards/content_check.py",
    "modules/forms/translations.py",
    "modules/models/*",
    "modules/forms/registers.py",
    "modules/actions/todos.py",
    "modules/views/translations.py",
    "modules/viewsets.py",
    "modules/views/checks.py",
    "modules/views/experience.py",
    "modules/views/reviews.py",
    "modules/views/steps.py",
    "modules/documents/word_report.py",
    "modules/forms/reviews.py",
    "modules/forms/word.py",
    "modules/views/word.py",
    "templates/modules/admin/*",
    "templates/modules/checks/*",
    "templates/modules/experience/*",
    "templates/modules/reviews/*",
    "templates/modules/notices/draft_*.txt",
    "templates/modules/notices/review_answered.txt",
    "templates/cohorts/guests/notices/guest_answered.txt",
    "templates/cohorts/guests/notices/guest_removed.txt",
    "templates/cohorts/guests/pass_afterwords.html",
    "cohorts/guests/views/words.py",
    "templates/cohorts/attendance/roll.html",
    "templates/cohorts/attendance/door.html",
    "templates/cohorts/attendance/kiosk_start.html",
    "cohorts/attendance/views/kiosks.py",
    "templates/cohorts/attendance/progress.html",
    "templates/cohorts/attendance/progress_concern.html",
    "cohorts/attendance/forms/*.py",
    "templates/cohorts/attendance/leave.html",
    "templates/cohorts/attendance/lists.html",
    "cohorts/attendance/dashboards/funding.py",
    "cohorts/attendance/dashboards/letters.py",
    "templates/cohorts/attendance/evening_now.html",
    "templates/cohorts/attendance/offline.html",
    "templates/cohorts/attendance/screen.html",
    "templates/cohorts/attendance/after_links.html",
    "templates/cohorts/attendance/note*.html",
    "templates/cohorts/attendance/photo_remove.html",
    "templates/cohorts/attendance/tell.html",
    "cohorts/attendance/forms/notes.py",
    "cohorts/attendance/models/notes.py",
    "cohorts/attendance/views/notes.py",
    "templates/cohorts/attendance/walk_in.html",
    "cohorts/attendance/documents/*.py",
    "cohorts/attendance/views/roll.py",
    "cohorts/attendance/views/paper.py",
    "cohorts/attendance/views/brought.py",
    "templates/cohorts/attendance/bring.html",
    "templates/cohorts/attendance/brought.html",
    "templates/cohorts/attendance/typed*.html",
    "cohorts/attendance/views/walk_ins.py",
    "cohorts/attendance/views/words.py",
    "templates/cohorts/guests/evening.html",
    "templates/cohorts/guests/invitation.html",
    "templates/cohorts/guests/answer.html",
    "templates/cohorts/guests/reminders.html",
    "templates/cohorts/guests/ask*.html",
    "cohorts/guests/views/asking.py",
    "cohorts/guests/forms/asking.py",
    "cohorts/guests/figures/*",
    "cohorts/guests/documents.py",
    "cohorts/guests/views/coverage.py",
    "templates/cohorts/guests/coverage.html",
    "cohorts/guests/models/steps.py",
    "cohorts/guests/models/reminders.py",
    "cohorts/guests/forms/refusals.py",
    "cohorts/guests/forms/directory.py",
    "cohorts/guests/models/people.py",
    "cohorts/guests/views/directory.py",
    "templates/cohorts/guests/agreed.html",
    "templates/cohorts/guests/card.html",
    "templates/cohorts/guests/directory.html",
    "templates/cohorts/guests/guest.html",
    "templates/cohorts/guests/marks.html",
    "templates/cohorts/guests/remove.html",
    "templates/cohorts/guests/suggestions.html",
    "templates/cohorts/guests/wish.html",
    "templates/cohorts/guests/material_library.html",
    "templates/cohorts/guests/material_proposals.html",
    "cohorts/guests/views/library.py",
    "cohorts/guests/models/material.py",
    "templates/modules/translation*.html",
    "templates/cohorts/attendance/desk_catch_ups.html",
    "templates/cohorts/attendance/open_evening*.html",
    "templates/cohorts/attendance/visitors.html",
    "cohorts/attendance/views/open_evenings.py",
    "cohorts/attendance/dashboards/sheets.py",
    "templates/people/data_request*.html",
    "lms/people/forms/requests.py",
    "lms/people/views/requests.py",
    "*/wagtail_hooks.py",
]
"""What neither a trainee nor somebody who checks a diploma ever sees. Swedish, Finnish and Arabic may leave it out;
Norwegian then stands in."""

READERS_TOO = [
    "cohorts/attendance/forms/doors.py",
    "cohorts/attendance/forms/catch_ups.py",
    "templates/cohorts/desk/my_evenings.html",
    "templates/cohorts/desk/shared.html",
    "templates/curriculum/place.html",
    "templates/curriculum/neighbours.html",
    "templates/modules/reviews/answer.html",
    "templates/modules/reviews/gone.html",
    "templates/curriculum/print.html",
    "templates/curriculum/no_sign.html",
    "curriculum/documents.py",
]
"""Parts of a module's page that the curriculum brings and prints, what a reviewer from outside sees, and what women
read at the door."""

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")
PHONE = re.compile(r"\+\d[\d ]+\d|\b\d{3} \d{2} \d{3}\b")
LEFT_TO_RIGHT, POP = "\u2066", "\u2069"


# --- the catalogues ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def fresh(tmp_path_factory) -> Path:
    """Run `make messages` in a copy of the house, and give the folder of its catalogues."""
    if not shutil.which("xgettext"):
        pytest.fail("There is no gettext on this machine: sudo apt-get install gettext")
    copy = tmp_path_factory.mktemp("messages") / "house"
    away = [".git", ".venv", "var", "tests", "benchmarks", "fixtures", "docs", "static", "__pycache__", "*.mo"]
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*away))
    done = subprocess.run([sys.executable, "deploy/messages.py"], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return copy / "lms/locale"


@cache
def catalogue(folder: Path, language: str) -> polib.POFile:
    """Read the catalogue of a language, once for all tests."""
    return polib.pofile(folder / language / "LC_MESSAGES/django.po")


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    """Give what makes a text one and the same."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def forms(entry: polib.POEntry) -> list[str]:
    """Give every translation of a text: one, or one for each kind of number."""
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


def is_for_readers(entry: polib.POEntry) -> bool:
    """Tell whether the text stands anywhere that is not for staff alone."""
    return any(not is_for_staff(path) for path, _ in entry.occurrences)


@cache
def is_for_staff(path: str) -> bool:
    """Tell whether what a file says is for staff alone."""
    return path not in READERS_TOO and any(fnmatch(path, pattern) for pattern in STAFF_ONLY)


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_lacks_no_text(fresh, language):
    needed = [entry for entry in catalogue(fresh, language) if language in languages.COMPLETE or is_for_readers(entry)]
    missing = [entry.msgid for entry in needed if entry.fuzzy or not entry.translated()]
    assert missing == [], "run `make messages`, then translate"


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_has_nothing_fuzzy_or_left_over(fresh, language):
    wanted = {key(entry) for entry in catalogue(fresh, language)}
    kept = catalogue(CATALOGUES, language)
    assert [entry.msgid for entry in kept if entry.fuzzy] == []
    assert [entry.msgid for entry in kept if entry.obsolete or key(entry) not in wanted] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translation_keeps_placeholders_and_marks(language):
    broken = []
    for entry in catalogue(CATALOGUES, language).translated_entries():
        asked = {tuple(sorted(PLACEHOLDER.findall(text))) for text in (entry.msgid, entry.msgid_plural) if text}
        broken += [text for text in forms(entry) if tuple(sorted(PLACEHOLDER.findall(text))) not in asked]
    assert broken == []


def test_danish_calls_an_evening_of_the_course_by_the_word_of_the_programme():
    evening = re.compile(r"\b(kursus)?aften(en|er|erne|ens)?\b", re.IGNORECASE)
    entries = [entry for entry in catalogue(CATALOGUES, "da").translated_entries() if entry.msgid not in OTHER_EVENINGS]
    # To a guest it is an evening like any other.
    ours = [entry for entry in entries if not all("guests" in path for path, _ in entry.occurrences)]
    assert [text for entry in ours for text in forms(entry) if evening.search(text)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translation_has_a_form_for_each_kind_of_number(language):
    po = catalogue(CATALOGUES, language)
    count = int(re.search(r"nplurals=(\d+)", po.metadata["Plural-Forms"]).group(1))
    assert count == (6 if language == "ar" else 2)
    several = [entry for entry in po.translated_entries() if entry.msgid_plural]
    assert several
    assert [entry.msgid for entry in several if sorted(entry.msgstr_plural) != list(range(count))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_passes_gettexts_own_check(language, tmp_path):
    source = CATALOGUES / language / "LC_MESSAGES/django.po"
    options = ["--check-format", "--check-domain", "-o", tmp_path / "django.mo"]
    done = subprocess.run(["msgfmt", *options, source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("language", [code for code in TRANSLATED if code in languages.BIDI])
def test_phone_number_in_a_text_from_right_to_left_keeps_its_order(language):
    for entry in catalogue(CATALOGUES, language).translated_entries():
        for text in forms(entry):
            for number in PHONE.findall(text):
                assert f"{LEFT_TO_RIGHT}{number}{POP}" in text


def test_english_shows_its_own_words_and_never_falls_back_on_norwegian():
    with translation.override("en"):
        for entry in catalogue(CATALOGUES, "nb"):
            assert translation.gettext(entry.msgid) == entry.msgid
