"""What a woman chooses about herself, what she asks, and what the secretariat does with it."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from lms.people.actions.data_requests import answer, ask, forget, purge_requests
from lms.people.mailbox import nudge, post
from lms.people.models import DataRequest, Notice, User
from lms.people.models.requests import a_month_after
from lms.people.roles import Role
from lms.people.rules import EMAIL, HERE, KINDS, SMS, Kind, way_of
from tests.factories.people import CountryFactory, OrganisationFactory, person_with

pytestmark = pytest.mark.django_db
FORGET = DataRequest.Kind.FORGET


# --- messages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "email", "phone", "way"),
    [
        ("", True, True, EMAIL),
        ("", False, True, SMS),
        (SMS, True, True, SMS),
        (SMS, True, False, EMAIL),  # she has no number any more
        (EMAIL, False, True, SMS),
        (HERE, True, True, HERE),
    ],
)
def test_message_goes_as_she_chose_where_she_can_be_reached_so(chosen, email, phone, way):
    assert way_of("plan_changed", {Kind.PLAN: chosen}, email=email, phone=phone) == way


def test_message_of_no_kind_goes_the_usual_way_whatever_she_chose():
    assert "sign_in_code" not in KINDS
    assert way_of("sign_in_code", dict.fromkeys(Kind, HERE), email=False, phone=True) == SMS


def test_mailbox_obeys_what_she_chose_on_the_page(town, client):
    woman = town.person(Role.TRAINEE)
    client.force_login(woman)
    chosen = dict.fromkeys((kind.value for kind in Kind), HERE) | {"after": SMS}
    assert client.post("/my/ways/", chosen).status_code == 302
    woman.refresh_from_db()
    words = {"template": "people/notices/something_for_you.txt", "context": {}}
    told = {event: post(event=event, to=woman, dedupe_key=event, **words) for event in KINDS}
    assert {event: notice.channel for event, notice in told.items()} == {
        "plan_changed": HERE,
        "evening_asked": HERE,
        "evening_after": SMS,
        "diploma_issued": HERE,
    }
    assert nudge(to=woman, about=woman, dedupe_key="n").channel == SMS


def test_only_what_she_changed_is_kept_and_told(town, client):
    woman = town.person(Role.TRAINEE)  # gets SMS, as is usual
    client.force_login(woman)
    usual = dict.fromkeys((kind.value for kind in Kind), SMS)
    assert "Alt er som det var." in client.post("/my/ways/", usual, follow=True).content.decode()
    woman.refresh_from_db()
    assert woman.message_ways == {}
    said = client.post("/my/ways/", usual | {"after": HERE}, follow=True).content.decode()
    assert "Lagret. Etter en kveld: hva dere gjorde, og oppgaven hjemme: Bare her, på plattformen." in said
    woman.refresh_from_db()
    assert woman.message_ways == {"after": HERE}
    User.objects.filter(pk=woman.pk).update(email="amal@example.org")  # what she left alone follows what is usual
    page = client.get("/my/ways/").content.decode()
    assert [page.count(f'value="{way}"') for way in (EMAIL, SMS, HERE)] == [4, 4, 4]
    assert len(re.findall(r'value="email"[^>]* checked', page)) == 3


ALWAYS = {
    "sign_in_code": "goes where she asked for it",
    "role_asked": "she decides, so she has to be asked",
    "account_ends": "two years have passed; she may not have been here to choose",
    "request_answered": "the law says that she gets one",
    "something_for_you": "says only that there is something",
    "request_noted": "stands on the platform alone",
    "voice_approved": "stands on the platform alone",
    "voice_returned": "stands on the platform alone",
    "evening": "into her calendar by e-mail: chosen on the page of her calendar",
}
"""What reaches a trainee whatever she chose, with the reason; her page names what leaves the platform."""
OF_OFFICES = re.compile("role_given|answer|guest_|review_|draft_|voice_waiting")


def test_every_message_obeys_a_choice_or_has_a_reason_not_to():
    written = {path.stem for path in (settings.ROOT / "templates").rglob("notices/*.txt")}
    of_trainees = {event for event in written if not OF_OFFICES.match(event)}
    assert of_trainees == {*KINDS, *ALWAYS}


@pytest.mark.parametrize(
    "event", [*KINDS, *sorted(ALWAYS.keys() - {"sign_in_code", "something_for_you"}), "role_given"]
)
@pytest.mark.parametrize("way", [SMS, EMAIL])
def test_no_message_but_code_and_nudge_leaves_the_platform_for_who_is_protected(town, event, way):
    woman = town.person(Role.TRAINEE, email="amal@example.org", is_protected=True)
    woman.message_ways = dict.fromkeys((kind.value for kind in Kind), way)
    words = {"template": "people/notices/something_for_you.txt", "context": {}, "calendar": b"BEGIN:VCALENDAR"}
    told = post(event=event, to=woman, dedupe_key=event, channel=Notice.Channel(way), address="+4790000000", **words)
    assert (told.channel, told.address, told.calendar) == (HERE, "", "")


def test_way_that_does_not_reach_her_is_not_offered(town, client):
    client.force_login(town.person(Role.TRAINEE))  # has a number only
    assert client.post("/my/ways/", dict.fromkeys((kind.value for kind in Kind), EMAIL)).status_code == 422


# --- name and look ---------------------------------------------------------------------------------------------------


def test_own_name_is_changed_and_the_old_one_is_nowhere(town, client):
    woman = town.person(Role.TRAINEE, name="Amal Haddad")
    client.force_login(woman)
    assert 'autocomplete="off"' in client.get("/my/name/").content.decode()  # no phone offers it to the next reader
    client.post("/my/name/", {"name": "  Mor\u200b fra  huset "})
    woman.refresh_from_db()
    assert woman.name == "Mor fra huset"
    assert client.post("/my/name/", {"name": "\u200b"}).status_code == 422


def test_neutral_look_follows_her_and_stays_on_the_device(town, client):
    woman = town.person(Role.TRAINEE)
    client.force_login(woman)
    assert "<span>Brobygger</span>" in client.get("/my/settings/").content.decode()
    client.post("/my/look/", {"look": "plain"})
    page = client.get("/my/settings/").content.decode()
    assert "Brobygger" not in page
    assert "neutral-192" in page
    client.post("/account/out/")
    assert client.cookies[settings.NEUTRAL_COOKIE_NAME].value
    assert "Brobygger" not in client.get("/account/code/").content.decode()


def test_neutral_look_comes_along_to_another_device_without_a_cookie(town, client):
    woman = town.person(Role.TRAINEE)
    User.objects.filter(pk=woman.pk).update(neutral_look=True)
    client.force_login(woman)
    assert "Brobygger" not in client.get("/my/settings/").content.decode()


def test_look_is_taken_back_on_the_device_too(town, client):
    client.force_login(town.person(Role.TRAINEE))
    client.post("/my/look/", {"look": "plain"})
    assert client.post("/my/look/", {"look": "own"}).cookies[settings.NEUTRAL_COOKIE_NAME].value == ""


# --- requests --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 5), date(2027, 1, 5)),
    ],
)
def test_answer_is_due_within_a_month(day, due):
    assert a_month_after(day) == due


def test_wish_to_be_forgotten_is_noted_once_confirmed_and_can_be_taken_back(town, client):
    woman = town.person(Role.TRAINEE)
    client.force_login(woman)
    for _twice in range(2):
        client.post("/my/forgetting/", {"forget": "yes"})
    asked = DataRequest.objects.get()
    told = Notice.objects.get(event="request_noted")
    assert (told.recipient, told.channel) == (woman, HERE)
    assert asked.number in told.body
    assert asked.number in client.get("/my/forgetting/").content.decode()
    client.post("/my/forgetting/", {"forget": "no"})
    asked.refresh_from_db()
    assert asked.state == "taken_back"
    client.post("/my/forgetting/", {"forget": "yes"})
    assert DataRequest.objects.open().count() == 1


def test_database_refuses_a_second_open_request_and_a_closed_one_without_a_time(town):
    woman = town.person(Role.TRAINEE)
    ask(by=woman, kind=FORGET)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.create(person=woman, kind=FORGET)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.update(state="answered")


def test_secretariat_of_her_country_answers_and_she_reads_it(town):
    woman, secretary = town.person(Role.TRAINEE), town.person(Role.SECRETARIAT)
    asked = ask(by=woman, kind=FORGET)
    for other in (town.person(Role.COORDINATOR), woman, _secretary_abroad()):
        with pytest.raises(PermissionDenied):
            answer(by=other, request=asked, text="Nei.")
    answer(by=secretary, request=asked, text="Vi har slettet bildet ditt.")
    notices = Notice.objects.filter(recipient=woman).exclude(event="request_noted")
    assert {notice.event for notice in notices} == {"request_answered", "nudge"}
    assert "slettet bildet" in notices.get(event="request_answered").body
    assert "slett" not in notices.get(event="nudge").body
    assert not DataRequest.objects.open().exists()


def _secretary_abroad() -> User:
    return person_with(Role.SECRETARIAT, OrganisationFactory(slug="dk", country=CountryFactory(code="DK", name="D")))


def test_list_names_nobody_and_costs_the_same_for_one_and_three(town, client, django_assert_num_queries):
    client.force_login(town.person(Role.SECRETARIAT))
    women = [town.person(Role.TRAINEE, name=f"Navn {number}") for number in range(3)]
    for woman in women[:1]:
        ask(by=woman, kind=FORGET)
    client.get("/requests/")
    with CaptureQueriesContext(connection) as one:
        page = client.get("/requests/").content.decode()
    assert "Navn 0" not in page
    assert date_format(a_month_after(timezone.localdate()), "j. F Y") in page  # until when she gets an answer
    for woman in women:
        ask(by=woman, kind=FORGET)
    with django_assert_num_queries(len(one)):
        client.get("/requests/")


def test_forgetting_deletes_the_account_and_the_request_goes_along(town, client):
    woman, secretary = town.person(Role.TRAINEE), town.person(Role.SECRETARIAT)
    asked = ask(by=woman, kind=FORGET)
    client.force_login(secretary)
    assert client.post(f"/requests/{asked.public_id}/", {"do": "forget"}).status_code == 302
    assert not User.objects.filter(pk=woman.pk).exists()
    assert not DataRequest.objects.exists()
    assert not Notice.objects.filter(body__contains=asked.number).exists()


def test_whoever_holds_an_office_is_not_deleted_by_one_click(town, client):
    host, secretary = town.person(Role.COORDINATOR), town.person(Role.SECRETARIAT)
    asked = ask(by=host, kind=FORGET)
    client.force_login(secretary)
    assert client.post(f"/requests/{asked.public_id}/", {"do": "forget"}).status_code == 422
    assert User.objects.filter(pk=host.pk).exists()


def test_wish_that_was_taken_back_deletes_nothing(town):
    woman, secretary = town.person(Role.TRAINEE), town.person(Role.SECRETARIAT)
    asked = ask(by=woman, kind=FORGET)
    DataRequest.objects.update(state="taken_back", closed_at=timezone.now())
    with pytest.raises(ValidationError):
        forget(by=secretary, request=asked)
    assert User.objects.filter(pk=woman.pk).exists()


def test_requests_go_two_years_after_they_were_closed(town):
    woman = town.person(Role.TRAINEE)
    ask(by=woman, kind=FORGET)
    assert purge_requests() == 0
    DataRequest.objects.update(state="answered", closed_at=timezone.now() - timedelta(days=732))
    assert purge_requests() == 1
