"""The editions the programme starts with: seventeen, fifteen and ten modules, made as the secretariat makes them."""

import pytest
from django.core.management import call_command

from curriculum.documents import edition_book
from curriculum.models import CurriculumEdition, PinnedText
from curriculum.queries import places_of, readiness_of, rule_of
from curriculum.rules import needed_modules
from lms.kit.paper import headings
from modules.documents.printed import Reader

METHODS_AND_MORE = {
    "NO-17": {1, 5, 8, 12, 14, 15, 17},  # introduction, methods, violence, closing
    "DK-15": {1, 6, 7, 13, 14, 15},
    "NO-10": {1, 4, 8, 9, 10},
}


@pytest.fixture
def loaded(editions, db) -> dict[str, CurriculumEdition]:
    """Give the editions by their codes."""
    return {edition.code: edition for edition in CurriculumEdition.objects.all()}


def test_starter_editions_are_what_was_decided(loaded):
    assert {code: edition.state for code, edition in loaded.items()} == {
        "NO-17": "released",
        "NO-10": "draft",
        "DK-15": "released",
    }
    for code, size, needed in (("NO-17", 17, 14), ("DK-15", 15, 12), ("NO-10", 10, 8)):
        edition = loaded[code]
        places = places_of(edition)
        assert [place.position for place in places] == list(range(1, size + 1))
        assert needed_modules(rule_of(edition).share, size) == needed
        assert {place.position for place in places if place.mandatory} == METHODS_AND_MORE[code]
        assert {place.hours for place in places} == {3}
        assert readiness_of(edition).findings == ()
    assert (loaded["NO-10"].size_min, loaded["NO-10"].size_max) == (10, 18)


def test_released_ones_pin_every_module_and_say_why_they_were_released_early(loaded):
    for code in ("NO-17", "DK-15"):
        edition = loaded[code]
        assert PinnedText.objects.filter(edition_module__edition=edition).count() >= edition.places.count()
        assert edition.release_reason
    assert not PinnedText.objects.filter(edition_module__edition=loaded["NO-10"]).exists()


def test_danish_titles_that_are_not_known_are_marked(loaded):
    sure = [place.shown_title for place in places_of(loaded["DK-15"]) if not place.title_is_proposal]
    assert sure == ["Intro", "Hjælp til selvhjælp og opsøgende arbejde"]


def test_loading_again_changes_nothing(loaded):
    before = (CurriculumEdition.objects.count(), PinnedText.objects.count())
    call_command("load_editions", verbosity=0)
    assert (CurriculumEdition.objects.count(), PinnedText.objects.count()) == before


def test_starter_edition_becomes_a_book(loaded):
    paper = edition_book(loaded["NO-17"], Reader.GUIDE, "nb")
    titles = [heading.text for heading in headings(paper.blocks)]
    assert titles[-2:] == ["Her får du hjelp", "Ord å kunne"]
    assert len([title for title in titles if title[0].isdigit()]) == 17
