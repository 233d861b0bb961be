"""A coordinator closes days of her own place."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.models import ClosedDays
from cohorts.schedule.actions.closed_days import close_days, remove_closed_days
from cohorts.schedule.actions.drafts import propose_plan
from cohorts.schedule.queries import proposal_of
from cohorts.schedule.rules import Asked, Rhythm
from cohorts.schedule.rules.periods import LineCode, Period
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory
from tests.factories.people import DistrictFactory, person_with

PAINTING = Period(date(2027, 1, 19), date(2027, 1, 20), "Huset males")
TUESDAYS = Asked(date(2027, 1, 12), time(17), time(20), Rhythm(frozenset({2})))


@pytest.fixture
def cohort(one_edition, db, time_machine):
    time_machine.move_to("2026-11-02T12:00:00+01:00", tick=False)
    return CohortFactory()


@pytest.fixture
def hers(client, coordinator):
    client.force_login(coordinator)
    return client


def form(**more) -> dict:
    return {"first": "2027-01-19", "last": "2027-01-20", "label": "Huset males"} | more


def text_of(response) -> str:
    return response.content.decode()


# --- actions ----------------------------------------------------------------------------------------------------------


def test_days_she_closes_are_closed_once_and_need_no_source(cohort, coordinator):
    assert close_days(by=coordinator, place=cohort.district, period=PAINTING)
    assert not close_days(by=coordinator, place=cohort.district, period=PAINTING)
    row = ClosedDays.objects.get()
    assert (row.district, row.kind, row.label) == (cohort.district, ClosedDays.Kind.OWN, "Huset males")
    assert not row.to_check
    remove_closed_days(by=coordinator, closed=row)
    assert not ClosedDays.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2027, 1, 20), date(2027, 1, 19), LineCode.WRONG_ORDER),
        (date(2027, 1, 1), date(2027, 5, 1), LineCode.TOO_LONG),  # 121 days
        (date(202, 1, 1), date(202, 1, 1), LineCode.FAR_AWAY),
    ],
)
def test_days_that_cannot_be_meant_are_refused(cohort, coordinator, first, last, code):
    with pytest.raises(ValidationError) as refused:
        close_days(by=coordinator, place=cohort.district, period=Period(first, last, "Stengt"))
    assert refused.value.error_list[0].code == code
    assert not ClosedDays.objects.exists()


def test_hundred_and_twenty_days_may_be_closed(cohort, coordinator):
    assert close_days(
        by=coordinator, place=cohort.district, period=Period(date(2027, 1, 1), date(2027, 4, 30), "Ombygging")
    )


@pytest.mark.parametrize("role", [Role.HELPER, Role.TRAINEE, Role.VOLUNTEER])
def test_others_at_her_place_close_and_remove_nothing(cohort, coordinator, role):
    other = person_with(role, cohort.district)
    close_days(by=coordinator, place=cohort.district, period=PAINTING)
    with pytest.raises(PermissionDenied):
        close_days(by=other, place=cohort.district, period=PAINTING)
    with pytest.raises(PermissionDenied):
        remove_closed_days(by=other, closed=ClosedDays.objects.get())


def test_days_of_another_district_are_not_hers(cohort, coordinator):
    beside = DistrictFactory(municipality=cohort.district.municipality)
    with pytest.raises(PermissionDenied):
        close_days(by=coordinator, place=beside, period=PAINTING)
    with pytest.raises(PermissionDenied):
        close_days(by=coordinator, place=cohort.district.municipality, period=PAINTING)


def test_school_holiday_is_the_secretariats_alone(cohort, coordinator):
    row = ClosedDays.objects.create(district=cohort.district, label="Ferie", first=PAINTING.first, last=PAINTING.last)
    with pytest.raises(PermissionDenied):
        remove_closed_days(by=coordinator, closed=row)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_day_is_closed_from_a_plan_and_the_plan_skips_it(cohort, coordinator, hers):
    draft = propose_plan(by=coordinator, cohort=cohort, asked=TUESDAYS)
    preview = reverse("plan_preview", args=[draft.public_id])
    address = f"{reverse('closed_days_add')}?plan={draft.public_id}"
    assert address in text_of(hers.get(preview))
    place = hers.get(address).context["form"]["place"].value()
    assert hers.post(address, form(place=place)).url == preview
    assert date(2027, 1, 19) not in [evening.day for evening in proposal_of(draft).evenings]
    assert "Huset males" in text_of(hers.get(preview))


def test_one_day_is_its_own_last_day(cohort, hers):
    hers.post(reverse("closed_days_add"), form(place=cohort.district.path, last=""))
    row = ClosedDays.objects.get()
    assert row.first == row.last == date(2027, 1, 19)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"last": "2027-01-18"}, "last", "Den siste dagen er før den første."),
        ({"last": "2027-06-19"}, "last", "Dette er mer enn 120 dager. Se på årstallet."),
        ({"first": "0202-01-19"}, "first", "Velg en dag mellom"),
        ({"first": ""}, "first", "påkrevet"),
        ({"label": ""}, "label", "påkrevet"),
        ({"place": "annet/sted"}, "place", "gyldig valg"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(cohort, hers, wrong, field, sentence):
    page = hers.post(reverse("closed_days_add"), form(place=cohort.district.path) | wrong)
    assert page.status_code == 422
    assert sentence in str(page.context["form"].errors[field])
    assert not ClosedDays.objects.exists()


def test_plan_of_somebody_else_is_not_gone_back_to(hers, cohort):
    beside = CohortFactory()
    draft = propose_plan(by=person_with(Role.COORDINATOR, beside.district), cohort=beside, asked=TUESDAYS)
    for plan in (draft.public_id, "nonsense"):
        address = f"{reverse('closed_days_add')}?plan={plan}"
        assert hers.post(address, form(place=cohort.district.path)).url == reverse("closed_days")


def test_she_sees_what_counts_at_her_place_and_removes_her_own(cohort, coordinator, hers):
    municipality = cohort.district.municipality
    days = {"first": PAINTING.first, "last": PAINTING.last}
    ClosedDays.objects.create(municipality=municipality, label="Vinterferie", to_check=True, **days)
    beside = DistrictFactory(municipality=municipality)
    ClosedDays.objects.create(district=beside, kind=ClosedDays.Kind.OWN, label="Nabohuset", **days)
    close_days(by=coordinator, place=cohort.district, period=PAINTING)
    page = text_of(hers.get(reverse("closed_days")))
    assert "Vinterferie" in page
    assert "Nabohuset" not in page
    own = ClosedDays.objects.get(district=cohort.district)
    for row in ClosedDays.objects.all():
        address = reverse("closed_days_remove", args=[row.public_id])
        assert (address in page) is (row == own)
        assert (hers.get(address).status_code == 200) is (row == own)
        assert hers.post(reverse("closed_days_check", args=[row.public_id])).status_code == 404
    hers.post(reverse("closed_days_remove", args=[own.public_id]))
    assert not ClosedDays.objects.filter(pk=own.pk).exists()


def test_her_list_asks_as_much_for_one_row_as_for_three(cohort, coordinator, hers):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert hers.get(reverse("closed_days")).status_code == 200
        return len(captured)

    close_days(by=coordinator, place=cohort.district, period=PAINTING)
    hers.get(reverse("closed_days"))
    counted = count()
    for month in (2, 3):
        day = date(2027, month, 1)
        close_days(by=coordinator, place=cohort.district, period=Period(day, day, "Stengt"))
    assert count() == counted
