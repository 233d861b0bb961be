"""Playbooks: one step on a phone, all on paper, in files and back, and nothing that does not fit a screen."""

import io

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.documents import get_document_model

from lms.people.roles import Role
from modules.actions import load_playbooks
from modules.figures.matrix import Cell, CellState, whole_matrix
from modules.models import EditorialTodo, PlaybookIndexPage, PlaybookPage
from tests.factories.people import OrganisationFactory, UserFactory, person_with
from tests.modules.folders import assert_same

pytestmark = pytest.mark.django_db
INDEX = {"slug": "dreiebok", "title": "Dreiebøker", "lead": "Slik gjør vi det."}


def step(title: str = "Sett datoer", **words) -> dict:
    """Give the description of a step."""
    return {"type": "step", "title": title, "text": f"Gjør {title}."} | words


def load(*steps: dict, overwrite: bool = False, **fields) -> dict:
    """Load one playbook; give what was done."""
    item = {"slug": "praksis", "title": "Til praksis", "body": list(steps)} | fields
    return load_items(item, overwrite=overwrite)


def load_items(*items: dict, language: str = "nb", overwrite: bool = False, **content) -> dict:
    """Load playbooks of a language; give what was done."""
    languages = {language: {"playbooks": {"index": INDEX, "playbooks": list(items)}}}
    return dict(load_playbooks(by=None, content={"languages": languages} | content, overwrite=overwrite))


def shown(client, query: str = "") -> str:
    """Give the page of the playbook."""
    response = client.get(PlaybookPage.objects.get().get_url() + query)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_way_to_the_playbooks_holds_in_every_language(home, client):
    assert "Ingen dreiebok er publisert" in client.get("/playbooks/").content.decode()
    load(step())
    assert client.get("/playbooks/").url == "/dreiebok/"
    assert client.get("/ar/playbooks/").url == "/ar/dreiebok/"
    assert client.get("/ar/dreiebok/").status_code == 200


def test_list_leads_to_each_step_and_each_step_on(home, client):
    load(step("Først"), step("Så"), step("Sist"), for_whom="Styret")
    page = shown(client)
    assert all(f'href="?step={number}"' in page for number in (1, 2, 3))
    assert "Styret" in page
    second = shown(client, "?step=2")
    assert [f'href="?step={number}"' in second for number in (1, 2, 3)] == [True, False, True]
    assert 'rel="next" href="?step=3"' in second
    assert second.count("playbook-step on-paper") == 2
    assert "Gjør Sist." in second


@pytest.mark.parametrize("asked", ["0", "4", "-1", "x", "²", "99999999999999999999", "1' OR 1=1"])
def test_step_that_is_not_there_shows_the_list(asked, home, client):
    load(step("Først"), step("Så"))
    assert '<ol class="steps' in shown(client, f"?step={asked}")


def test_first_and_last_step_lead_nowhere_else(home, client):
    load(step("Eneste"))
    page = shown(client, "?step=1")
    assert 'rel="next"' not in page
    assert 'rel="prev"' not in page


def test_step_shows_its_time_material_and_what_to_print(home, client):
    load(step(when="Uke 1", minutes=30, who="Styret", material=["Tusj"], printouts=[{"name": "Kort", "lines": ["En"]}]))
    page = shown(client, "?step=1")
    assert all(word in page for word in ("Uke 1", "30 minutter", "Styret", "Tusj", "Kort", "<li>En</li>"))


def test_mark_to_check_is_a_to_do_that_readers_do_not_see(home, client):
    load(step(text="Send innkalling [kontroller frist]."))
    assert EditorialTodo.objects.get(page__isnull=False).text == "Send innkalling – frist"
    assert "kontroller" not in shown(client, "?step=1")


@pytest.mark.parametrize(
    "wrong", [step(text="x" * 601), step(title=""), step(minutes=0), step(title="x" * 71), step(nothing="?")]
)
def test_step_that_does_not_fit_a_screen_is_refused(wrong, home):
    with pytest.raises((ValidationError, ValueError)):
        load(wrong)
    assert not PlaybookPage.objects.exists()


def test_loading_again_changes_nothing_and_keeps_what_a_person_wrote(home):
    assert load(step())["written"] == 2
    assert load(step()) == {"unchanged": 2}
    page = PlaybookPage.objects.get()
    page.title = "Hennes"
    page.save_revision(user=UserFactory()).publish()
    assert load(step("Ny"))["kept"] == 1
    load(step("Ny"), overwrite=True)
    assert PlaybookPage.objects.get().title == "Til praksis"


def with_a_file() -> PlaybookPage:
    """Make a playbook with a file to print."""
    document = get_document_model()(title="Kort", file=ContentFile(sheet(), name="k.pdf"))
    document._set_document_file_metadata()
    document.save()
    load(step(printouts=[{"name": "Kort", "lines": ["En"]}]))
    page = PlaybookPage.objects.get()
    raw = page.body.get_prep_value()
    raw[0]["value"]["printouts"][0]["value"]["file"] = document.pk
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()
    return page


def sheet() -> bytes:
    """Give a small PDF."""
    writer, file = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


def test_file_to_print_survives_the_way_through_files(home, tmp_path):
    with_a_file()
    call_command("export_curriculum", tmp_path / "one", verbosity=0)
    PlaybookIndexPage.objects.get().delete()
    get_document_model().objects.all().delete()
    call_command("load_curriculum", tmp_path / "one", verbosity=0)
    file = PlaybookPage.objects.get().body[0].value["printouts"][0]["file"]
    assert (file.title, file.file.read()) == ("Kort", sheet())
    call_command("export_curriculum", tmp_path / "two", verbosity=0)
    assert_same(tmp_path / "one", tmp_path / "two")


def test_file_to_print_that_is_missing_stops_the_load(home, tmp_path):
    with_a_file()
    call_command("export_curriculum", tmp_path, verbosity=0)
    PlaybookIndexPage.objects.get().delete()
    next((tmp_path / "media").iterdir()).unlink()
    with pytest.raises(CommandError, match="is missing"):
        call_command("load_curriculum", tmp_path, verbosity=0)
    assert not PlaybookPage.objects.exists()


def test_playbooks_of_a_language_without_a_home_page_are_refused(home):
    with pytest.raises(KeyError):
        load_items(language="xx")


# --- translations ----------------------------------------------------------------------------------------------------

NORWEGIAN = {"slug": "praksis", "title": "Til praksis", "body": [step("Først"), step("Så")]}
DANISH = {
    "slug": "praksis",
    "title": "Til praksis på dansk",
    "text_origin": "machine",
    "body": [step("Først på dansk"), step("Så på dansk")],
}


def in_danish() -> Cell:
    """Give what the matrix says of the playbook in Danish."""
    _modules, playbooks = whole_matrix(["da"])
    assert [row.slug for row in playbooks] == ["praksis"]
    return playbooks[0].cells[0]


def test_playbook_of_another_language_is_followed_text_by_text(home):
    load_items(NORWEGIAN)
    assert in_danish().state == CellState.NOT_STARTED
    load_items(DANISH, language="da")
    cell = in_danish()
    assert (cell.state, cell.origin, cell.is_live) == (CellState.IN_SYNC, "machine", True)
    page = PlaybookPage.objects.get(locale__language_code="nb")
    raw = page.body.get_prep_value()
    raw[0]["value"]["text"] = "<p>Gjør noe annet først.</p>"
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()
    assert (in_danish().state, in_danish().behind) == (CellState.BEHIND, 1)


def test_matrix_leads_from_a_playbook_to_where_it_is_translated(home, client):
    load_items(NORWEGIAN)
    client.force_login(person_with(Role.SECRETARIAT, OrganisationFactory()))
    original = PlaybookPage.objects.get()
    begin = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    assert begin in client.get(reverse("translations_list")).content.decode()
    load_items(DANISH, language="da")
    danish = PlaybookPage.objects.get(locale__language_code="da")
    shown = client.get(reverse("translations_list") + "?language=da").content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[danish.pk]) in shown
    assert begin not in shown


def test_matrix_leads_nowhere_in_a_language_that_the_editor_does_not_know(home, client, settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("so", "Soomaali")]
    load_items(NORWEGIAN)
    client.force_login(person_with(Role.SECRETARIAT, OrganisationFactory()))
    shown = client.get(reverse("translations_list") + "?language=so").content.decode()
    assert reverse("wagtail_localize:submit_page_translation", args=[PlaybookPage.objects.get().pk]) not in shown
    assert "Ikke begynt" in shown
