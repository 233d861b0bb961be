"""One or several are asked, in turn; the first yes wins, and nobody is asked or told twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cohorts.guests.actions import accept_invitation, ask_guests, ask_now, cancel_invitation, decline_invitation
from cohorts.guests.actions.asking import ask_next, close_settled
from cohorts.models import GuestInvitation, GuestProfessional, GuestRequest
from lms.people.models import Notice
from lms.people.roles import Role
from tests.factories.guests import GuestFactory, invitation_to
from tests.factories.people import DistrictFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
State = GuestInvitation.State


@pytest.fixture
def three(evening):
    return [GuestFactory(district=evening.cohort.district) for _ in range(3)]


@pytest.fixture
def asked(evening, runner, three):
    return ask_guests(by=runner, session=evening, guests=three, next_after_days=5)


def states() -> list[str]:
    return list(GuestInvitation.objects.order_by("place").values_list("state", flat=True))


def letters(event: str = "guest_asked") -> list[str]:
    return list(Notice.objects.filter(event=event).order_by("created_at").values_list("address", flat=True))


def refused(code: str):
    return pytest.raises(ValidationError, match=code)


def test_first_is_asked_and_the_others_wait_five_silent_days(asked, three, clock):
    assert (states(), letters()) == (["asked", "queued", "queued"], [three[0].email])
    clock.shift(timedelta(days=4, hours=23))
    assert ask_next() == 0
    clock.shift(timedelta(hours=1))
    assert sum(ask_next() for _ in range(20)) == 1
    assert (states(), letters()) == (["asked", "asked", "queued"], [three[0].email, three[1].email])
    clock.shift(timedelta(days=5))
    ask_next()
    assert states() == ["asked", "asked", "asked"]


def test_who_says_no_is_followed_at_once(asked, runner, evening):
    decline_invitation(by=runner, invitation=asked[0], sequence=evening.sequence, source="host")
    assert ask_next() == 1
    assert states() == ["declined", "asked", "queued"]


@pytest.mark.parametrize("why", ["proposed", "cancelled evening", "closed cohort", "by hand"])
def test_next_is_not_asked_while_somebody_has_to_decide_first(asked, evening, clock, why):
    if why == "proposed":
        GuestInvitation.objects.filter(pk=asked[0].pk).update(state="proposed", answered_at=evening.created_at)
    elif why == "cancelled evening":
        type(evening).objects.update(state="cancelled")
    elif why == "closed cohort":
        type(evening.cohort).objects.update(state="cancelled")
    else:
        GuestRequest.objects.update(next_after_days=None)
    clock.shift(timedelta(days=6))
    assert ask_next() == 0


def test_first_yes_wins_and_the_others_read_a_kind_word_once(asked, runner, evening, three, clock):
    clock.shift(timedelta(days=5))
    ask_next()
    accept_invitation(by=runner, invitation=asked[1], sequence=evening.sequence, source="host")
    assert sum(close_settled() for _ in range(3)) == 0
    assert states() == ["cancelled", "accepted", "queued"]  # the third was asked nothing, and hears nothing
    assert letters("guest_not_needed") == [three[0].email]
    clock.shift(timedelta(days=9))
    assert ask_next() == 0


def test_yes_that_falls_away_lets_the_queue_go_on(asked, runner, evening):
    accept_invitation(by=runner, invitation=asked[0], sequence=evening.sequence, source="host")
    decline_invitation(by=runner, invitation=asked[0], sequence=evening.sequence, source="host")
    ask_next()
    assert states() == ["declined", "asked", "queued"]


def test_question_of_the_same_moment_is_closed_by_the_clock(evening, clock):
    first = invitation_to(evening, state=State.ACCEPTED, answered_at=evening.created_at)
    invitation_to(evening, request=first.request)
    assert [close_settled(), close_settled()] == [1, 0]
    assert states() == ["accepted", "cancelled"]


def test_evening_with_two_guests_asks_for_each_place_of_its_own(evening, runner, three):
    one, other = (ask_guests(by=runner, session=evening, guests=[guest])[0] for guest in three[:2])
    for each in (one, other):
        accept_invitation(by=runner, invitation=each, sequence=evening.sequence, source="host")
    assert states() == ["accepted", "accepted"]


def test_who_is_asked_is_not_asked_again_and_nobody_once_somebody_comes(asked, runner, evening, three):
    with refused("asked_already"):
        ask_guests(by=runner, session=evening, guests=[three[2]])
    accept_invitation(by=runner, invitation=asked[0], sequence=evening.sequence, source="host")
    with refused("somebody_comes"):
        ask_now(by=runner, invitation=asked[1])
    with refused("somebody_comes"):
        ask_guests(by=runner, session=evening, guests=[GuestFactory()], request=asked[0].request)


def test_who_was_let_go_can_be_asked_once_more(asked, runner, evening, three):
    decline_invitation(by=runner, invitation=asked[0], sequence=evening.sequence, source="host")
    ask_guests(by=runner, session=evening, guests=[three[0]], request=asked[0].request)
    assert letters() == [three[0].email] * 2
    assert [step.kind for step in asked[0].steps.all()] == ["asked", "declined", "asked"]


def test_taking_back_tells_only_who_was_asked(asked, runner):
    for each in asked[:2]:
        cancel_invitation(by=runner, invitation=each)
    assert letters("guest_cancelled") == [asked[0].guest.email]


def test_newcomer_is_entered_and_asked_in_one_go_or_not_at_all(evening, runner):
    newcomer = {"name": "Kari", "email": "Kari@example.org"}
    with refused("sensitive_words"):
        ask_guests(by=runner, session=evening, guests=[], newcomer=newcomer, text="Fortell om vold.")
    assert not GuestProfessional.objects.exists()
    ask_guests(by=runner, session=evening, guests=[], newcomer=newcomer)
    assert letters() == ["kari@example.org"]


def test_only_who_runs_the_cohort_asks(evening, three):
    with pytest.raises(PermissionDenied):
        ask_guests(by=person_with(Role.COORDINATOR, DistrictFactory()), session=evening, guests=three)
