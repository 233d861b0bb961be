"""The content check in the editor: every finding names its block, and only editors see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lms.people.roles import Role
from modules.dashboards import content_check_of
from modules.models import ModulePage
from tests.factories import curriculum as factory
from tests.factories.modules import load_modules, make_module, make_service, make_source, make_word, module_item
from tests.factories.people import DistrictFactory, OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

LONG = "Dette er en setning med altfor mange ord slik at ingen lenger vet hvordan den begynte."


@pytest.fixture
def full():
    """Make a module in which everything is wrong."""
    yesterday = timezone.localdate() - timedelta(days=1)
    make_service("alarm", "Alarmtelefonen", is_checked=False)
    make_service("vo", "VO-linjen", check_by=yesterday)
    make_source("K901", check_by=yesterday)
    return make_module(
        body=[
            {"type": "text", "heading": "", "text": "<h3>Lege</h3><p>Ring JKLM.</p>"},
            {"type": "key_messages", "items": ["Kort og godt.", LONG, "Prisen er 300 [kontroller beløp]."]},
            {"type": "help", "entries": [{"service": "alarm"}, {"service": "vo"}]},
            {"type": "sources", "sources": [{"source": "K901"}]},
            {"type": "session_plan", "steps": [{"minutes": 240, "kind": "input", "text": "Foredrag"}]},
        ]
    )


def test_every_finding_names_its_block(full):
    check = content_check_of(full)
    ids = [part.id for part in full.body]
    assert [block.block for block in check.blocks] == ["", *ids]
    assert {block.number: len(block.remarks) for block in check.blocks} == {0: 1, 1: 2, 2: 2, 3: 2, 4: 1, 5: 2}
    assert (check.needed, check.advice) == (8, 2)


def test_finding_in_a_list_names_its_entry(full):
    messages = content_check_of(full).blocks[2]
    entries = [entry.id for entry in full.body[1].value["items"].bound_blocks]
    assert {remark.entry for remark in messages.remarks} == {entries[1], entries[2]}
    assert LONG in [remark.quote for remark in messages.remarks]


def test_block_is_named_by_its_heading_where_it_has_one():
    page = make_module(body=[{"type": "text", "heading": "Legen", "text": LONG}])
    assert [(block.number, block.heading) for block in content_check_of(page).blocks] == [(0, ""), (1, "Legen")]


def test_word_of_the_glossary_and_name_of_a_service_are_no_unknown_letters(full):
    make_word("JKLM / jordmor", "den som hjelper ved fødsel")
    assert not any("JKLM" in remark.quote for block in content_check_of(full).blocks for remark in block.remarks)


def test_check_costs_the_same_for_a_long_page(full):
    def queries(page):
        page = type(page).objects.get(pk=page.pk)
        with CaptureQueriesContext(connection) as caught:
            content_check_of(page)
        return len(caught)

    short = queries(full)
    for number in range(3):
        make_service(f"mer-{number}", f"Mer {number}")
    entries = [{"service": code} for code in ("alarm", "vo", "mer-0", "mer-1", "mer-2")]
    long = make_module("ghjkmn", body=[{"type": "help", "entries": entries}, *[{"type": "rights", "text": LONG}] * 3])
    assert queries(long) <= short


def test_plan_is_measured_by_the_edition_that_holds_the_page(full):
    frames = [factory.make_module(name, "frame") for name in ("Start", "Slutt")]
    factory.make_released([frames[0], full, frames[1]], evening_minutes=180)
    assert "60 minutter mer" in content_check_of(full).blocks[-1].remarks[0].sentence


@pytest.mark.parametrize(("language", "speaks"), [("nb", True), ("ar", False)])
def test_page_says_honestly_whether_lix_speaks_of_its_language(editor, language, speaks):
    load_modules(module_item(body=[{"type": "rights", "text": LONG * 4}]), language=language)
    page = ModulePage.objects.get(locale__language_code=language)
    answer = editor.get(reverse("content_check", args=[page.pk])).content.decode()
    assert ("Lesbarhet: LIX" in answer) is speaks
    assert ("kan ikke måles" in answer) is not speaks


def test_findings_are_those_of_the_newest_draft_and_lead_to_their_blocks(editor, full):
    full.lead = "Nytt utkast [kontroller]"
    full.save_revision()
    answer = editor.get(reverse("content_check", args=[full.pk]), headers={"X-Requested-With": "XMLHttpRequest"})
    text = answer.content.decode()
    assert "Nytt utkast" in text
    assert "<html" not in text
    for part in full.body:
        assert f'data-finding="{part.id}"' in text
    assert "<html" in editor.get(reverse("content_check", args=[full.pk])).content.decode()


def test_text_of_a_draft_is_shown_as_text(editor):
    page = make_module(body=[{"type": "rights", "text": "<p>&lt;script&gt;alert(1)&lt;/script&gt; [kontroller]</p>"}])
    answer = editor.get(reverse("content_check", args=[page.pk])).content.decode()
    assert "<script>alert(1)" not in answer


def test_editor_of_a_module_has_the_check_and_other_pages_have_wagtails(editor, full):
    address = reverse("content_check", args=[full.pk])
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[full.pk])).content.decode()
    assert f'data-content-check="{address}"' in page
    index = full.get_parent()
    assert "data-content-check=" not in editor.get(reverse("wagtailadmin_pages:edit", args=[index.pk])).content.decode()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING_MEMBER])
def test_only_editors_see_the_check(client, full, role):
    place = DistrictFactory() if role == Role.COORDINATOR else OrganisationFactory()
    client.force_login(person_with(role, place))
    assert client.get(reverse("content_check", args=[full.pk])).status_code in (302, 403, 404)


def test_check_of_a_page_that_is_not_there_is_404(editor):
    assert editor.get(reverse("content_check", args=[987654])).status_code == 404
