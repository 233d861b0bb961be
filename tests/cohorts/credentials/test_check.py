"""Anybody checks a paper: without an account, without a cookie, and without guessing."""

from datetime import timedelta
from statistics import median
from time import process_time

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from cohorts.credentials.dashboards import checked
from cohorts.credentials.queries import code_hash, entry_with
from cohorts.credentials.rules import check_sign, draw_code, shown
from cohorts.models import RegisterEntry
from lms.people.models import FailedAttempt
from lms.people.models.limits import CHECKS_A_MINUTE, CHECKS_EVERYWHERE
from lms.settings.languages import COMPLETE, READER
from tests.factories.credentials import NAME, diploma_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}
ENDED = {"ended_at": timezone.now(), "why": "lost"}


def page_of(code: str, **how):
    return Client(**how).get(reverse("check", args=[code]))


def state_of(code: str) -> dict:
    return Client(headers=JSON).get(reverse("check", args=[code])).json()


def with_state(state: str):
    """Give a diploma in a state, by what is stored."""
    fields = {
        "valid": {},
        "expired": {"valid_until": timezone.localdate() - timedelta(days=1)},
        "replaced": {"state": "replaced", **ENDED},
        "withdrawn": {"state": "withdrawn", **ENDED},
    }
    return diploma_of(**fields[state])


@pytest.mark.parametrize("state", ["valid", "expired", "replaced", "withdrawn", "unknown"])
def test_each_state_is_said_in_every_language_and_to_machines(state):
    code = shown(draw_code() if state == "unknown" else with_state(state).code)
    told = set()
    for language in (*COMPLETE, *READER):
        FailedAttempt.objects.all().delete()
        with translation.override(language):
            response = page_of(code)
        assert response.status_code == 200
        assert f'lang="{language}"' in response.content.decode()
        told.add(response.content.decode().partition("<h1>")[2].partition("</h1>")[0])
        assert not response.cookies
    assert len(told) >= len(READER) + 2  # Norwegian and Danish may say the same
    response = Client(headers=JSON).get(reverse("check", args=[code]))
    assert response.json()["state"] == state
    assert "Accept" in response["Vary"]
    assert response["Cache-Control"] == "no-store"
    assert ("programme" in response.json()) == (state != "unknown")


def test_name_is_shown_only_if_she_chose_so_and_the_paper_holds():
    shy, proud = diploma_of(), diploma_of(shows_name=True)
    assert NAME not in page_of(shown(shy.code)).content.decode()
    assert NAME in page_of(shown(proud.code)).content.decode()
    RegisterEntry.objects.filter(pk=proud.entry_id).update(state="withdrawn", **ENDED)
    assert NAME not in page_of(shown(proud.code)).content.decode()


def test_typed_name_is_compared_and_never_shown_back():
    address = reverse("check", args=[shown(diploma_of().code)])
    right = Client().post(address, {"name": "amal el haddad"})
    assert right.context["checked"].is_hers
    assert not right.cookies
    wrong = Client().post(address, {"name": "Kari Nordmann"})
    assert wrong.context["checked"].is_hers is False
    assert FailedAttempt.objects.count() == 1
    assert Client().post(address, {"name": "?!"}).status_code == 422
    assert Client(headers=JSON).post(address, {"name": NAME}).json()["name_matches"] is True


def test_of_a_protected_woman_no_name_is_shown_or_confirmed():
    diploma = diploma_of(UserFactory(is_protected=True), shows_name=True)
    address = reverse("check", args=[shown(diploma.code)])
    page = Client().get(address)
    assert page.context["checked"].state == "valid"
    assert NAME not in page.content.decode()
    hers = Client().post(address, {"name": NAME}).context["checked"]
    wrong = Client().post(reverse("check", args=[shown(diploma_of().code)]), {"name": "Kari"}).context["checked"]
    assert hers == wrong  # the page has nothing else to tell them apart by


def test_erased_woman_leaves_an_entry_without_name_that_still_answers():
    diploma = diploma_of(shows_name=True)
    code = shown(diploma.code)
    diploma.person.delete()
    assert state_of(code)["state"] == "valid"
    assert "name" not in state_of(code)
    assert entry_with(code).pk == diploma.entry_id
    assert Client(headers=JSON).post(reverse("check", args=[code]), {"name": NAME}).json()["name_matches"]


def test_valid_check_writes_nothing_and_takes_two_questions(django_assert_num_queries):
    code = shown(diploma_of().code)
    with django_assert_num_queries(2):
        page_of(code)
    assert not FailedAttempt.objects.exists()


def test_wrong_codes_are_held_back_by_network_and_a_valid_one_elsewhere_is_not():
    code = shown(diploma_of().code)
    here = Client(REMOTE_ADDR="2001:db8::1")
    for _ in range(CHECKS_A_MINUTE):
        assert here.get(reverse("check", args=[shown(draw_code())])).status_code == 200
    neighbour = Client(REMOTE_ADDR="2001:db8::ffff")  # the same customer
    for client in (here, neighbour):
        held = client.get(reverse("check", args=[code]))
        assert held.status_code == 429
        assert held["Retry-After"]
    assert here.get(reverse("check", args=[code]), headers=JSON).json() == {"state": "held_back"}
    assert FailedAttempt.objects.count() == CHECKS_A_MINUTE  # who is held back fills no table
    assert page_of(code, REMOTE_ADDR="2001:db8:1::1").status_code == 200


def test_many_wrong_codes_everywhere_leave_each_network_one_mistake():
    FailedAttempt.objects.bulk_create(
        FailedAttempt(kind=FailedAttempt.Kind.CHECK, address=str(number)) for number in range(CHECKS_EVERYWHERE)
    )
    code = shown(diploma_of().code)
    assert page_of(code).status_code == 200
    assert page_of(shown(draw_code())).status_code == 200
    assert page_of(code).status_code == 429


def test_what_cannot_be_a_code_is_answered_as_one_that_nobody_issued(django_assert_num_queries):
    code = shown(draw_code())
    wrong_sign = code[:-1] + ("0" if code[-1] != "0" else "1")
    with django_assert_num_queries(6):
        answers = [page_of(each, REMOTE_ADDR=f"192.0.2.{place}") for place, each in enumerate((code, wrong_sign))]
    assert {(each.status_code, len(each.content)) for each in answers} == {(200, len(answers[0].content))}


@pytest.mark.long
def test_what_cannot_be_a_code_takes_as_long_as_one_that_nobody_issued():
    with_state("valid")
    drawn = [shown(draw_code()) for _ in range(40)]
    kinds = {
        "absent": drawn,
        "wrong sign": [code[:-1] + ("0" if code[-1] != "0" else "1") for code in drawn],
        "no code": [code[:-1] for code in drawn],
    }
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number in range(40):
        FailedAttempt.objects.all().delete()
        for kind in sorted(kinds, key=lambda _kind: draw_code()):  # by chance, so that none is always the first
            begun = process_time()
            page_of(kinds[kind][number], REMOTE_ADDR=f"192.0.2.{number}")
            taken[kind].append(process_time() - begun)
    medians = sorted(median(each) for each in taken.values())
    assert medians[-1] < 1.25 * medians[0]


def test_typed_code_leads_to_its_page_and_a_wrong_one_is_said_at_once():
    code = draw_code()
    ask = reverse("check_ask")
    assert Client().get(ask, {"code": f" bm {code.lower()} "}).url == reverse("check", args=[shown(code)])
    for typed in ("", "/", "BM-1234", "x" * 500):
        page = Client().get(ask, {"code": typed})
        assert page.status_code == 200
        assert page.context["form"].errors


def test_random_codes_give_no_hit():
    held = diploma_of().code
    for number in range(300):
        drawn = f"{number:015d}"
        assert checked(entry_with(drawn + check_sign(drawn))).state == "unknown"
    assert checked(entry_with(held)).is_known


@pytest.mark.long
def test_a_million_random_codes_give_no_hit():
    known = {diploma_of().entry.code_hash for _ in range(200)}
    assert not any(code_hash(draw_code()) in known for _ in range(1_000_000))


@pytest.mark.long
def test_a_thousand_random_codes_over_http_give_no_hit():
    with_state("valid")
    answers = [
        page_of(shown(draw_code()), REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}") for number in range(1000)
    ]
    assert {each.status_code for each in answers} == {200}
    assert {each.context["checked"].state.value for each in answers} == {"unknown"}
    assert settings.SESSION_COOKIE_NAME not in answers[0].cookies
