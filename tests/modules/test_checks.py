"""What is to be looked at again stands in a queue, the oldest first, and is confirmed by one click."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from modules.actions.checks import confirm
from modules.dashboards.reviews import to_check, work_waiting
from modules.models import EditorialTodo, HelpService, PageCheck, Source
from modules.rules.checks import is_due, next_check
from tests.factories.modules import make_module, make_service, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_else(home) -> None:
    """Empty the registers that come with the starter data."""
    EditorialTodo.objects.all().delete()
    HelpService.objects.all().delete()
    Source.objects.all().delete()


def on(days: int) -> date:
    """Give the day so many days from now."""
    return timezone.localdate() + timedelta(days=days)


def test_queue_holds_each_kind_the_oldest_first():
    page = make_module(title="Gammel")
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=400))
    make_service(check_by=on(10))
    make_source(check_by=on(-5))
    EditorialTodo.objects.create(page=page, text="Pris", due=on(30))
    assert [thing.kind for thing in to_check()] == ["page", "source", "service", "todo"]
    assert [thing.is_past for thing in to_check()] == [True, True, False, False]


def test_what_is_fresh_done_or_far_away_is_not_in_the_queue():
    page = make_module()
    make_service(check_by=on(61))
    make_source(check_by=on(400))
    EditorialTodo.objects.create(page=page, text="Pris", due=on(1), is_done=True)
    EditorialTodo.objects.create(page=page, text="Uten dag")
    assert to_check() == []


def test_number_that_nobody_ever_checked_stands_first():
    make_source(check_by=on(-900))
    make_service(check_by=None)
    assert [thing.kind for thing in to_check()] == ["service", "source"]


def test_confirming_a_service_confirms_its_number_for_a_year(secretary):
    service = make_service(check_by=on(3), is_checked=False)
    assert confirm(by=secretary, what=service, seen=on(3)) == next_check(timezone.localdate())
    service.refresh_from_db()
    assert service.is_checked
    assert service.check_by == next_check(timezone.localdate())
    assert ModelLogEntry.objects.for_instance(service).get(action="modules.confirmed").user == secretary
    assert to_check() == []


def test_confirming_a_page_makes_no_new_version(secretary):
    page = make_module()
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=400))
    before = page.revisions.count()
    thing = to_check()[0]
    confirm(by=secretary, what=thing.row, seen=thing.due)
    assert page.revisions.count() == before
    assert PageCheck.objects.get().check_by == next_check(timezone.localdate())
    assert to_check() == []


def test_confirming_a_to_do_closes_it(secretary):
    todo = EditorialTodo.objects.create(page=make_module(), text="Pris", due=on(1))
    assert confirm(by=secretary, what=todo, seen=on(1)) is None
    todo.refresh_from_db()
    assert todo.is_done


def test_slower_of_two_changes_nothing(secretary):
    source = make_source(check_by=on(3))
    confirm(by=secretary, what=source, seen=on(3))
    with pytest.raises(ValidationError) as refused:
        confirm(by=secretary, what=source, seen=on(3))
    assert refused.value.code == "confirmed_already"
    assert ModelLogEntry.objects.for_instance(source).count() == 1


def test_only_the_secretariat_confirms(coordinator):
    with pytest.raises(PermissionDenied):
        confirm(by=coordinator, what=make_source(check_by=on(3)), seen=on(3))


def test_button_of_the_queue_confirms_and_says_so(client, secretary):
    source = make_source(check_by=on(3))
    client.force_login(secretary)
    form = {"what": f"source:{source.pk}", "seen": on(3).isoformat()}
    assert client.post(reverse("check_confirm"), form).status_code == 302
    assert Source.objects.get().check_by > on(300)
    for wrong in (form, {"what": "x"}, {"what": f"source:{source.pk}", "seen": "soon"}):
        shown = client.post(reverse("check_confirm"), wrong, follow=True).content.decode()
        assert "raskere" in shown


def test_my_page_counts_what_waits(client, secretary):
    make_source(check_by=on(3))
    assert work_waiting().to_check == 1
    client.force_login(secretary)
    assert "1 venter" in client.get(reverse("my_page")).content.decode()


def test_next_check_is_a_year_later_also_on_a_leap_day():
    assert next_check(date(2028, 2, 29)) == date(2029, 2, 28)
    assert next_check(date(2026, 11, 22)) == date(2027, 11, 22)
    assert is_due(None, date(2026, 1, 1))


def test_to_do_is_named_by_what_it_is_about(client, secretary):
    service = make_service("akuttelefonen-dk", "Akuttelefonen", number="1813", check_by=on(300))
    page = make_module(title="Kropp og helse")
    EditorialTodo.objects.create(service=service, text="Nummer", due=on(1))
    EditorialTodo.objects.create(page=page, text="Pris på tannlege", due=on(2))
    assert [(thing.title, thing.detail) for thing in to_check()] == [
        ("Akuttelefonen 1813", "Nummer"),
        ("Kropp og helse", "Pris på tannlege"),
    ]
    client.force_login(secretary)
    for address in (reverse("checks"), reverse("wagtailsnippets_modules_editorialtodo:list")):
        shown = client.get(address).content.decode()
        assert "Akuttelefonen 1813" in shown
        assert "akuttelefonen-dk" not in shown


def test_queue_and_list_of_to_dos_cost_the_same_for_many_as_for_one(client, secretary, django_assert_max_num_queries):
    client.force_login(secretary)
    address = reverse("wagtailsnippets_modules_editorialtodo:list")
    asked = []
    for letter in "abc":
        service = make_service(letter, letter, check_by=on(300))
        EditorialTodo.objects.create(service=service, text="Nummer", due=on(1))
        with django_assert_max_num_queries(9):
            to_check()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert asked[0] == asked[-1]
