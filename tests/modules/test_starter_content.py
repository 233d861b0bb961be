"""The seventeen modules as they are delivered: nothing of the source is missing."""

import json
import re

import pytest

from lms.kit.readability import sentences_in, words_in
from modules.models import EditorialTodo, Exercise, GlossaryTerm, GoalTag, HelpService, ModulePage, Sensitivity, Source
from modules.rules import LOCAL, without_checks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("curriculum")]

# The sections of the source. The first, its facts, became fields of the page.
SECTIONS = {
    "goals", "key_messages", "session_plan", "guest", "exercises", "reflection", "words", "help", "home_task",
    "coordinator_notes", "sources",
}  # fmt: skip
LONGEST_SENTENCE = 15
LOCAL_PLACES = 31
CHECKS_IN_MODULES = 38
CHECKS_OF_SERVICES = 4
TITLES = [
    "Introduksjon Bydelsmødre", "Barns utvikling & oppdragelse", "Barns hverdag", "Ungdom",
    "Bydelsmødrenes metoder 1", "Aktivitet & ernæring", "Kvinnehelse", "Bydelsmødrenes metoder 2", "Psykisk helse",
    "NAV sine tjenester", "Kunnskap om Norge", "Bydelsmødrenes metoder 3", "ICDP – foreldreveiledning",
    "Bydelsmødrenes metoder 4", "Vold i nære relasjoner", "Flyktninger", "Avslutning og evaluering",
]  # fmt: skip


def modules() -> list[ModulePage]:
    """Give the modules in their order."""
    return list(ModulePage.objects.live().filter(locale__language_code="nb").order_by("path"))


def written(page: ModulePage) -> str:
    """Give everything somebody wrote into a module."""
    return " ".join([page.lead, page.content_warning, json.dumps(page.body.get_prep_value(), ensure_ascii=False)])


def parts(page: ModulePage) -> dict:
    """Give the parts of a module by type."""
    return {part.block_type: part.value for part in page.body}


def test_seventeen_modules_stand_in_their_order():
    assert [page.title for page in modules()] == TITLES


def test_every_module_has_its_twelve_sections():
    for page in modules():
        assert parts(page).keys() >= SECTIONS, page.title
        assert all((page.kind, page.theme, page.sensitivity, parts(page)["guest"]["taught_by"])), page.title
    assert sum(len(SECTIONS & parts(page).keys()) + 1 for page in modules()) == 17 * 12


def test_every_section_says_something():
    for page in modules():
        for part in page.body:
            filled = [text for text in json.dumps(part.get_prep_value()["value"]).split('"') if len(text) > 3]
            assert filled, f"{page.title}: {part.block_type}"
        found = parts(page)
        assert len(found["goals"]["items"]) >= 4
        assert len(found["reflection"]["questions"]) == 3
        assert len(found["words"]["words"]) >= 7


def test_every_evening_takes_180_minutes_and_has_a_break():
    for page in modules():
        plan = parts(page)["session_plan"]
        assert plan.total == 180, page.title
        kinds = [step["kind"] for step in plan["steps"]]
        assert kinds[0] == "welcome"
        assert kinds[-1] == "check-out"
        assert {"check-in", "break"} <= set(kinds), page.title


def test_every_place_for_the_district_is_there():
    assert sum(len(LOCAL.findall(written(page))) for page in modules()) == LOCAL_PLACES


def test_every_mark_of_the_source_is_an_open_to_do():
    assert sum(len(re.findall(r"\[kontroller", written(page))) for page in modules()) == CHECKS_IN_MODULES
    todos = EditorialTodo.objects.open()
    assert todos.filter(page__in=modules()).count() == CHECKS_IN_MODULES
    of_source = ["vo-linjen", "rode-kors-telefonen", "giftinformasjonen", "jurk"]
    assert todos.filter(service__code__in=of_source).count() == CHECKS_OF_SERVICES
    assert not todos.filter(text="").exists()


def test_sensitive_modules_are_those_that_were_settled():
    by_value = {value: {n for n, page in enumerate(modules(), 1) if page.sensitivity == value} for value in Sensitivity}
    assert by_value[Sensitivity.PARTLY] == {4, 7, 14}
    assert by_value[Sensitivity.YES] == {9, 15, 16}
    assert all(page.content_warning for page in modules() if page.sensitivity != Sensitivity.NO)


def questions(page: ModulePage) -> list:
    """Give what the quiz of a module asks."""
    return [value for part in page.body if part.block_type == "quiz" for value in part.value["questions"]]


def test_every_module_asks_three_questions_with_one_right_answer_each():
    for page in modules():
        assert len(questions(page)) == 3, page.title
        for question in questions(page):
            right = [bool(answer["is_right"]) for answer in question["answers"]]
            assert (len(right), sum(right)) == (3, 1), question["question"]


def test_right_answer_stands_now_here_now_there():
    for page in modules():
        places = {[answer["is_right"] for answer in each["answers"]].index(True) for each in questions(page)}
        assert places == {0, 1, 2}, page.title


def test_quiz_speaks_in_short_sentences_and_has_a_kind_word_for_every_answer():
    for page in modules():
        for question in questions(page):
            replies = [answer["reply"] for answer in question["answers"]]
            said = [question["question"], *(answer["text"] for answer in question["answers"]), *replies]
            sentences = [sentence for text in said for sentence in sentences_in(text)]
            assert not [each for each in sentences if len(words_in(each)) > LONGEST_SENTENCE]
            assert not [reply for reply in replies if re.match(r"(nei|feil|galt)\b", reply, re.IGNORECASE)]


def test_quiz_of_a_sensitive_module_says_whom_to_call():
    for page in modules():
        if page.sensitivity == Sensitivity.YES:
            replies = " ".join(answer["reply"] for each in questions(page) for answer in each["answers"])
            assert re.search(r"\b11[236]\b", replies), page.title


def test_goals_are_named_in_the_languages_of_the_modules_and_each_is_of_use():
    assert list(GoalTag.objects.values_list("code", flat=True)) == ["tillit", "selvtillit", "nettverk", "egenomsorg"]
    for tag in GoalTag.objects.prefetch_related("names__locale"):
        assert {name.locale.language_code for name in tag.names.all()} == {"nb", "da", "en", "ar"}
        assert tag.modules.filter(locale__language_code="nb").exists(), tag.code


def test_addresses_of_modules_say_nothing():
    for page in modules():
        assert re.fullmatch(r"[bcdfghjkmnpqrstvwxz2-9]{6}", page.slug)
        assert page.neutral_name == "Tema"


def test_registers_are_complete():
    assert Source.objects.count() == 63
    assert Exercise.objects.filter(locale__language_code="nb").count() == 17
    assert HelpService.objects.filter(always_visible=True, country="NO").count() == 15
    assert HelpService.objects.filter(always_visible=True, country="DK").count() == 7
    assert GlossaryTerm.objects.filter(locale__language_code="nb").count() > 100


def test_no_number_that_is_to_be_checked_can_be_called():
    numbers = HelpService.objects.filter(to_check__icontains="nummer")
    assert numbers.count() == 9
    assert not any(service.call_url for service in numbers)


def test_sources_named_in_a_text_stand_in_its_list():
    for page in modules():
        listed = {entry["source"].code for entry in parts(page)["sources"]["sources"] if entry["source"]}
        named = {code for codes in re.findall(r"\((K\d+(?:, K\d+)*)\)", written(page)) for code in codes.split(", ")}
        assert named <= listed, page.title


@pytest.mark.parametrize(("position", "language"), [(1, "en"), (1, "da"), (1, "ar"), (15, "en"), (15, "da")])
def test_translation_says_part_by_part_what_the_original_says(position, language):
    original = modules()[position - 1]
    page = ModulePage.objects.live().get(translation_key=original.translation_key, locale__language_code=language)
    assert page.text_origin == "machine"
    assert shape(page.body.get_prep_value()) == shape(original.body.get_prep_value())
    assert (page.slug, page.kind, page.sensitivity) == (original.slug, original.kind, original.sensitivity)
    assert bool(page.content_warning) == bool(original.content_warning)
    assert set(page.tags.all()) == set(original.tags.all())
    assert "[kontroller" not in written(page)
    assert len(LOCAL.findall(written(page))) == len(LOCAL.findall(written(original)))


def shape(raw: object, named: str = "") -> object:
    """Give the build of a body without its words: which parts, how many of each, how many minutes."""
    if isinstance(raw, dict):
        return {name: shape(value, name) for name, value in raw.items() if name != "id"}
    if isinstance(raw, list):
        return [shape(each) for each in raw]
    same = named in ("type", "kind", "minutes", "service", "source")
    return raw if same else bool(without_checks(str(raw or "")))


@pytest.mark.parametrize("language", ["en", "da", "ar"])
def test_services_of_norway_have_words_in_the_languages_of_the_translated_modules(language):
    services = HelpService.objects.filter(country="NO")
    assert not services.exclude(texts__locale__language_code=language).exists()
