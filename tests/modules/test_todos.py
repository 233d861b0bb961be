"""To-dos follow the marks that editors write."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from modules.actions import load_content, renew_todos
from modules.models import EditorialTodo
from tests.factories.modules import load_modules, make_module, make_service, module_item
from tests.factories.people import DistrictFactory, LocalGroupFactory, OrganisationFactory, UserFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

PRICE = {"type": "key_messages", "items": ["Alle kan søke. Prisen har et tak [kontroller beløp]."]}


def test_mark_in_a_page_becomes_an_open_to_do_at_its_part():
    page = make_module(body=[PRICE])
    todo = EditorialTodo.objects.get()
    assert (todo.page_id, todo.text, todo.is_done) == (page.pk, "Prisen har et tak – beløp", False)
    assert todo.block == page.body.get_prep_value()[0]["id"]


def test_to_do_keeps_its_owner_when_another_mark_comes():
    page = make_module(body=[PRICE])
    owner = UserFactory()
    EditorialTodo.objects.update(owner=owner)
    page.lead = "Kort [kontroller]"
    renew_todos(by=None, of=page)
    assert {todo.text: todo.owner for todo in EditorialTodo.objects.all()} == {
        "Prisen har et tak – beløp": owner,
        "Kort": None,
    }


def test_to_do_is_done_when_its_mark_is_gone():
    make_module(body=[PRICE])
    load_modules(module_item())
    assert EditorialTodo.objects.get().is_done


def test_to_do_that_somebody_finished_stays_done_while_the_mark_stands():
    page = make_module(body=[PRICE])
    EditorialTodo.objects.update(is_done=True)
    renew_todos(by=None, of=page)
    assert EditorialTodo.objects.get().is_done


def test_each_line_of_a_service_is_a_to_do():
    service = make_service(to_check="Nummer\n\nÅpningstid\nNummer")
    renew_todos(by=None, of=service)
    assert list(service.todos.values_list("text", flat=True)) == ["Nummer", "Åpningstid"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING_MEMBER])
def test_only_editors_of_the_national_content_change_to_dos(role):
    place = DistrictFactory() if role == Role.COORDINATOR else OrganisationFactory()
    with pytest.raises(PermissionDenied):
        renew_todos(by=person_with(role, place), of=make_module())


def test_only_the_command_line_loads_content():
    secretary = person_with(Role.SECRETARIAT, OrganisationFactory())
    with pytest.raises(PermissionDenied):
        load_content(by=secretary, content={"sources": [], "services": [], "languages": {}})


def test_new_to_do_belongs_to_whoever_wrote_the_mark_and_is_due_in_a_month():
    page = make_module()
    page.lead = "Kort [kontroller]"
    editor = person_with(Role.SECRETARIAT, OrganisationFactory())
    renew_todos(by=editor, of=page)
    todo = EditorialTodo.objects.get()
    assert (todo.owner, todo.due) == (editor, timezone.localdate() + timedelta(days=30))


def test_recording_without_its_words_is_a_to_do():
    sound = Document.objects.create(title="a", file=ContentFile(b"ID3", name="a.mp3"))
    page = make_module()
    page.body = [("audio", {"title": "Hør", "file": sound, "transcript": "", "not_written_yet": True})]
    renew_todos(by=None, of=page)
    assert EditorialTodo.objects.get().text == "Skriv ned det som blir sagt i opptaket «Hør»."


def test_only_people_of_the_secretariat_can_be_asked(client):
    sync_roles()
    editor = person_with(Role.SECRETARIAT, OrganisationFactory(), name="Redaktør Berg")
    mirror_roles(editor)
    person_with(Role.TRAINEE, LocalGroupFactory(), name="Deltaker Dahl")
    make_module(body=[PRICE])
    client.force_login(editor)
    edit = reverse("wagtailsnippets_modules_editorialtodo:edit", args=[EditorialTodo.objects.get().pk])
    html = client.get(edit).content.decode()
    assert "Redaktør Berg" in html
    assert "Deltaker Dahl" not in html
