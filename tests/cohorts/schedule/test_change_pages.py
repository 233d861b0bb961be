"""The pages of a change: choose, look at before and after, save, take back; and the messages about it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.models import CoursePlan, PlanChange
from cohorts.schedule.actions import PlannedEvening, use_plan
from cohorts.schedule.actions.changes import change_plan
from cohorts.schedule.rules import Slot
from cohorts.schedule.rules.edits import Add, Move
from lms.people.models import Notice, ReadLog
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, trainee_of
from tests.factories.people import person_with

NOW = datetime(2027, 1, 20, 12, tzinfo=ZoneInfo("Europe/Oslo"))  # the first two evenings are over
MOVE = {"day": "2027-01-28", "start": "17:00", "end": "20:00", "scope": "one"}


@pytest.fixture
def cohort(one_edition, db):
    return CohortFactory()


@pytest.fixture
def evenings(cohort, coordinator, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    trainee_of(cohort, name="Amina Prøve", phone="+4747000021", email=None)
    places = cohort.edition.places.order_by("position")
    sessions = use_plan(
        by=coordinator,
        cohort=cohort,
        evenings=[
            PlannedEvening(date(2027, 1, 12) + timedelta(weeks=week), time(17), time(20), ((place.pk, 1, 1),))
            for week, place in enumerate(places)
        ],
    )
    client.force_login(coordinator)
    return sessions


def text_of(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_change_is_looked_at_before_it_is_saved(client, cohort, evenings):
    url = reverse("session_move", args=[evenings[2].public_id])
    assert "Se før og etter" in text_of(client.get(url))
    shown = text_of(client.get(url, MOVE | {"look": 1}))
    assert "28. januar: kveld 3 etter endringen" in shown
    assert "26. januar: kveld 3 før endringen" in shown
    assert "1 kvinne får én melding" in shown
    assert "1 kveld oppdateres i alles kalender" in shown
    assert "Kurskveld 3 er flyttet fra tir. 26.1. 17:00" in shown
    assert CoursePlan.objects.get().version == 1
    answer = client.post(url, MOVE | {"seen": 1})
    assert answer.url == reverse("plan_messages", args=[cohort.public_id])
    assert cohort.sessions.get(number=3).date == date(2027, 1, 28)


def test_form_keeps_what_was_chosen_on_the_way_back(client, evenings):
    url = reverse("session_move", args=[evenings[2].public_id])
    assert 'value="2027-01-28"' in text_of(client.get(url, MOVE))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": ""}, "påkrevet"),
        ({"day": "2027-01-19"}, "Denne dagen er over"),
        ({"day": "2027-02-02"}, "Kullet har en annen kveld på den tiden"),
        ({"end": "16:00"}, "må slutte etter at den begynner"),
        ({"day": "3027-01-28"}, "mer enn tre år unna"),
        ({"day": "2027-01-26"}, "Slik er planen allerede"),
    ],
)
def test_bad_choice_is_answered_with_what_to_do(client, evenings, typed, sentence):
    url = reverse("session_move", args=[evenings[2].public_id])
    assert sentence in text_of(client.get(url, MOVE | typed | {"look": 1}), 422)
    assert sentence in text_of(client.post(url, MOVE | typed | {"seen": 1}), 422)
    assert CoursePlan.objects.get().version == 1


def test_evening_that_has_begun_offers_nothing(client, evenings):
    page = text_of(client.get(reverse("session_cancel", args=[evenings[1].public_id])))
    assert "Denne kvelden har begynt" in page
    assert "Lagre endringen" not in page


def test_warning_asks_for_a_reason(client, cohort, evenings):
    url = reverse("session_move", args=[evenings[2].public_id])
    holiday = MOVE | {"day": "2027-05-17"}
    shown = text_of(client.get(url, holiday | {"look": 1}))
    assert "Denne dagen er stengt" in shown
    accepted = [f"closed_day:{evenings[2].public_id}", f"not_last:{evenings[3].public_id}"]
    assert "noe nytt å se på" in text_of(client.post(url, holiday | {"seen": 1, "reason": "Ja"}), 422)
    assert "Skriv hvorfor" in text_of(client.post(url, holiday | {"seen": 1, "accepted": accepted}), 422)
    client.post(url, holiday | {"seen": 1, "accepted": accepted, "reason": "Vi feirer sammen"})
    assert "Vi feirer sammen" in text_of(client.get(reverse("plan_changes", args=[cohort.public_id])))


def test_second_of_two_sees_what_the_first_did_and_decides(client, cohort, coordinator, evenings):
    other = person_with(Role.COORDINATOR, cohort.district, name="Thuy Prøve")
    slot = Slot(date(2027, 2, 4), time(17), time(20))
    change_plan(by=other, cohort=cohort, wish=Move(str(evenings[3].public_id), slot), seen=1)
    url = reverse("session_move", args=[evenings[2].public_id])
    shown = text_of(client.post(url, MOVE | {"seen": 1}), 409)
    assert "Dette ble endret i mellomtiden" in shown
    assert "Thuy" in shown
    assert 'name="seen" value="2"' in shown
    assert cohort.sessions.get(number=3).date == date(2027, 1, 26)
    client.post(url, MOVE | {"seen": 2})
    assert [*cohort.sessions.values_list("date", flat=True)][2:] == [date(2027, 1, 28), date(2027, 2, 4)]


def test_change_is_taken_back_from_the_history(client, cohort, evenings):
    client.post(reverse("session_move", args=[evenings[2].public_id]), MOVE | {"seen": 1})
    history = reverse("plan_changes", args=[cohort.public_id])
    made = PlanChange.objects.get(version=2)
    assert "Mulig til kl. 13:00" in text_of(client.get(history))
    assert client.post(history, {"change": made.public_id, "seen": 2}).status_code == 302
    assert cohort.sessions.get(number=3).date == date(2027, 1, 26)
    page = text_of(client.get(history))
    assert "trukket tilbake" in page
    assert "Ta det tilbake" not in page
    assert "Bare den nyeste" in text_of(client.post(history, {"change": made.public_id, "seen": 3}), 409)


def test_history_says_which_change_can_be_taken_back_and_until_when(client, cohort, evenings, time_machine):
    client.post(reverse("session_move", args=[evenings[2].public_id]), MOVE | {"seen": 1})
    time_machine.shift(1200)
    client.post(reverse("session_move", args=[evenings[2].public_id]), MOVE | {"seen": 2, "day": "2027-01-29"})
    page = text_of(client.get(reverse("plan_changes", args=[cohort.public_id])))
    assert page.count("Ta det tilbake") == 1
    assert "Mulig til kl. 13:20, så lenge" in page
    assert "Mulig til kl. 13:00, når den nyere" in page
    assert "Innen en time kan en endring tas tilbake" in page


def test_history_an_hour_later_offers_no_way_back(client, cohort, evenings, time_machine):
    client.post(reverse("session_move", args=[evenings[2].public_id]), MOVE | {"seen": 1})
    time_machine.shift(3601)
    assert "Ta det tilbake" not in text_of(client.get(reverse("plan_changes", args=[cohort.public_id])))


def test_messages_are_read_and_then_sent(client, cohort, evenings):
    client.post(reverse("session_move", args=[evenings[2].public_id]), MOVE | {"seen": 1})
    url = reverse("plan_messages", args=[cohort.public_id])
    page = text_of(client.get(url))
    assert "Amina Prøve" in page
    assert "Kurskveld 3 er flyttet" in page
    assert ReadLog.objects.filter(view="plan_messages").exists()
    assert client.post(url, {"do": "send", "seen": 2}).status_code == 302
    assert Notice.objects.count() == 2
    assert "ikke noe å si fra om" in text_of(client.post(url, {"do": "send", "seen": 2}), 409)
    assert client.post(url, {"do": "something", "seen": 2}).status_code == 404


def test_extra_evening_is_added_from_the_plan(client, cohort, evenings):
    url = reverse("session_add", args=[cohort.public_id])
    assert 'value="2027-02-09"' in text_of(client.get(url))  # the next free Tuesday
    given = {"day": "2027-02-09", "start": "17:00", "end": "20:00", "kind": "excursion", "venue": "", "seen": 1}
    assert client.post(url, given).status_code == 302
    assert cohort.sessions.get(number=5).kind == "excursion"


def test_pages_cost_the_same_queries_however_many_changes_there_are(client, cohort, coordinator, evenings):
    counts = []
    for version, day in enumerate((9, 16, 23), 1):
        slot = Slot(date(2027, 2, day), time(17), time(20))
        change_plan(by=coordinator, cohort=cohort, wish=Add(slot), seen=version)
        trainee_of(cohort)
        found = []
        for name in ("plan_changes", "plan_messages"):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(name, args=[cohort.public_id]))
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[2]
