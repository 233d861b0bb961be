"""Playbooks: one step on a phone, all on paper, in files and back, and nothing that does not fit a screen."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from wagtail.documents import get_document_model

from modules.actions import load_playbooks
from modules.models import EditorialTodo, PlaybookPage
from tests.databases import ROOT
from tests.factories.people import UserFactory
from tests.modules.folders import assert_same

pytestmark = pytest.mark.django_db
FIXTURES = ROOT / "fixtures/curriculum/nb"
INDEX = {"slug": "dreiebok", "title": "Dreiebøker", "lead": "Slik gjør vi det."}


def step(title: str = "Sett datoer", **words) -> dict:
    """Give the description of a step."""
    return {"type": "step", "title": title, "text": f"Gjør {title}."} | words


def load(*steps: dict, overwrite: bool = False, **fields) -> dict:
    """Load one playbook; give what was done."""
    item = {"slug": "praksis", "title": "Til praksis", "body": list(steps)} | fields
    return dict(load_playbooks(by=None, language="nb", index=INDEX, playbooks=[item], overwrite=overwrite))


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


def test_playbooks_go_out_to_files_and_come_back(home, tmp_path):
    call_command("load_curriculum", verbosity=0)
    call_command("export_curriculum", tmp_path / "one", verbosity=0)
    assert_same(tmp_path / "one/nb/playbooks", FIXTURES / "playbooks")


def test_loading_again_changes_nothing_and_keeps_what_a_person_wrote(home):
    assert load(step())["written"] == 2
    assert load(step()) == {"unchanged": 2}
    page = PlaybookPage.objects.get()
    page.title = "Hennes"
    page.save_revision(user=UserFactory()).publish()
    assert load(step("Ny"))["kept"] == 1
    load(step("Ny"), overwrite=True)
    assert PlaybookPage.objects.get().title == "Til praksis"


def test_playbook_with_a_file_is_not_half_written(home, tmp_path):
    document = get_document_model().objects.create(title="Kort", file=ContentFile(b"%PDF-1.4", name="k.pdf"))
    load(step(printouts=[{"name": "Kort", "lines": ["En"]}]))
    page = PlaybookPage.objects.get()
    raw = page.body.get_prep_value()
    raw[0]["value"]["printouts"][0]["value"]["file"] = document.pk
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()
    with pytest.raises(CommandError, match="files to print"):
        call_command("export_curriculum", tmp_path, verbosity=0)


def test_playbooks_of_a_language_without_a_home_page_are_refused(home):
    with pytest.raises(KeyError):
        load_playbooks(by=None, language="xx", index=INDEX, playbooks=[])
