"""What phones send and ask for, and what of it is not for them."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cohorts.attendance.actions import attach_walk_in, drop_walk_in, record_walk_ins
from cohorts.attendance.rules import Guest
from cohorts.models import Attendance, WalkIn
from lms.people.models import ReadLog
from lms.people.roles import Role
from tests.books import assert_books_balance
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def session():
    return session_of(CohortFactory(), timezone.localdate())


@pytest.fixture
def host(session, client):
    person = person_with(Role.COORDINATOR, session.cohort.district)
    client.force_login(person)
    return person


def address(session, rest="marks/"):
    return f"/cohorts/evenings/{session.public_id}/roll/{rest}"


def send(client, session, **parcel):
    return client.post(address(session), json.dumps({"device": "phone-one"} | parcel), content_type="application/json")


def test_what_stands_comes_without_names_and_only_if_it_is_new(client, session, host):
    woman = trainee_of(session.cohort, name="Amina Hassan")
    answer = client.get(address(session))
    assert "Amina" not in answer.content.decode()
    assert not ReadLog.objects.exists()
    etag = answer["ETag"]
    assert client.get(address(session), headers={"If-None-Match": etag}).status_code == 304
    send(
        client, session, marks=[{"key": str(uuid4()), "woman": str(woman.public_id), "status": "present", "number": 1}]
    )
    assert client.get(address(session), headers={"If-None-Match": etag}).status_code == 200


def test_phone_keeps_first_name_and_initial_and_no_number(client, session, host):
    woman = trainee_of(session.cohort, name="Amina Hassan")
    text = client.get(address(session, "kept/")).content.decode()
    assert json.loads(text)["women"] == [{"woman": str(woman.public_id), "name": "Amina H.", "said_no": False}]
    assert not [each for each in ("Hassan", str(woman.person.phone), str(host.public_id)) if each in text]
    assert ReadLog.objects.get().subjects == str(woman.person.public_id)


def test_token_says_who_is_signed_in_and_is_kept_nowhere(client, session, host):
    answer = client.get("/cohorts/evenings/token/")
    assert answer.json()["roll"] == 1
    assert "no-store" in answer["Cache-Control"]
    assert answer.json()["me"] == client.get(address(session, "kept/")).json()["me"]


@pytest.mark.parametrize(
    ("parcel", "status"),
    [
        ({"marks": [{"key": "1"}]}, 400),
        ({"marks": "all"}, 400),
        ({"device": "x"}, 400),
        ({"walk_ins": [{"key": str(uuid4()), "name": " ", "number": 1}]}, 400),
        ({"marks": [{"key": str(uuid4()), "woman": str(uuid4()), "status": "sick", "number": 1}]}, 400),
        ({"marks": [], "label": "x" * 600_000}, 413),
    ],
)
def test_unreadable_parcel_is_refused_whole(client, session, host, parcel, status):
    assert send(client, session, **parcel).status_code == status
    assert not Attendance.objects.exists()


def test_walk_in_stands_once_however_often_she_is_sent(client, session, host):
    guest = {"key": str(uuid4()), "name": "Leyla", "number": 4}
    outcomes = [send(client, session, walk_ins=[guest]).json()["results"][0]["outcome"] for _ in range(2)]
    assert outcomes == ["applied", "repeated"]
    assert WalkIn.objects.get().times_received == 2
    assert client.get(address(session)).json()["walk_ins"] == [{"key": guest["key"], "name": "Leyla"}]


def test_walk_in_turns_out_to_be_one_of_the_women(session, host):
    woman, guest = trainee_of(session.cohort), Guest(uuid4(), "Leyla", 1)
    results = record_walk_ins(by=host, session=session, guests=[guest, guest], device="phone-one")
    assert_books_balance(results)
    line = WalkIn.objects.get()
    assert attach_walk_in(by=host, walk_in=line, enrolment=woman).status == "present"
    assert attach_walk_in(by=host, walk_in=line, enrolment=woman) is None
    assert not drop_walk_in(by=host, walk_in=line)
    assert not WalkIn.objects.standing().exists()


def test_walk_in_is_no_woman_of_another_cohort(session, host):
    record_walk_ins(by=host, session=session, guests=[Guest(uuid4(), "Leyla", 1)], device="phone-one")
    with pytest.raises(PermissionDenied):
        attach_walk_in(by=host, walk_in=WalkIn.objects.get(), enrolment=trainee_of(CohortFactory()))


def test_walk_in_is_added_attached_and_dropped_by_pages(client, session, host):
    woman = trainee_of(session.cohort)
    for _ in range(2):
        key = uuid4()
        client.post(address(session, "came/"), {"key": key, "name": "Leyla"})
    first, second = WalkIn.objects.all()
    client.post(address(session, f"came/{first.key}/"), {"enrolment": woman.public_id})
    client.post(address(session, f"came/{second.key}/drop/"))
    assert not WalkIn.objects.standing().exists()
    assert Attendance.objects.get().enrolment == woman


def test_wall_shows_who_has_come_and_no_phone(client, session, host):
    woman = trainee_of(session.cohort, name="Amina Hassan")
    text = client.get(address(session, "screen/")).content.decode()
    assert "Amina H." in text
    assert not [each for each in ("Hassan", str(woman.person.phone)) if each in text]


def test_paper_list_is_a_pdf(client, session, host):
    trainee_of(session.cohort)
    assert client.get(address(session, "paper/")).content.startswith(b"%PDF")


def test_page_for_without_network_knows_nobody(client):
    answer = client.get("/cohorts/evenings/offline/")
    assert (answer.status_code, "Vary" in answer and "Cookie" in answer["Vary"], answer.cookies) == (200, False, {})
    worker = client.get("/sw.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "no-cache" in worker["Cache-Control"]


def test_sign_out_waits_while_marks_wait_and_then_empties_the_browser(client, host):
    client.cookies["waits"] = "1"
    assert client.post("/account/out/").headers["Location"] == "/account/out/"
    assert client.session.get("_auth_user_id")
    del client.cookies["waits"]
    assert "storage" in client.post("/account/out/")["Clear-Site-Data"]
    assert not client.session.get("_auth_user_id")


def test_quick_exit_leaves_marks_that_wait(client, host):
    client.cookies["waits"] = "1"
    assert "storage" not in client.get("/u/")["Clear-Site-Data"]
