"""Bodies that are stored, what they leave open, and that nobody gets what was made for somebody else."""

import pytest
from wagtail.models import PageViewRestriction

from lms.kit.memory import Memory
from lms.people.roles import Role
from modules.models import LocalSlot, ModulePage, StoredBody
from tests.factories.modules import load_modules, make_exercise, make_module, make_service, make_word, module_item
from tests.factories.people import DistrictFactory, LocalGroupFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
URL = "/moduler/bcdfgh/"
NOTES = {"type": "coordinator_notes", "text": "Skriv ut navneskilt."}


def help_box(*codes: str) -> dict:
    """Give a help box with services of the register."""
    return {"type": "help", "entries": [{"service": code} for code in codes]}


def shown(client, url: str = URL) -> str:
    """Give the page as a reader gets it."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def rows() -> list[tuple]:
    """Give what is stored."""
    return list(StoredBody.objects.order_by("pk").values_list("pk", "revision", "for_leaders", "made_with"))


def text(words: str) -> dict:
    """Give a part with running text."""
    return {"type": "text", "heading": "", "text": f"<p>{words}</p>"}


def test_body_is_stored_once_and_read_again(client, signed_in_trainee):
    make_module(body=[text("Sov godt.")])
    shown(client)
    stored = rows()
    assert len(stored) == 1
    StoredBody.objects.update(pieces=["<p>Fra lageret.</p>"])
    assert "Fra lageret." in shown(signed_in_trainee, "/ar" + URL)
    assert rows() == stored


def test_new_revision_is_a_new_body(client):
    page = make_module(body=[text("Sov godt.")])
    shown(client)
    page.title = "Ny tittel"
    page.save_revision().publish()
    assert "Ny tittel" in shown(client)
    assert len({row[1] for row in rows()}) == 2


def test_number_changed_in_the_register_is_right_on_every_page_at_once_and_no_body_is_made_anew(client):
    service = make_service("prove", number="111 11")
    make_module("bcdfgh", body=[text("En."), help_box("prove")])
    make_module("bcdfgj", body=[help_box("prove"), text("To.")])
    pages = [URL, "/moduler/bcdfgj/"]
    for url in pages:
        assert 'href="tel:11111"' in shown(client, url)
    stored = rows()
    service.number = "222 22"
    service.save()
    for url in pages:
        page = shown(client, url)
        assert 'href="tel:22222"' in page
        assert "111 11" not in page
    assert rows() == stored


def test_number_that_nobody_has_checked_any_more_loses_its_button_at_once(client):
    service = make_service("prove", number="111 11")
    make_module(body=[help_box("prove")])
    shown(client)
    service.is_checked = False
    service.save()
    assert "tel:11111" not in shown(client)


def test_word_and_exercise_changed_in_their_registers_are_right_at_once(client):
    word, exercise = make_word("samtykke", "du sier ja"), make_exercise("Nøkler")
    body = [text("Samtykke er viktig."), {"type": "words", "words": [{"term": "samtykke"}]}]
    make_module(body=[*body, {"type": "exercises", "items": [{"exercise": "Nøkler"}]}])
    shown(client)
    word.explanation = "du er enig"
    word.save()
    exercise.how = "Legg nøklene på bordet."
    exercise.save()
    page = shown(client)
    assert "du er enig" in page
    assert "du sier ja" not in page
    assert "Legg nøklene på bordet." in page


def test_page_saved_without_a_revision_is_shown_as_it_is(client):
    page = make_module(body=[text("Gammelt.")])
    shown(client)
    page.body = [("text", {"heading": "", "text": "<p>Nytt.</p>"})]
    page.save()
    assert "Nytt." in shown(client)


def test_local_place_is_left_open_and_filled_for_its_reader(client):
    make_module(body=[text("Ring [lokalt]. Og [local].")])
    page = shown(client)
    assert page.count('<em class="slot">') == 2
    assert "[lokal" not in page
    assert 'class="slot"' not in str(StoredBody.objects.get().pieces)


# --- who gets what ----------------------------------------------------------------------------------------------------


@pytest.fixture
def signed_in_trainee(client_class):
    """Give the browser of a trainee."""
    return client_class(person_with(Role.TRAINEE, LocalGroupFactory()))


@pytest.fixture
def client_class():
    """Sign somebody in, in a browser of her own."""
    from django.test import Client

    def sign_in(person) -> Client:
        browser = Client()
        browser.force_login(person)
        return browser

    return sign_in


def test_notes_for_leaders_reach_nobody_else_in_whatever_order_they_read(client, client_class, signed_in_trainee):
    make_module(body=[text("Sov godt."), NOTES, {"type": "guest", "taught_by": "Jordmor", "text": "Be henne."}])
    coordinator = client_class(person_with(Role.COORDINATOR, DistrictFactory()))
    for _again in range(2):
        assert "navneskilt" in shown(coordinator)
        for reader in (client, signed_in_trainee):
            page = shown(reader)
            assert "navneskilt" not in page
            assert "Jordmor" not in page
    assert sorted(row[2] for row in rows()) == [False, True]
    assert not any("navneskilt" in str(row.pieces) for row in StoredBody.objects.filter(for_leaders=False))


def test_preview_is_neither_stored_nor_shown_to_readers(client):
    page = make_module(body=[text("Sov godt.")])
    page.body = [("text", {"heading": "", "text": "<p>Bare et utkast.</p>"})]
    page.save_revision()
    draft = page.get_latest_revision_as_object()
    assert "Bare et utkast." in draft.make_preview_request().content.decode()
    assert rows() == []
    assert "Bare et utkast." not in shown(client)
    assert "Bare et utkast." in draft.make_preview_request().content.decode()


def test_each_language_has_its_own_body(client):
    make_module(body=[text("Sov godt.")])
    load_modules(module_item(title="Module", body=[text("نوم")]), language="ar")
    assert "Sov godt." in shown(client)
    assert "نوم" in shown(client, f"/ar{URL}")
    assert ModulePage.objects.count() == StoredBody.objects.count() == 2


def test_restricted_page_is_closed_at_once(client, signed_in_trainee):
    page = make_module()
    shown(client)
    shown(signed_in_trainee)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(URL).status_code == 302
    assert "Du kan lytte." in shown(signed_in_trainee)


def test_what_a_district_filled_in_reaches_its_own_readers_only(client, client_class, signed_in_trainee):
    make_module(
        body=[text("Ring [lokalt: helsestasjon]."), {"type": "help", "entries": [{"name": "Amina [lokalt: hvem]"}]}]
    )
    group = LocalGroupFactory()
    for key in ("helsestasjon", "hvem"):
        LocalSlot.objects.create(district=group.district, key=key, text=f"Kanari {key}")
    own = client_class(person_with(Role.TRAINEE, group))
    assert shown(own).count("Kanari") == 2
    for reader in (client, signed_in_trainee, client):
        page = shown(reader)
        assert "Kanari" not in page
        assert page.count('class="slot"') == 2
    assert shown(own).count("Kanari") == 2
    LocalSlot.objects.update(text="Kanari er flyttet")
    assert shown(own).count("Kanari er flyttet") == 2
    assert not any("Kanari" in str(row.pieces) for row in StoredBody.objects.all())
    assert not any("Kanari" in str(thing) for memory in Memory.every for thing in memory._things.values())
