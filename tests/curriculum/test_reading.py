"""What a reader sees of an edition on the modules' pages: number, neighbours, order of the list."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from curriculum.templatetags.editions import in_order, place_in_edition
from lms.kit.memory import Memory
from modules.models import ModulePage
from tests.factories.curriculum import KINDS, index_page, make_edition, make_module, make_released
from tests.factories.pages import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def modules() -> list[ModulePage]:
    """Make modules, the last of which is written first."""
    made = [make_module(f"Modul {n}", kind) for n, kind in reversed(list(enumerate(KINDS, 1)))]
    return made[::-1]


def test_page_of_a_module_has_no_number_without_an_edition(modules):
    make_edition(modules)
    assert place_in_edition(modules[0]) is None


def test_given_edition_comes_before_the_one_for_everybody(modules):
    make_released(modules)
    own = make_released([modules[0], modules[3]], label="2", code="NO-2")
    assert place_in_edition(modules[3]).number == 4
    assert place_in_edition(modules[3], own).number == 2


def test_list_follows_the_edition_and_what_stands_in_none_comes_last(modules):
    make_released(modules)
    alone = make_module("Alene")
    ordered = in_order([alone, *reversed(modules)], "nb")
    assert [(page.title, page.number) for page in ordered] == [
        ("Modul 1", 1), ("Modul 2", 2), ("Modul 3", 3), ("Modul 4", 4), ("Alene", None),
    ]  # fmt: skip


def test_list_without_an_edition_stays_as_it_is(modules):
    assert in_order(modules[::-1], "nb") == modules[::-1]


def test_sensitive_neighbour_is_not_named(modules):
    modules[1].sensitivity, modules[1].neutral_name = "yes", "Kurskveld 2"
    modules[1].save_revision().publish()
    make_released(modules)
    assert place_in_edition(modules[0]).next.title == "Kurskveld 2"


def test_neighbour_is_called_as_its_readers_get_it(modules):
    make_released(modules)
    page = ModulePage.objects.get(pk=modules[1].pk)
    page.title = "Nytt navn som venter"
    page.save_revision().publish()
    assert place_in_edition(modules[0]).next.title == "Modul 2"


def test_neighbour_whose_pinned_text_is_sensitive_is_not_named_though_it_was_loosened_since(modules):
    modules[1].sensitivity, modules[1].neutral_name = "yes", "Kurskveld 2"
    modules[1].save_revision().publish()
    make_released(modules)
    page = ModulePage.objects.get(pk=modules[1].pk)
    page.sensitivity = "no"
    page.save_revision().publish()
    assert place_in_edition(modules[0]).next.title == "Kurskveld 2"


def test_neighbour_that_is_not_published_any_more_is_left_out(modules):
    make_released(modules)
    modules[1].unpublish()
    assert place_in_edition(modules[0]).next is None


def test_neighbour_for_participants_is_named_to_participants_only(modules):
    make_released(modules)
    for place, named in ((1, False), (0, True)):
        PageViewRestriction.objects.create(page=modules[place], restriction_type=PageViewRestriction.LOGIN)
        following = place_in_edition(ModulePage.objects.get(pk=modules[0].pk)).next
        assert bool(following) == named


def test_own_title_of_an_edition_is_that_of_the_neighbour(modules):
    edition = make_edition(modules)
    edition.places.filter(position=2).update(title="Eget navn")
    from curriculum.actions.releasing import release

    release(by=None, edition=edition, reason="x")
    edition.refresh_from_db()
    assert place_in_edition(modules[0], edition).next.title == "Eget navn"


def test_reader_sees_number_and_way_on_and_way_back(client):
    make_page("home")
    edition = make_released()
    url = edition.places.get(position=2).module.get_url()
    with translation.override("nb"):
        number = gettext("Module %(number)s of %(total)s") % {"number": 2, "total": 4}
    text = client.get(url).content.decode()
    assert number in text
    assert 'rel="prev"' in text
    assert 'rel="next"' in text


def titles_in_list(client) -> list[tuple[str, str]]:
    """Give number and title of each module as the public list shows them."""
    page = client.get(index_page().get_url()).content.decode()
    return re.findall(r'class="kicker">(?:<bdi>(\d+)</bdi> · )?[^<]*</p>\s*<h2><a[^>]*>([^<]*)</a>', page)


def test_public_list_follows_the_edition_and_shows_its_numbers(client):
    make_page("home")
    made = [make_module(f"Modul {n}", kind) for n, kind in reversed(list(enumerate(KINDS, 1)))]
    make_module("Alene")
    make_released(made[::-1])
    assert titles_in_list(client) == [
        ("1", "Modul 1"), ("2", "Modul 2"), ("3", "Modul 3"), ("4", "Modul 4"), ("", "Alene"),
    ]  # fmt: skip


def test_public_list_costs_as_many_queries_for_more_modules(client, django_assert_max_num_queries):
    make_page("home")
    costs = []
    for code, count in (("NO-1", 1), ("NO-3", 3)):
        frames = [make_module("Start", "frame"), make_module("Slutt", "frame")]
        between = [make_module(f"Modul {n}") for n in range(count)]
        make_released([frames[0], *between, frames[1]], code=code)
        client.cookies["seen"] = "1"  # no whole answer
        titles_in_list(client)  # Wagtail looks for its site once
        for memory in Memory.every:
            memory.clear()
        with django_assert_max_num_queries(30) as asked:
            assert len(titles_in_list(client)) >= count
        costs.append(len(asked))
    assert costs[0] == costs[1]
