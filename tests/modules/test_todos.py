"""To-dos follow the marks that editors write."""

import pytest
from django.core.exceptions import PermissionDenied

from lms.people.roles import Role
from modules.actions import load_content, renew_todos
from modules.models import EditorialTodo
from tests.factories.modules import load_modules, make_module, make_service, module_item
from tests.factories.people import DistrictFactory, OrganisationFactory, UserFactory, person_with

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
