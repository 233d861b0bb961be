"""A coordinator makes a plan: she asks, looks, changes it, and uses it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cohorts.models import ClosedDays, CourseSession, PlanChange, PlanDraft
from cohorts.schedule.actions.drafts import (
    ask_again,
    change_draft,
    discard_draft,
    fingerprint,
    propose_plan,
    use_draft,
)
from cohorts.schedule.figures.preview import preview_of
from cohorts.schedule.queries import proposal_of, warnings_about
from cohorts.schedule.queries.changing import outlook_of
from cohorts.schedule.rules import Asked, Rhythm, Slot, Step, StepKind
from cohorts.schedule.rules.edits import Move
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, planned_weekly, session_of, trainee_of
from tests.factories.people import DistrictFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
TUESDAYS = Asked(date(2027, 1, 12), time(17), time(20), Rhythm(frozenset({2})))


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(datetime(2026, 12, 1, 12, tzinfo=ZoneInfo("Europe/Oslo")), tick=False)


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def draft(cohort, coordinator):
    return propose_plan(by=coordinator, cohort=cohort, asked=TUESDAYS)


@pytest.fixture
def hers(client, coordinator):
    client.force_login(coordinator)
    return client


def shown(draft) -> str:
    evenings = proposal_of(draft).evenings
    return fingerprint(evenings, warnings_about(draft.cohort, evenings))


def form(**more) -> dict:
    return {"first": "2027-01-12", "weekdays": ["2"], "start": "17:00", "end": "20:00", "every_weeks": "1"} | more


def days(draft) -> list[date]:
    return [evening.day for evening in proposal_of(draft).evenings]


# --- actions ----------------------------------------------------------------------------------------------------------


def test_plan_that_is_asked_for_twice_is_one_draft(cohort, coordinator, draft):
    assert propose_plan(by=coordinator, cohort=cohort, asked=TUESDAYS) == draft
    assert days(draft) == [date(2027, 1, 12), date(2027, 1, 19), date(2027, 1, 26), date(2027, 2, 2)]
    assert not CourseSession.objects.exists()


def test_plan_that_is_used_becomes_evenings_and_its_drafts_go(cohort, coordinator, draft):
    propose_plan(by=coordinator, cohort=cohort, asked=Asked(date(2027, 2, 1), time(17), time(20)))
    sessions = use_draft(by=coordinator, draft=draft, seen=shown(draft))
    assert [session.date for session in sessions] == [date(2027, 1, day) for day in (12, 19, 26)] + [date(2027, 2, 2)]
    assert [session.session_modules.get().edition_module.position for session in sessions] == [1, 2, 3, 4]
    assert not PlanDraft.objects.exists()


def test_cohort_meets_as_its_plan_says(cohort, coordinator):
    venue = VenueFactory(district=cohort.district)
    thursdays = Rhythm(frozenset({4}), every_weeks=2)
    asked = Asked(date(2027, 1, 14), time(18), time(21), thursdays, venue.pk)
    draft = propose_plan(by=coordinator, cohort=cohort, asked=asked)
    use_draft(by=coordinator, draft=draft, seen=shown(draft))
    cohort.refresh_from_db()
    assert (cohort.weekdays, cohort.rhythm, cohort.starts_at, cohort.venue) == ([4], "fortnightly", time(18), venue)


def test_plan_that_comes_out_otherwise_than_it_was_shown_is_not_used(cohort, coordinator, draft):
    seen = shown(draft)
    ClosedDays.objects.create(
        district=cohort.district, label="Flytting", first=date(2027, 1, 19), last=date(2027, 1, 19)
    )
    with pytest.raises(ValidationError) as refused:
        use_draft(by=coordinator, draft=draft, seen=seen)
    assert refused.value.error_list[0].code == "plan_differs"
    assert not CourseSession.objects.exists()


def test_cohort_with_evenings_gets_no_second_plan(cohort, coordinator, draft):
    session_of(cohort, date(2027, 1, 12))
    for act in (
        lambda: propose_plan(by=coordinator, cohort=cohort, asked=TUESDAYS),
        lambda: use_draft(by=coordinator, draft=draft, seen=shown(draft)),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.error_list[0].code == "has_evenings"


@pytest.mark.parametrize("role", [Role.HELPER, Role.COORDINATOR])
def test_others_change_nothing(cohort, draft, role):
    place = cohort.district if role is Role.HELPER else DistrictFactory(municipality=cohort.district.municipality)
    other = person_with(role, place)
    step = Step(StepKind.SPLIT, 0)
    for act in (
        lambda: propose_plan(by=other, cohort=cohort, asked=TUESDAYS),
        lambda: ask_again(by=other, draft=draft, seen=0, asked=TUESDAYS),
        lambda: change_draft(by=other, draft=draft, seen=0, step=step),
        lambda: use_draft(by=other, draft=draft, seen=shown(draft)),
        lambda: discard_draft(by=other, draft=draft),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_two_who_change_a_draft_at_once_are_told(coordinator, draft):
    change_draft(by=coordinator, draft=draft, seen=0, step=Step(StepKind.MERGE, 1))
    with pytest.raises(ValidationError) as refused:
        change_draft(by=coordinator, draft=draft, seen=0, step=Step(StepKind.MERGE, 1))
    assert refused.value.error_list[0].code == "changed_meanwhile"
    assert len(days(draft)) == 3


def test_changes_stay_when_something_else_is_asked(coordinator, draft):
    draft = change_draft(by=coordinator, draft=draft, seen=0, step=Step(StepKind.MERGE, 1))
    thursdays = Asked(date(2027, 1, 14), time(18), time(21), Rhythm(frozenset({4})))
    draft = ask_again(by=coordinator, draft=draft, seen=1, asked=thursdays)
    assert days(draft) == [date(2027, 1, 14), date(2027, 1, 21), date(2027, 1, 28)]


def test_everything_that_was_changed_is_saved(cohort, coordinator, draft):
    library = VenueFactory(district=cohort.district)
    for version, step in enumerate(
        (
            Step(StepKind.MERGE, 0),
            Step(StepKind.SPLIT, 2),
            Step(StepKind.EXCURSION, 0),
            Step(StepKind.VENUE, 1, venue=library.pk),
            Step(StepKind.PIN, 1, day=date(2027, 1, 16)),
        )
    ):
        draft = change_draft(by=coordinator, draft=draft, seen=version, step=step)
    sessions = use_draft(by=coordinator, draft=draft, seen=shown(draft))
    held = [
        [(row.edition_module.position, row.part, row.parts) for row in session.session_modules.all()]
        for session in sessions
    ]
    assert held == [[(1, 1, 1), (2, 1, 1)], [], [(3, 1, 1)], [(4, 1, 2)], [(4, 2, 2)]]
    assert (sessions[1].date, sessions[1].kind, sessions[1].venue) == (date(2027, 1, 16), "excursion", library)


def test_venue_of_another_place_is_refused(coordinator, draft):
    with pytest.raises(ValidationError) as refused:
        change_draft(by=coordinator, draft=draft, seen=0, step=Step(StepKind.VENUE, 1, venue=VenueFactory().pk))
    assert refused.value.error_list[0].code == "elsewhere"


# --- what stands in the way -------------------------------------------------------------------------------------------


def test_woman_in_two_places_is_a_warning_that_names_her(cohort, coordinator, draft):
    woman = trainee_of(cohort).person
    other = CohortFactory(district=cohort.district, local_group=cohort.local_group)
    other.enrolments.create(person=woman)
    session_of(other, date(2027, 1, 19), starts_at=time(19), ends_at=time(21))
    preview = preview_of(draft, draft.by)
    assert [row.day for row in preview.warned] == [date(2027, 1, 19)]
    assert preview.warned[0].warnings == (f"To steder på den tiden: {woman.name}.",)
    assert preview.named == (woman,)


def test_venue_that_is_taken_too_small_or_closed_is_a_warning(cohort, coordinator):
    venue = VenueFactory(district=cohort.district, capacity=10, closes_at=time(19))
    draft = propose_plan(
        by=coordinator, cohort=cohort, asked=Asked(date(2027, 1, 12), time(17), time(20), venue=venue.pk)
    )
    session_of(CohortFactory(district=cohort.district), date(2027, 1, 26), venue=venue)
    warnings = {row.day.day: len(row.warnings) for row in preview_of(draft, draft.by).warned}
    assert warnings == {12: 2, 19: 2, 26: 3, 2: 2}


def test_module_before_the_one_that_opens_the_course_is_a_warning(coordinator, draft):
    draft = change_draft(by=coordinator, draft=draft, seen=0, step=Step(StepKind.SWAP, 0, 1))
    preview = preview_of(draft, draft.by)
    assert len(preview.order) == 1
    assert "Modul 1" in preview.order[0]


def test_whoever_passes_over_a_warning_says_why(cohort, coordinator):
    venue = VenueFactory(district=cohort.district, capacity=10)
    asked = Asked(date(2027, 1, 12), time(17), time(20), venue=venue.pk)
    draft = propose_plan(by=coordinator, cohort=cohort, asked=asked)
    with pytest.raises(ValidationError) as refused:
        use_draft(by=coordinator, draft=draft, seen=shown(draft), reason=" ")
    assert refused.value.error_list[0].code == "reason_needed"
    use_draft(by=coordinator, draft=draft, seen=shown(draft), reason="Vi setter inn stoler.")
    change = PlanChange.objects.get()
    assert (change.reason, change.overridden) == ("Vi setter inn stoler.", ["venue_too_small"])


def test_preview_takes_as_many_queries_for_one_evening_as_for_many(
    cohort, coordinator, draft, django_assert_max_num_queries, django_assert_num_queries
):
    planned_weekly(CohortFactory(district=cohort.district), date(2027, 1, 12))
    trainee_of(cohort)
    draft = PlanDraft.objects.get(pk=draft.pk)
    draft.cohort = type(cohort).objects.with_places().get(pk=cohort.pk)
    with django_assert_max_num_queries(16) as four:
        preview_of(draft, draft.by)
    planned_weekly(CohortFactory(district=cohort.district), date(2027, 1, 12))
    for _one in range(3):
        trainee_of(cohort)
    draft = change_draft(by=coordinator, draft=draft, seen=0, step=Step(StepKind.MERGE, 0))
    draft.cohort = type(cohort).objects.with_places().get(pk=cohort.pk)
    with django_assert_num_queries(len(four)):
        preview_of(draft, draft.by)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_plan_is_made_in_three_pages(cohort, hers):
    page = hers.post(reverse("cohort_plan", args=[cohort.public_id]), form(), follow=True)
    assert page.redirect_chain[-1][0] == reverse("plan_preview", args=[PlanDraft.objects.get().public_id])
    assert "Bruk denne planen" in page.content.decode()
    assert not CourseSession.objects.exists()
    page = hers.post(page.request["PATH_INFO"], {"shown": page.context["shown"]}, follow=True)
    assert "4 kvelder" in page.content.decode()
    assert cohort.sessions.count() == 4


def test_preview_shows_months_gaps_with_reasons_and_notes(cohort, hers):
    hers.post(reverse("cohort_plan", args=[cohort.public_id]), form(first="2027-03-09"))
    page = hers.get(reverse("plan_preview", args=[PlanDraft.objects.get().public_id]))
    text = page.content.decode()
    assert "17. mai: ingen kveld" not in text
    assert [month.first.month for month in page.context["preview"].months] == [3]
    assert "Id al-fitr, ca. 9. mars" in text


def test_gap_is_shown_with_its_reason_and_source(cohort, hers):
    ClosedDays.objects.create(
        municipality=cohort.district.municipality,
        label="Vinterferie",
        first=date(2027, 1, 18),
        last=date(2027, 1, 22),
        source="https://example.org/skoleruta",
        source_year="2026/27",
        to_check=True,
    )
    hers.post(reverse("cohort_plan", args=[cohort.public_id]), form())
    text = hers.get(reverse("plan_preview", args=[PlanDraft.objects.get().public_id])).content.decode()
    assert "Vinterferie (skoleferie)" in text
    assert "https://example.org/skoleruta, 2026/27. Ikke kontrollert ennå" in text
    assert "19. januar: ingen kveld, Vinterferie (skoleferie)" in text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first": ""}, "Dette feltet er påkrevet"),
        ({"first": "1027-01-12"}, "Velg en dag mellom"),
        ({"first": "2026-11-30"}, "Velg en dag mellom 1. desember 2026"),
        ({"end": "16:00"}, "Kvelden må slutte etter at den begynner."),
        ({"every_weeks": "0"}, "Skriv datoene"),
        ({"every_weeks": "0", "dates": "12.01.2027\n"}, "3 kvelder har ingen dato"),
        ({"every_weeks": "0", "dates": "en tirsdag"}, "«en tirsdag» er ikke en dato"),
        ({"weekdays": []}, "påkrevet"),
    ],
)
def test_what_cannot_be_planned_is_said_in_a_sentence(cohort, hers, wrong, sentence):
    page = hers.post(reverse("cohort_plan", args=[cohort.public_id]), form(**wrong))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not PlanDraft.objects.exists()


def test_list_of_dates_and_a_double_week_are_taken(cohort, hers):
    hers.post(
        reverse("cohort_plan", args=[cohort.public_id]),
        form(every_weeks="0", dates="12.01.2027, 14.1.27\n2027-01-20;26/01/2027"),
    )
    assert [day.day for day in days(PlanDraft.objects.get())] == [12, 14, 20, 26]
    PlanDraft.objects.all().delete()
    hers.post(reverse("cohort_plan", args=[cohort.public_id]), form(dates="14.01.2027"))
    assert [day.day for day in days(PlanDraft.objects.get())] == [12, 14, 19, 26]


def test_half_finished_plan_is_offered_again(cohort, hers, draft):
    page = hers.get(reverse("cohort_plan", args=[cohort.public_id]))
    assert reverse("plan_preview", args=[draft.public_id]) in page.content.decode()


def test_evening_is_changed_on_its_own_page(hers, draft):
    address = reverse("plan_evening", args=[draft.public_id, 1])
    assert hers.get(address).status_code == 200
    assert hers.post(address, {"kind": "merge", "seen": "0"}).status_code == 302
    assert len(days(PlanDraft.objects.get())) == 3
    stale = hers.post(address, {"kind": "merge", "seen": "0"})
    assert stale.status_code == 422
    assert "Noen andre har endret" in stale.content.decode()
    assert hers.get(reverse("plan_evening", args=[draft.public_id, 9])).status_code == 404


def test_single_evening_gets_a_time_of_its_own_and_loses_it_again(hers, draft):
    address = reverse("plan_evening", args=[draft.public_id, 1])
    assert hers.get(address).context["form"]["start"].value() == time(17)
    hers.post(address, {"kind": "clock", "seen": 0, "start": "10:00", "end": "14:30"})
    draft.refresh_from_db()
    clocks = [(each.slot.start, each.slot.end) for each in proposal_of(draft).evenings]
    assert clocks == [(time(17), time(20)), (time(10), time(14, 30)), (time(17), time(20)), (time(17), time(20))]
    assert "egen tid" in hers.get(reverse("plan_preview", args=[draft.public_id])).content.decode()
    hers.post(address, {"kind": "clock", "seen": 1, "free": "on"})
    draft.refresh_from_db()
    assert {each.slot.start for each in proposal_of(draft).evenings} == {time(17)}


@pytest.mark.parametrize(
    ("clocks", "field", "sentence"),
    [
        ({"start": "14:00", "end": "10:00"}, "end", "Dette er ikke etter begynnelsen."),
        ({"start": "14:00"}, "end", "Velg et klokkeslett."),
        ({"start": "25:00", "end": "10:00"}, "start", "gyldig"),
    ],
)
def test_time_that_cannot_be_is_said_beside_its_field(hers, draft, clocks, field, sentence):
    address = reverse("plan_evening", args=[draft.public_id, 1])
    page = hers.post(address, {"kind": "clock", "seen": 0} | clocks)
    assert page.status_code == 422
    assert sentence in str(page.context["form"].errors[field])


def test_day_of_an_evening_must_be_said(hers, draft):
    page = hers.post(reverse("plan_evening", args=[draft.public_id, 1]), {"kind": "pin", "seen": "0", "day": ""})
    assert (page.status_code, "Velg en dag." in page.content.decode()) == (422, True)


def test_draft_is_asked_again_and_thrown_away(cohort, hers, draft):
    address = reverse("plan_ask_again", args=[draft.public_id])
    assert 'value="2027-01-12"' in hers.get(address).content.decode()
    hers.post(address, form(first="2027-01-14", weekdays=["4"], seen="0"))
    assert days(PlanDraft.objects.get())[0] == date(2027, 1, 14)
    assert hers.get(reverse("plan_discard", args=[draft.public_id])).status_code == 200
    hers.post(reverse("plan_discard", args=[draft.public_id]))
    assert not PlanDraft.objects.exists()


def test_who_presses_use_twice_is_led_to_the_cohort(hers, cohort, draft):
    address, pressed = reverse("plan_preview", args=[draft.public_id]), {"cohort": str(cohort.public_id)}
    assert hers.post(address, pressed | {"shown": shown(draft)}).url == reverse("cohort", args=[cohort.public_id])
    assert hers.post(address, pressed | {"shown": "old"}).url == reverse("cohort", args=[cohort.public_id])
    assert cohort.sessions.count() == 4


@pytest.mark.parametrize("named", [{}, {"cohort": "x"}, {"cohort": "5f0c8a94-0f6e-4f0e-9d2a-1d0b5a6f7c11"}])
def test_draft_that_is_gone_tells_nothing_of_other_cohorts(hers, draft, named):
    address = reverse("plan_preview", args=[draft.public_id])
    draft.delete()
    assert hers.post(address, named).status_code == 404


def test_draft_that_lay_too_long_is_not_used(coordinator, draft, time_machine):
    seen = shown(draft)
    time_machine.move_to(datetime(2027, 1, 13, 12, tzinfo=ZoneInfo("Europe/Oslo")), tick=False)
    with pytest.raises(ValidationError) as refused:
        use_draft(by=coordinator, draft=draft, seen=seen)
    assert refused.value.error_list[0].code == "begins_in_the_past"


def test_plan_may_begin_today(cohort, coordinator):
    today = Asked(date(2026, 12, 1), time(17), time(20), Rhythm(frozenset({2})))
    assert days(propose_plan(by=coordinator, cohort=cohort, asked=today))[0] == date(2026, 12, 1)


def test_later_changes_keep_to_the_evenings_a_week_that_were_asked_for(cohort, coordinator):
    asked = Asked(date(2027, 1, 12), time(17), time(20), Rhythm(frozenset({2, 4}), per_week=1))
    draft = propose_plan(by=coordinator, cohort=cohort, asked=asked)
    sessions = use_draft(by=coordinator, draft=draft, seen=shown(draft))
    last = sessions[-1]
    moved = outlook_of(cohort, Move(str(sessions[0].public_id), Slot(sessions[1].date, time(17), time(20)), later=True))
    weeks = [each.day.isocalendar()[:2] for each in moved.after]
    assert moved.after[-1].day > last.date
    assert len(weeks) == len(set(weeks))
