"""What the content check finds, and what it leaves alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.rules import (
    Block,
    ContentCode,
    Draft,
    NamedFact,
    Passage,
    Picture,
    Place,
    PlanStep,
    check_content,
    readability_of,
)

TODAY = date(2026, 11, 22)
HERE = Place("b1", "e1")
GOAL = (Passage(Place("g"), "Du kan lytte."),)
LONG = "en to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten"


def draft(*texts: str, language: str = "nb", **more) -> Draft:
    """Make a draft of some texts in one block."""
    passages = tuple(Passage(HERE, text) for text in texts)
    return Draft(**{"language": language, "today": TODAY, "passages": passages, "goals": GOAL} | more)


def codes(made: Draft) -> list[str]:
    """Give what is found, as codes."""
    return [finding.code.value for finding in check_content(made)]


def test_good_text_has_no_finding():
    assert check_content(draft("<p>Du kan lytte. Det er nok.</p>")) == []


@pytest.mark.parametrize(("words", "found"), [(15, []), (16, ["long_sentence"])])
def test_sentence_is_too_long_from_sixteen_words(words, found):
    assert codes(draft(" ".join(["ord"] * words) + ".")) == found


def test_long_sentence_is_quoted_with_its_words_and_its_place():
    (finding,) = check_content(draft(f"Kort. {LONG.capitalize()}."))
    assert (finding.quote, finding.facts["words"], finding.place) == (f"{LONG.capitalize()}.", 16, HERE)


def test_mark_for_editors_makes_no_sentence_longer():
    assert codes(draft(f"{LONG[:-8]} [kontroller beløpet her].")) == ["to_check"]


def test_heading_or_name_is_no_sentence():
    assert codes(draft(passages=(Passage(HERE, LONG, is_prose=False),))) == []


@pytest.mark.parametrize("language", ["nb", "da", "sv"])
def test_lix_is_told_for_the_languages_it_speaks_of(language):
    assert readability_of(draft("Vi er her. " * 20, language=language)) == 3


@pytest.mark.parametrize("language", ["ar", "en", "fi", "uk"])
def test_lix_is_not_told_for_other_languages(language):
    hard = draft("Kommunehelsetjenesten representerer velferdsstatens myndighetsutøvelse. " * 12, language=language)
    assert readability_of(hard) is None
    assert codes(hard) == []


def test_block_that_is_hard_to_read_is_named_with_its_lix():
    hard = draft("Kommunehelsetjenesten representerer velferdsstatens myndighetsutøvelse. " * 12)
    (finding,) = check_content(hard)
    assert (finding.code, finding.place) == (ContentCode.HARD_TO_READ, Place("b1"))
    assert finding.facts == {"lix": 104, "level": "very_hard"}


@pytest.mark.parametrize(
    "text",
    [
        "SFO (skolefritidsordning) er åpen.",
        "Skolefritidsordning (SFO) er åpen. Ring SFO.",
        "SFO – skolefritidsordning. SFO er åpen.",
        "SFO betyr skolefritidsordning.",
        "Ta med ID og CV.",
        "Ring 113 (K14).",
        "A og B",
        "مرحبا بكم في الدورة",
    ],
)
def test_abbreviation_that_is_explained_or_known_to_all_is_left_alone(text):
    assert codes(draft(text)) == []


def test_abbreviation_nobody_explains_is_named_once():
    (finding,) = check_content(draft("Ring SFO.", "SFO er åpen."))
    assert (finding.code, finding.quote) == (ContentCode.ABBREVIATION, "SFO")


def test_abbreviation_in_the_glossary_is_left_alone():
    assert codes(draft("Ring SFO.", explained=frozenset({"sfo"}))) == []


@pytest.mark.parametrize("goals", [(), (Passage(HERE, "<p></p>"),)])
def test_module_without_goals_is_told(goals):
    assert codes(draft(goals=goals)) == ["no_goals"]


def test_empty_goal_beside_others_is_told():
    assert codes(draft(goals=(*GOAL, Passage(HERE, "<p> </p>")))) == ["empty_goal"]


def test_picture_without_words_is_told_unless_it_decorates():
    assert codes(draft(pictures=(Picture(HERE, "Park", " ", False),))) == ["no_alt_text"]
    assert codes(draft(pictures=(Picture(HERE, "Park", "", True), Picture(HERE, "Park", "En park", False)))) == []


@pytest.mark.parametrize(
    ("minutes", "evenings", "found"), [(180, [180], 0), (240, [180], 1), (180, [180, 170], 1), (240, [], 0)]
)
def test_plan_is_held_against_the_evenings_it_is_meant_for(minutes, evenings, found):
    steps = (PlanStep("check-in", 15), PlanStep("input", minutes - 23), PlanStep("check-out", 8))
    assert codes(draft(plans=((HERE, steps),), evenings=tuple(evenings))) == ["plan"] * found


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        (NamedFact(HERE, "Alarmtelefonen", is_service=True), []),
        (NamedFact(HERE, "Alarmtelefonen", is_service=True, is_checked=False), ["service_unchecked"]),
        (NamedFact(HERE, "Alarmtelefonen", is_service=True, check_by=TODAY), []),
        (NamedFact(HERE, "Alarmtelefonen", is_service=True, check_by=TODAY - timedelta(1)), ["service_overdue"]),
        (NamedFact(HERE, "K14", is_service=False, check_by=TODAY - timedelta(1)), ["source_overdue"]),
    ],
)
def test_fact_is_told_when_nobody_has_checked_it_in_time(fact, found):
    assert codes(draft(facts=(fact,))) == found


@pytest.mark.parametrize(
    ("heading", "text", "found"),
    [
        ("Helse", "<h3>Lege</h3><p>Ring.</p>", []),
        (None, "<h3>Lege</h3>", []),
        ("", "<p>Ring.</p>", []),
        ("", "<h3>Lege</h3>", ["heading_without_parent"]),
        ("Helse", "<h4>Lege</h4>", ["heading_skipped"]),
        ("Helse", "<h2>Lege</h2>", ["heading_skipped"]),
        ("Helse", "<h3>Lege</h3><h4>Time</h4><h3>Tolk</h3>", []),
        ("Helse", "<h3> </h3>", ["heading_empty"]),
        ("Helse", "<p><b>Lege</b></p>", ["heading_by_bold"]),
        ("Helse", "<p><b>Lege</b> og tolk</p>", []),
        ("Helse", "<p><strong>Lege</strong></p>", ["heading_by_bold"]),
    ],
)
def test_heading_out_of_order_is_told(heading, text, found):
    assert codes(draft(blocks=(Block(Place("b1"), "text", heading, (text,)),))) == found


def test_findings_come_in_the_order_of_the_page_with_the_whole_page_first():
    blocks = (Block(Place("b1"), "text"), Block(Place("b2"), "text"))
    passages = (Passage(Place("b2"), "Nei [kontroller]."), Passage(Place("b1"), f"{LONG}."))
    found = check_content(draft(blocks=blocks, passages=passages, goals=()))
    assert [finding.place.block for finding in found] == ["", "b1", "b2"]


@given(st.lists(st.text(max_size=120), max_size=5))
def test_no_text_is_too_strange(texts):
    blocks = (Block(HERE, "text", "", tuple(texts)),)
    assert isinstance(check_content(draft(*texts, blocks=blocks)), list)
