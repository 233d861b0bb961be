"""What guests hear by themselves follows from the evening as it stands, and each hears it once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from cohorts.guests.actions import accept_invitation
from cohorts.guests.actions.reminding import send_reminders, set_reminders
from cohorts.models import CourseSession, GuestInvitation, GuestStep
from lms.people.models import Notice
from lms.people.roles import Role
from tests.factories.guests import invitation_to
from tests.factories.people import DistrictFactory, person_with

from .conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
State = GuestInvitation.State


def at(clock, evening, days: int, hour: int = 9) -> list[str]:
    """Let it be so many days before the evening, run twenty ticks, and give what went out."""
    day = CourseSession.objects.get(pk=evening.pk).date - timedelta(days=days)
    clock.move_to(NOW.replace(hour=hour) + (day - NOW.date()))
    before = set(Notice.objects.values_list("pk", flat=True))
    for _ in range(20):
        send_reminders()
    return list(Notice.objects.exclude(pk__in=before).values_list("event", flat=True))


def coming(evening):
    return invitation_to(evening, state=State.ACCEPTED, answered_at=NOW, sequence=evening.sequence)


def test_who_has_not_answered_is_reminded_once_three_weeks_before(evening, runner, clock):
    invitation_to(evening)
    assert [at(clock, evening, days) for days in (22, 21, 20, 8, 1, 0, -1)] == [[], ["guest_reminded"], *[[]] * 5]


def test_who_comes_hears_of_material_of_the_way_and_thanks(evening, runner, clock):
    coming(evening)
    heard = [at(clock, evening, days) for days in (21, 8, 7, 2, 1, 0, -1, -2)]
    assert heard == [[], [], ["guest_material"], [], ["guest_practical"], [], ["guest_thanked"], []]
    body = Notice.objects.get(event="guest_practical").body
    assert all(words in body for words in ("Biblioteket", "Veien 1", "Ingrid", "+4790000001"))


@pytest.mark.parametrize("state", ["declined", "cancelled", "handed_over", "queued"])
def test_who_owes_nothing_hears_nothing(evening, runner, clock, state):
    invitation_to(evening, state=state, answered_at=NOW)
    assert [at(clock, evening, days) for days in (21, 7, 1, -1)] == [[], [], [], []]


def test_nobody_is_woken_and_a_fresh_question_rests_for_three_days(evening, runner, clock):
    assert at(clock, evening, 15) == []
    invitation_to(evening)
    assert [at(clock, evening, 14), at(clock, evening, 12, hour=7), at(clock, evening, 12)] == [
        [],
        [],
        ["guest_reminded"],
    ]


def test_moved_evening_is_reminded_of_by_its_new_day(evening, runner, clock):
    coming(evening)
    evening.date += timedelta(days=14)
    evening.sequence += 1
    evening.save()
    assert at(clock, evening, 15) == []
    assert at(clock, evening, 7) == []  # she said yes to another day: the host tells her first
    invitation = GuestInvitation.objects.get()
    accept_invitation(by=runner, invitation=invitation, sequence=evening.sequence, source="host")
    assert [at(clock, evening, 7), at(clock, evening, 1)] == [["guest_material"], ["guest_practical"]]


def test_cancelled_evening_is_not_spoken_of(evening, runner, clock):
    coming(evening)
    CourseSession.objects.update(state="cancelled")
    assert [at(clock, evening, days) for days in (7, 1, -1)] == [[], [], []]


def test_cohort_sets_its_days_or_none(evening, runner, clock):
    days = {"answer": 14, "material": None, "practical": 2, "thanks": None}
    set_reminders(by=runner, cohort=evening.cohort, days=days)
    invitation_to(evening)
    coming(evening)
    assert [at(clock, evening, each) for each in (21, 14, 7, 2, -1)] == [
        [],
        ["guest_reminded"],
        [],
        ["guest_practical"],
        [],
    ]
    with pytest.raises(PermissionDenied):
        set_reminders(by=person_with(Role.COORDINATOR, DistrictFactory()), cohort=evening.cohort, days=days)


def test_step_is_what_a_sender_claims(evening, runner, clock):
    invitation = invitation_to(evening)
    GuestStep.objects.create(invitation=invitation, kind="reminded", version=evening.sequence, at=NOW)
    assert at(clock, evening, 21) == []
