"""The screens of the secretariat: what they show, what they send on, and how they say no."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from curriculum.actions.auditing import AUDITED
from curriculum.actions.drafting import copy_to_draft
from curriculum.forms import SENTENCES
from curriculum.models import CompletionRule, CurriculumEdition, PinnedText
from curriculum.rules import EditionCode, OrderCode
from modules.models import EditorialTodo
from tests.factories.curriculum import make_edition, make_module, make_released, rewrite, translate
from tests.factories.people import CountryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, secretary):
    """Sign the secretariat in, in English."""
    client.force_login(secretary)
    return client


def url(name: str, edition: CurriculumEdition | None = None, **more) -> str:
    """Give the address of a view, in English."""
    with translation.override("en"):
        return reverse(name, kwargs=({"public_id": edition.public_id} if edition else {}) | more)


def text(response) -> str:
    """Give the words of a page in one line."""
    assert response.status_code in (200, 422)
    return " ".join(response.content.decode().split())


def filled(response) -> dict:
    """Give what a form shows, as a browser would send it back."""
    values = {}
    for field in response.context["form"]:
        value = field.value()
        if value not in (None, "", False):
            values[field.html_name] = value
    return values


def test_every_code_has_its_sentence():
    assert {*EditionCode, *OrderCode} <= SENTENCES.keys()
    assert AUDITED


def test_list_shows_drafts_of_the_country_and_releases_of_all(desk):
    make_edition(label="mine")
    danish = CountryFactory(code="DK", name="Danmark")
    make_edition([], label="theirs", country=danish)
    make_released(label="open", country=danish)
    page = text(desk.get(url("editions_list")))
    assert ("NO-4 mine" in page, "NO-4 theirs" in page, "NO-4 open" in page) == (True, False, True)


def test_list_costs_the_same_with_one_edition_as_with_three(desk, django_assert_max_num_queries):
    make_edition(label="0")
    desk.get(url("editions_list"))
    for label in ("1", "2"):
        make_edition([], label=label)
    with django_assert_max_num_queries(7):
        desk.get(url("editions_list"))


def test_draft_says_what_must_be_mended_and_offers_no_release(desk):
    edition = make_edition([make_module("A"), make_module("B", "frame")])
    page = text(desk.get(url("edition", edition)))
    assert "The first module must be one that opens the course." in page
    assert url("edition_release", edition) not in page
    assert "It cannot be released yet" in text(desk.get(url("edition_release", edition)))


def test_draft_that_is_right_says_how_much_is_open(desk):
    edition = make_edition()
    EditorialTodo.objects.create(page=edition.places.first().module, text="?")
    page = text(desk.get(url("edition", edition)))
    assert "Order, hours and rule are right." in page
    assert "5 open to-dos" in page
    assert "3 of 4" not in page
    assert "4 of 4 modules" in page


def test_new_edition_leads_to_its_modules(desk):
    page = desk.get(url("edition_add"))
    data = filled(page) | {"code": "NO-17", "label": "2028", "valid_from": "2028-01-01", "country": "NO"}
    answer = desk.post(url("edition_add"), data)
    edition = CurriculumEdition.objects.get()
    assert (answer.status_code, answer.url) == (302, url("edition_modules", edition))
    again = desk.post(url("edition_add"), data)
    assert again.status_code == 422
    assert "There is already an edition with this code and name." in text(again)


def test_new_edition_of_a_country_she_does_not_look_after_is_refused(desk):
    CountryFactory(code="DK", name="Danmark")
    data = {"code": "DK-1", "label": "x", "valid_from": "2028-01-01", "country": "DK"}
    data |= {"evening_minutes": 180, "size_min": 1, "size_max": 2}
    assert desk.post(url("edition_add"), data).status_code == 422
    assert not CurriculumEdition.objects.exists()


def test_facts_and_rule_of_a_draft_are_changed(desk):
    edition = make_edition()
    for name, changes in (
        ("edition_change", {"label": "2030", "size_min": 5}),
        ("edition_rule", {"percent": 75, "max_catch_ups": 2}),
    ):
        page = desk.get(url(name, edition))
        assert desk.post(url(name, edition), filled(page) | changes).status_code == 302
    edition.refresh_from_db()
    assert (edition.label, edition.size_min, edition.valid_from) == ("2030", 5, date(2026, 1, 1))
    rule = CompletionRule.objects.get()
    assert (rule.share, rule.max_catch_ups, rule.catch_up_allowed) == (Decimal("0.75"), 2, True)


def test_ways_to_make_a_module_up_are_chosen_and_shown(desk):
    edition = make_edition()
    data = filled(desk.get(url("edition_rule", edition)))
    assert desk.post(url("edition_rule", edition), data | {"ways": []}).status_code == 422
    assert desk.post(url("edition_rule", edition), data | {"ways": ["evening", "read"]}).status_code == 302
    shown = text(desk.get(url("edition", edition)))
    assert "by reading or listening at home" in shown
    assert "open for visitors" not in shown


def test_numbers_turned_round_are_said_in_words(desk):
    edition = make_edition()
    page = desk.get(url("edition_change", edition))
    answer = desk.post(url("edition_change", edition), filled(page) | {"size_min": 50})
    assert "The smallest cohort cannot be larger than the largest." in text(answer)


def test_modules_are_ordered_by_their_numbers_and_those_without_are_left_out(desk):
    edition = make_edition()
    first, second, *_rest = [place.module for place in edition.places.all()]
    extra = make_module("Ekstra")
    page = desk.get(url("edition_modules", edition))
    assert [module.title for module, _fields in page.context["form"].rows][-1] == "Ekstra"
    data = filled(page) | {f"number_{first.pk}": 2, f"number_{extra.pk}": 1, f"title_{extra.pk}": "Noe ekstra"}
    data.pop(f"number_{second.pk}")
    assert desk.post(url("edition_modules", edition), data).status_code == 302
    assert [place.shown_title for place in edition.places.all()] == ["Noe ekstra", "Modul 1", "Modul 3", "Modul 4"]


def test_hours_are_shown_as_a_number_a_browser_takes(desk):
    edition = make_edition()
    for hours in ("10.00", "2.50"):
        edition.places.update(hours=Decimal(hours))
        shown = filled(desk.get(url("edition_modules", edition)))
        assert {Decimal(value) for name, value in shown.items() if name.startswith("hours")} == {Decimal(hours)}
        assert not any("E" in value for name, value in shown.items() if name.startswith("hours"))


def test_two_modules_at_one_number_are_said_in_words(desk):
    edition = make_edition()
    first = edition.places.get(position=1).module
    data = filled(desk.get(url("edition_modules", edition))) | {f"number_{first.pk}": 2}
    answer = desk.post(url("edition_modules", edition), data)
    assert answer.status_code == 422
    assert "Two modules have the same number." in text(answer)


def test_release_asks_for_a_reason_and_then_freezes(desk, secretary):
    edition = make_edition()
    address = url("edition_release", edition)
    assert "They can never be changed again." in text(desk.get(address))
    assert desk.post(address).status_code == 422
    assert desk.post(address, {"reason": "Vi begynner."}).status_code == 302
    edition.refresh_from_db()
    assert (edition.state, edition.released_by) == ("released", secretary)
    for name in ("edition_change", "edition_modules", "edition_release", "edition_discard"):
        assert desk.get(url(name, edition)).status_code == 404
    assert "Vi begynner." in text(desk.get(url("edition", edition)))


def test_edition_shows_who_released_it_and_notes_the_read(desk, abroad):
    edition = make_released()
    assert abroad.name not in text(desk.get(url("edition", edition)))


def test_retire_and_discard_ask_once(desk):
    released, draft = make_released(label="1"), make_edition([], label="2")
    for name, edition in (("edition_retire", released), ("edition_discard", draft)):
        assert "This will happen" in text(desk.get(url(name, edition)))
        assert desk.post(url(name, edition)).status_code == 302
    assert list(CurriculumEdition.objects.values_list("label", "state")) == [("1", "retired")]


def test_copy_is_compared_with_what_it_was_copied_from(desk):
    edition = make_released()
    data = {"country": "NO", "code": "NO-4", "label": "2028", "valid_from": "2028-01-01"}
    desk.post(url("edition_copy", edition), data)
    copy = CurriculumEdition.objects.get(state="draft")
    rewrite(edition.places.get(position=1).module, "Ny tekst.")
    CompletionRule.objects.filter(edition=copy).update(share=Decimal("0.9"))
    page = text(desk.get(url("edition_compare", copy)))
    assert "What NO-4 2028 changes" in page
    assert "Compared with NO-4 2027." in page
    assert "<ins>Ny tekst.</ins>" in page
    assert "<bdi>80</bdi> </span> → <strong><bdi>90</bdi>" in page


def test_editions_of_another_country_are_not_offered_for_comparison(desk):
    danish = make_released(label="x", country=CountryFactory(code="DK", name="Danmark"))
    draft = make_edition(label="y")
    page = desk.get(f"{url('edition_compare', draft)}?with={danish.public_id}")
    assert page.context["other"] is None


def test_correction_shows_what_it_changes_and_counts_once_the_reason_is_given(desk):
    edition = make_released()
    place = edition.places.get(position=1)
    rewrite(place.module, "Loven er ny.")
    address = url("edition_texts", edition, module=place.module.slug)
    page = text(desk.get(address))
    assert "<del>Hei.</del>" in page
    pin = url("edition_pin", edition, module=place.module.slug)
    assert desk.post(pin, {"language": "nb"}).status_code == 422
    assert desk.post(pin, {"language": "nb", "reason": "Ny lov."}).status_code == 302
    assert PinnedText.objects.filter(kind="correction", reason="Ny lov.").count() == 1
    page = text(desk.get(address))
    assert "Ny lov." in page
    assert "A newly published text" not in page


def test_translation_that_came_later_is_offered_as_such(desk):
    edition = make_released()
    place = edition.places.get(position=1)
    translate(place.module, "da", "Begynd")
    address = url("edition_texts", edition, module=place.module.slug)
    assert "first text in this language" in text(desk.get(address))
    desk.post(url("edition_pin", edition, module=place.module.slug), {"language": "da", "reason": "Oversat."})
    assert PinnedText.objects.filter(kind="translation").count() == 1


def test_text_of_another_country_is_seen_and_not_changed(desk):
    edition = make_released(country=CountryFactory(code="DK", name="Danmark"))
    place = edition.places.get(position=1)
    rewrite(place.module, "Ny.")
    address = url("edition_texts", edition, module=place.module.slug)
    assert "A newly published text" not in text(desk.get(address))
    pin = url("edition_pin", edition, module=place.module.slug)
    assert desk.post(pin, {"language": "nb", "reason": "x"}).status_code == 404
    assert not PinnedText.objects.filter(kind="correction").exists()


def test_copy_of_a_draft_that_was_copied_again_says_why_it_stays(desk):
    draft = make_edition()
    copy_to_draft(by=None, edition=draft, country=CountryFactory(), code="x", label="y", valid_from=date(2028, 1, 1))
    answer = desk.post(url("edition_discard", draft), follow=True)
    assert "A draft that was copied cannot be thrown away." in text(answer)
