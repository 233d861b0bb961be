"""What is different between two editions, in words and paragraphs."""

from datetime import date
from decimal import Decimal

import pytest

from curriculum.actions.drafting import Place, change_edition, copy_to_draft, set_modules, set_rule
from curriculum.figures import ChangeCode, compare_paragraphs, diff_of, paragraphs_of
from tests.factories.curriculum import body, make_edition, make_module, make_released, rewrite, translate
from tests.factories.people import CountryFactory

pytestmark = pytest.mark.django_db


def copy(edition, **fields):
    """Make the next edition."""
    fields = {"code": edition.code, "label": "2028", "valid_from": edition.valid_from} | fields
    return copy_to_draft(by=None, edition=edition, country=CountryFactory(), **fields)


def put(edition, *modules, **fields) -> None:
    """Set the modules of a draft in this order."""
    set_modules(
        by=None, edition=edition, places=[Place(module, number, **fields) for number, module in enumerate(modules, 1)]
    )


@pytest.fixture
def modules():
    return [make_module(f"M{n}", "frame" if n in (1, 5) else "subject") for n in range(1, 6)]


def test_copy_differs_in_nothing(modules):
    edition = make_released(modules)
    assert diff_of(edition, copy(edition)).is_empty


def test_module_added_and_removed_is_named_and_numbers_that_shift_are_no_news(modules):
    edition = make_released(modules)
    draft = copy(edition)
    new = make_module("Ny")
    put(draft, modules[0], new, *modules[2:])
    found = diff_of(edition, draft)
    assert [(each.number, each.title) for each in found.added] == [(2, "Ny")]
    assert [(each.number, each.title) for each in found.removed] == [(2, "M2")]
    put(draft, modules[0], new, *modules[1:])
    assert diff_of(edition, draft).moved == ()


def test_module_that_was_moved_is_the_only_one_named(modules):
    edition = make_released(modules)
    draft = copy(edition)
    put(draft, modules[0], modules[3], modules[1], modules[2], modules[4])
    assert [(each.title, each.before, each.after) for each in diff_of(edition, draft).moved] == [("M4", 4, 2)]


def test_hours_title_and_mandatory_are_compared(modules):
    edition = make_released(modules)
    draft = copy(edition)
    places = [Place(module, n, mandatory=module.kind != "subject") for n, module in enumerate(modules, 1)]
    places[1] = Place(modules[1], 2, hours=Decimal(4), mandatory=True, phase=1, title="Nytt navn")
    set_modules(by=None, edition=draft, places=places)
    found = {change.code: (change.before, change.after, change.title) for change in diff_of(edition, draft).changed}
    assert found == {
        ChangeCode.HOURS: (Decimal(3), Decimal(4), "Nytt navn"),
        ChangeCode.MANDATORY: (False, True, "Nytt navn"),
        ChangeCode.PHASE: (2, 1, "Nytt navn"),
        ChangeCode.TITLE: ("M2", "Nytt navn", "Nytt navn"),
    }


def test_rule_and_facts_are_compared(modules):
    edition = make_released(modules)
    draft = copy(edition)
    set_rule(by=None, edition=draft, share=Decimal("0.9"), max_catch_ups=2, late_minutes=15)
    change_edition(
        by=None,
        edition=draft,
        label="2028",
        valid_from=date(2028, 1, 1),
        evening_minutes=200,
        size_min=10,
        size_max=18,
    )
    draft.refresh_from_db()
    found = {change.code: (change.before, change.after) for change in diff_of(edition, draft).facts}
    assert found == {
        ChangeCode.VALID_FROM: (date(2026, 1, 1), date(2028, 1, 1)),
        ChangeCode.EVENING_MINUTES: (180, 200),
        ChangeCode.SIZE: ((18, 25), (10, 18)),
        ChangeCode.SHARE: (Decimal("0.8"), Decimal("0.9")),
        ChangeCode.MAX_CATCH_UPS: (None, 2),
        ChangeCode.LATE_MINUTES: (30, 15),
    }


def test_changed_paragraph_stands_side_by_side_with_the_words_that_differ():
    module = make_module("Start", "frame", text="Du har rett til tolk.")
    edition = make_released([module, make_module("Slutt", "frame")])
    rewrite(module, "Du har alltid rett til tolk.", "Det er gratis.")
    (text,) = diff_of(edition, copy(edition)).texts
    assert (text.number, text.title, text.language) == (1, "Start", "nb")
    (passage,) = text.passages
    assert [piece.text for line in passage.before for piece in line] == ["Du har rett til tolk."]
    assert [piece.text for line in passage.after for piece in line] == [
        "Du har alltid rett til tolk.",
        "Det er gratis.",
    ]


def test_each_language_is_compared_with_itself():
    module = make_module("Start", "frame")
    danish = translate(module, "da", "Begynd")
    edition = make_released([module, make_module("Slutt", "frame")])
    rewrite(danish, "Ny dansk tekst.")
    assert [text.language for text in diff_of(edition, copy(edition)).texts] == ["da"]


def test_one_changed_word_is_marked_and_the_rest_is_not():
    (passage,) = compare_paragraphs(["Først", "Ring 116 117 nå"], ["Først", "Ring 113 nå"])
    assert [(piece.text, piece.is_changed) for piece in passage.before[0]] == [
        ("Ring", False), ("116 117", True), ("nå", False),
    ]  # fmt: skip
    assert [(piece.text, piece.is_changed) for piece in passage.after[0]] == [
        ("Ring", False), ("113", True), ("nå", False),
    ]  # fmt: skip


def test_paragraph_that_came_or_went_stands_on_one_side():
    came, went = compare_paragraphs(["b", "c"], ["a", "b"])
    assert (came.before, went.after) == ((), ())


def test_step_of_an_evening_is_one_line_with_its_minutes_and_pictures_are_no_text():
    page = make_module("Start", "frame")
    page.body.raw_data = [
        {
            "type": "session_plan",
            "value": {
                "steps": [
                    {"type": "item", "id": "x", "value": {"minutes": 25, "what": "Velkommen", "who": "Koordinator"}},
                    {"type": "item", "id": "y", "value": {"minutes": 5, "what": "Pause & te", "picture": 77}},
                ]
            },
        },
        *({"type": kind, "value": value} for kind, value in body("En", "To &amp; tre")),
    ]
    assert list(paragraphs_of(page)) == [
        "Start",
        "25 · Velkommen · Koordinator",
        "5 · Pause & te",
        "En",
        "To & tre",
    ]


def test_draft_can_be_compared_with_a_draft(modules):
    assert diff_of(make_edition(modules), make_edition(modules[:4], label="2")).removed
