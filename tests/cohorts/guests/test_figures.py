"""How it stands with the guests of evenings: on the board, on the card, in the table."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.guests.figures import guest_states
from cohorts.guests.models.invitations import slot_of
from cohorts.guests.queries import evenings_late
from cohorts.guests.rules import Stage, stage_of_evening, stage_of_request
from cohorts.models import CourseSession, GuestInvitation, GuestRequest
from modules.models import ModuleKind
from tests.factories.cohorts import CohortFactory, planned_weekly, session_of
from tests.factories.guests import GuestFactory, invitation_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
State = GuestInvitation.State


@pytest.mark.parametrize(
    ("states", "holds", "expected"),
    [
        (["queued"], True, Stage.NOBODY),
        (["asked", "queued"], True, Stage.ASKED),
        (["declined", "queued"], True, Stage.ASKED),
        (["declined"], True, Stage.DECLINED),
        (["declined", "proposed", "asked"], True, Stage.PROPOSED),
        (["declined", "accepted"], True, Stage.CONFIRMED),
        (["accepted"], False, Stage.NEW_ANSWER),
        (["handed_over", "asked"], True, Stage.ASKED),
        (["cancelled"], True, Stage.NOT_NEEDED),
    ],
)
def test_stage_of_one_wanted_guest(states, holds, expected):
    assert stage_of_request(states, holds=holds) == expected


def test_material_of_whoever_comes_is_in_and_then_approved():
    assert stage_of_request(["accepted"], approved=[True, False]) == Stage.MATERIAL
    assert stage_of_request(["accepted"], approved=[True, True]) == Stage.APPROVED
    assert stage_of_request(["accepted"], holds=False, approved=[True]) == Stage.NEW_ANSWER


def test_evening_stands_where_the_least_of_its_guests_stands():
    assert stage_of_evening([Stage.CONFIRMED, Stage.ASKED], has_subject=True) == Stage.ASKED
    assert stage_of_evening([Stage.NOT_NEEDED], has_subject=True) == Stage.NOBODY
    assert stage_of_evening([], has_subject=False) == Stage.NOT_NEEDED


@pytest.fixture
def evenings() -> list[CourseSession]:
    return planned_weekly(CohortFactory(), timezone.localdate() + timedelta(days=14))


def test_evening_of_a_subject_wants_a_guest_and_is_late_three_weeks_before(evenings):
    states = guest_states(evenings)
    kinds = [each.session_modules.get().edition_module.module.kind for each in evenings]
    assert [states[each.pk].wanted for each in evenings] == [kind == ModuleKind.SUBJECT for kind in kinds]
    late = [states[each.pk].late for each in evenings]
    assert late == [wanted and week <= 1 for week, wanted in enumerate(kind == ModuleKind.SUBJECT for kind in kinds)]


def test_evening_of_method_wants_a_guest_once_somebody_is_asked():
    session = session_of(CohortFactory(), timezone.localdate() + timedelta(days=5))
    assert not guest_states([session])[session.pk].wanted
    invitation_to(session)
    state = guest_states([session])[session.pk]
    assert (state.stage, state.late, state.tone) == (Stage.ASKED, True, "danger")


def test_yes_to_another_time_does_not_count_and_is_late():
    session = session_of(CohortFactory(), timezone.localdate() + timedelta(days=5), sequence=2)
    invitation = invitation_to(session, state=State.ACCEPTED, sequence=2, answered_at=timezone.now())
    assert guest_states([session])[session.pk].is_confirmed
    session.sequence = 3
    state = guest_states([session])[session.pk]
    assert (state.stage, state.late) == (Stage.NEW_ANSWER, True)
    assert invitation.guest.name not in str(state)


def test_names_are_given_only_when_asked_for_and_cost_nothing_more(django_assert_num_queries):
    cohort = CohortFactory()
    sessions = [session_of(cohort, timezone.localdate() + timedelta(days=30 + week)) for week in range(3)]
    for session in sessions:
        request = GuestRequest.objects.create(session=session)
        invitation_to(session, request=request, guest=GuestFactory(name="Kari Lie", phone="+4710000301"))
        invitation_to(session, request=request, state=State.CANCELLED)
    for some in (sessions[:1], sessions):
        with django_assert_num_queries(3):
            states = guest_states(some, with_names=True)
        assert [[each.name for each in states[one.pk].visitors] for one in some] == [["Kari Lie"]] * len(some)


def test_database_and_board_agree_on_what_is_late(evenings):
    cohort = evenings[0].cohort
    shapes = [
        [],
        [State.ASKED],
        [State.CANCELLED],
        [State.DECLINED, State.QUEUED],
        [State.HANDED_OVER, State.ACCEPTED],
        [State.ACCEPTED],
    ]
    for days in (5, 25):
        for states in shapes:
            session = session_of(cohort, timezone.localdate() + timedelta(days=days))
            request = GuestRequest.objects.create(session=session)
            for state in states:
                holds = 0 if len(states) > 1 else 1  # of a single yes the evening has changed
                facts = {"sequence": holds, "answered_at": timezone.now()}
                invitation_to(session, request=request, state=state, **facts)
    elsewhere = session_of(cohort, timezone.localdate() + timedelta(days=4), sequence=3)  # another room, the same time
    yes = {"sequence": 1, "answered_at": timezone.now(), "answered_for": slot_of(elsewhere)}
    invitation_to(elsewhere, state=State.ACCEPTED, **yes)
    assert not guest_states([elsewhere])[elsewhere.pk].late
    session_of(cohort, timezone.localdate() + timedelta(days=3), state=CourseSession.State.CANCELLED)
    everything = list(cohort.sessions.all())
    late = {pk for pk, state in guest_states(everything).items() if state.late}
    assert {*evenings_late(timezone.localdate()).values_list("pk", flat=True)} == late != set()
