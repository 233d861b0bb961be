"""Two clocks, two guests, or anything in any order: each hears once, and one comes."""

from contextlib import suppress
from random import Random
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cohorts.guests.actions import accept_invitation, ask_guests, cancel_invitation, decline_invitation, open_pass
from cohorts.guests.actions.asking import ask_next, close_settled
from cohorts.guests.actions.reminding import send_reminders
from cohorts.models import GuestInvitation, GuestRequest
from lms.people.models import Notice
from tests.factories.guests import GuestFactory, invitation_to, pass_of

State = GuestInvitation.State


def at_once(*actions) -> list[str]:
    """Do several things at the same moment, and give what became of each."""
    barrier, found = Barrier(len(actions)), []

    def run(action) -> None:
        barrier.wait()
        try:
            found.append(str(action()))
        except ValidationError as error:
            found.append(error.messages[0])
        finally:
            connection.close()

    threads = [Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_remind_once_and_ask_one(evening, runner, clock):
    request = GuestRequest.objects.create(session=evening, next_after_days=5)
    invitation_to(evening, request=request, state=State.DECLINED, answered_at=evening.created_at)
    for _ in range(2):
        invitation_to(evening, request=request, state=State.QUEUED, asked_at=None)
    silent = invitation_to(evening)
    clock.shift(14 * 86400)
    assert at_once(send_reminders, send_reminders) == ["0", "1"]
    assert at_once(ask_next, ask_next) == ["0", "1"]
    assert Notice.objects.filter(event="guest_reminded", address=silent.guest.email).count() == 1
    assert Notice.objects.filter(event="guest_asked").count() == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_yes_at_the_same_moment_one_counts_and_the_other_is_told(evening, runner):
    both = [invitation_to(evening)]
    both.append(invitation_to(evening, request=both[0].request))
    links = [open_pass(pass_of(each).strip("/").split("/")[-1])[0] for each in both]

    def yes(place: int):
        return lambda: accept_invitation(by=links[place], invitation=both[place], sequence=evening.sequence).state

    answers = at_once(yes(0), yes(1))
    assert answers[0] == "accepted"
    assert answers[1] in ("not_open", "somebody_else_comes")
    assert sorted(GuestInvitation.objects.values_list("state", flat=True)) == ["accepted", "cancelled"]
    assert Notice.objects.filter(event="guest_not_needed").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_in_which_order_never_two_come_for_one_place(evening, runner, clock, seed):
    chance = Random(seed)  # noqa: S311  # an order of steps, not a secret
    people = [GuestFactory(district=evening.cohort.district) for _ in range(4)]
    asked = ask_guests(by=runner, session=evening, guests=people, next_after_days=3)
    for _ in range(25):
        one = chance.choice(asked)
        how = {"by": runner, "invitation": one, "sequence": evening.sequence, "source": "host"}
        step = chance.choice(["yes", "yes", "no", "back", "again", "clock"])
        with suppress(ValidationError):
            if step == "yes":
                accept_invitation(**how)
            elif step == "no":
                decline_invitation(**how)
            elif step == "back":
                cancel_invitation(by=runner, invitation=one)
            elif step == "again":
                ask_guests(by=runner, session=evening, guests=[one.guest], request=one.request)
            else:
                clock.shift(86400 / 2)
                ask_next()
                close_settled()
        assert GuestInvitation.objects.accepted().count() <= 1
    yes = GuestInvitation.objects.accepted().exists()
    assert not (yes and GuestInvitation.objects.filter(state__in=["asked", "proposed"]).exists())
