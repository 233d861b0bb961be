"""The text and the place of a module in an edition, and what a release waits for."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, TaskState

from curriculum.actions.drafting import Place, set_modules
from curriculum.actions.releasing import pin_correction, pin_translation
from curriculum.models import EditionModule
from curriculum.queries import (
    ordered_modules,
    place_in,
    readiness_of,
    reading_edition,
    rule_of,
    text_of,
)
from curriculum.rules import find_order_conflicts
from modules.models import EditorialTodo
from tests.factories.curriculum import make_edition, make_module, make_released, rewrite, translate
from tests.factories.people import CountryFactory

pytestmark = pytest.mark.django_db


def first(edition):
    return edition.places.get(position=1)


# --- text ------------------------------------------------------------------------------------------------------------


def words(text) -> str:
    """Give the first text of a page's body."""
    return text.page.body.raw_data[0]["value"]["text"]


def test_reader_gets_the_text_of_the_release_whatever_is_published_later():
    place = first(make_released())
    rewrite(place.module, "Nytt innhold.")
    text = text_of(place, "nb")
    assert (words(text), text.corrected_at) == ("<p>Hei.</p>", None)


def test_reader_gets_the_newest_correction_with_its_day_and_reason(secretary):
    place = first(make_released())
    for number in (1, 2):
        revision = rewrite(place.module, f"Rettet {number}.").live_revision
        locale = Locale.objects.get(language_code="nb")
        pin = pin_correction(
            by=secretary, edition_module=place, locale=locale, revision=revision, reason=f"Lov {number}"
        )
    text = text_of(place, "nb")
    assert (words(text), text.corrected_at, text.reason) == ("<p>Rettet 2.</p>", pin.at, "Lov 2")


def test_reader_of_a_language_without_text_gets_the_source():
    assert text_of(first(make_released()), "ar").language == "nb"


def test_reader_gets_a_translation_as_soon_as_it_is_pinned(secretary):
    place = first(make_released())
    danish = translate(place.module, "da", "Begynd")
    assert text_of(place, "da").language == "nb"
    pin_translation(by=secretary, edition_module=place, locale=danish.locale, revision=danish.live_revision)
    text = text_of(place, "da")
    assert (text.page.title, text.language) == ("Begynd", "da")


def test_draft_has_no_text_to_read():
    assert text_of(first(make_edition()), "nb") is None


def test_text_costs_the_same_however_often_it_was_corrected(secretary):
    place = first(make_released())

    def cost() -> int:
        fresh = EditionModule.objects.select_related("module__locale").get(pk=place.pk)
        with CaptureQueriesContext(connection) as queries:
            text_of(fresh, "nb")
        return len(queries)

    def correct() -> None:
        revision, locale = rewrite(place.module, "Ny.").live_revision, Locale.objects.get(language_code="nb")
        pin_correction(by=secretary, edition_module=place, locale=locale, revision=revision, reason="x")

    correct()
    before = cost()
    for _ in range(3):
        correct()
    assert cost() == before


# --- place -----------------------------------------------------------------------------------------------------------


def test_module_knows_its_number_and_its_neighbours():
    edition = make_released()
    middle = place_in(edition, edition.places.get(position=2).module)
    assert (middle.number, middle.total, middle.evening_minutes) == (2, 4, 180)
    assert (middle.previous.title, middle.next.title) == ("Modul 1", "Modul 3")
    assert place_in(edition, first(edition).module).previous is None
    assert place_in(edition, edition.places.get(position=4).module).next is None
    assert place_in(edition, make_module("Annet")) is None


def test_translated_page_has_the_same_place_and_translated_neighbours_where_there_are_any():
    edition = make_released()
    modules = [place.module for place in edition.places.all()]
    danish = [translate(modules[n], "da", f"Dansk {n}") for n in (0, 1)]
    place = place_in(edition, danish[1])
    assert (place.number, place.previous.page, place.next.page.pk) == (2, danish[0], modules[2].pk)


def test_reader_in_no_course_reads_by_the_edition_of_the_country_of_her_language():
    norwegian = make_released()
    modules = [place.module for place in norwegian.places.all()]
    danish = make_released(modules[:1] + modules[3:], country=CountryFactory(code="DK"), code="DK-2")
    short = make_released(modules[:1] + modules[3:], code="NO-2")
    make_released(modules, label="neste år", valid_from=timezone.localdate() + timedelta(days=1))
    make_edition(modules, label="utkast")
    assert reading_edition("nb") == norwegian
    assert reading_edition("da", modules[0]) == danish
    assert reading_edition("da", modules[1]) == norwegian
    assert reading_edition("ar") == norwegian
    assert reading_edition("nb", make_module("Annet")) is None
    assert short != reading_edition("nb", modules[0])


def test_newer_edition_comes_before_an_older_one():
    old = make_released()
    new = make_released([place.module for place in old.places.all()], label="2", valid_from=date(2026, 6, 1))
    assert reading_edition("nb") == new


# --- for the rules ---------------------------------------------------------------------------------------------------


def test_rule_of_an_edition_has_its_mandatory_modules():
    edition = make_edition()
    rule = rule_of(edition)
    assert rule.mandatory == {place.module_id for place in edition.places.all() if place.position != 2}


def test_order_of_an_edition_lets_subjects_move_and_nothing_else():
    modules = [make_module(kind, kind) for kind in ("frame", "method", "subject", "method", "frame")]
    edition = make_edition(modules)
    start, first_method, subject, second_method, end = (module.pk for module in modules)
    wishes = ordered_modules(edition)
    assert not find_order_conflicts(wishes, [start, subject, first_method, second_method, end])
    assert find_order_conflicts(wishes, [start, second_method, first_method, subject, end])
    assert find_order_conflicts(wishes, [subject, start])


# --- before a release ------------------------------------------------------------------------------------------------


def test_open_to_dos_are_named_with_their_place():
    edition = make_edition()
    module = first(edition).module
    EditorialTodo.objects.create(page=module, text="Stemmer det?")
    EditorialTodo.objects.create(page=module, text="Og det?")
    EditorialTodo.objects.create(page=module, text="Gjort.", is_done=True)
    found = {(todo.code, todo.position, todo.count) for todo in readiness_of(edition).todos}
    assert ("to_check", 1, 2) in found
    assert {("not_approved", number, 1) for number in (1, 2, 3, 4)} < found


def test_proposed_title_is_a_to_do_and_approved_text_is_none(secretary):
    start, end = make_module("Start", "frame"), make_module("Slutt", "frame")
    edition = make_edition([])
    set_modules(
        by=None,
        edition=edition,
        places=[Place(start, 1, mandatory=True), Place(end, 2, title="Afslutning", title_is_proposal=True)],
    )
    start.get_workflow().start(start, secretary)
    TaskState.objects.update(status=TaskState.STATUS_APPROVED)
    assert {(todo.code, todo.position, todo.title) for todo in readiness_of(edition).todos} == {
        ("not_approved", 2, "Afslutning"),
        ("title_is_proposal", 2, "Afslutning"),
    }


def test_readiness_costs_the_same_for_two_modules_as_for_six(django_assert_max_num_queries):
    small = make_edition([make_module("a", "frame"), make_module("b", "frame")], label="s")
    modules = [make_module(str(n), "frame" if n in (0, 5) else "subject") for n in range(6)]
    for edition in (small, make_edition(modules, label="l")):
        with django_assert_max_num_queries(6):
            readiness_of(edition)
