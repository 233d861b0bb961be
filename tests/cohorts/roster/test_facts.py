"""A cohort is changed, led a step further, and copied; what is missing is said before."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort, Enrolment, Venue
from cohorts.roster.actions import (
    add_coordinator,
    add_venue,
    copy_cohort,
    end_cohort,
    enrol,
    remove_coordinator,
    set_provided,
    set_venue,
    settle_offers,
    start_cohort,
)
from lms.people.actions.questions import answer_role
from lms.people.models import RoleAssignment
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, planned_weekly, trainee_of
from tests.factories.people import MunicipalityFactory, UserFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


def code_of(act, **arguments) -> str:
    with pytest.raises(ValidationError) as refusal:
        act(**arguments)
    return refusal.value.error_list[0].code


def posted(client, view: str, cohort: Cohort, **answers):
    return client.post(reverse(view, args=[cohort.public_id]), answers)


# --- facts -----------------------------------------------------------------------------------------------------------


def test_name_and_time_are_changed(signed_in, cohort):
    posted(signed_in, "cohort_change", cohort, name="Høst", weekdays=[4], starts_at="18:00", rhythm="fortnightly")
    cohort.refresh_from_db()
    assert (cohort.name, cohort.weekdays, cohort.starts_at, cohort.rhythm) == ("Høst", [4], time(18), "fortnightly")


def test_first_venue_is_added_at_once(signed_in, cohort):
    assert signed_in.get(reverse("cohort_venue", args=[cohort.public_id])).url.endswith("/venue/add/")
    posted(signed_in, "cohort_venue_add", cohort, name="Biblioteket", capacity="30", step_free="true")
    cohort.refresh_from_db()
    assert (cohort.venue.name, cohort.venue.capacity, cohort.venue.step_free) == ("Biblioteket", 30, True)
    assert cohort.venue.place == cohort.place


def test_venue_is_chosen_among_those_of_the_place(signed_in, cohort):
    here, elsewhere = VenueFactory(district=cohort.district), VenueFactory()
    text = signed_in.get(reverse("cohort_venue", args=[cohort.public_id])).content.decode()
    assert str(here.public_id) in text
    assert str(elsewhere.public_id) not in text
    posted(signed_in, "cohort_venue", cohort, venue=str(here.public_id))
    cohort.refresh_from_db()
    assert cohort.venue == here


def test_venue_of_another_municipality_is_refused(coordinator, cohort):
    venue = Venue.objects.create(municipality=MunicipalityFactory(slug="annen"), name="Der")
    assert code_of(set_venue, by=coordinator, cohort=cohort, venue=venue) == "elsewhere"


def test_venue_cannot_close_before_it_opens(coordinator, district):
    facts = {"name": "Huset", "opens_at": time(20), "closes_at": time(17)}
    assert code_of(add_venue, by=coordinator, place=district, **facts) == "hours"


def test_dishes_are_counted_and_nobody_is_named(signed_in, cohort):
    posted(signed_in, "cohort_provided", cohort, provided=["food"], dish_halal="7", dish_vegan="0")
    cohort.refresh_from_db()
    assert (cohort.food, cohort.childcare, cohort.dishes) == (True, False, {"halal": 7})


@pytest.mark.parametrize("dishes", [{"pork": 1}, {"halal": -1}])
def test_dishes_that_are_no_counts_are_refused(coordinator, cohort, dishes):
    facts = {"food": True, "childcare": True, "interpreter": False, "dishes": dishes}
    assert code_of(set_provided, by=coordinator, cohort=cohort, **facts) == "dishes"


def test_helper_shares_the_work_and_the_last_one_stays(signed_in, coordinator, cohort, district):
    helper = person_with(Role.HELPER, district)
    add_coordinator(by=coordinator, cohort=cohort, person=coordinator)
    posted(signed_in, "cohort_team", cohort, person=str(helper.public_id), helps="on")
    assert cohort.coordinators.current().filter(person=helper, is_helper=True).exists()
    posted(signed_in, "cohort_team_remove", cohort, person=str(helper.public_id))
    assert not cohort.coordinators.current().filter(person=helper).exists()
    assert code_of(remove_coordinator, by=coordinator, cohort=cohort, person=coordinator) == "last_coordinator"


def test_helper_may_look_and_not_change(client, cohort, district):
    client.force_login(person_with(Role.HELPER, district))
    assert client.get(reverse("women", args=[cohort.public_id])).status_code == 200
    assert client.get(reverse("cohort_change", args=[cohort.public_id])).status_code == 404


# --- steps -----------------------------------------------------------------------------------------------------------


def test_cohort_starts_when_somebody_takes_part_and_somebody_runs_it(signed_in, coordinator, cohort):
    url = reverse("cohort_start", args=[cohort.public_id])
    text = signed_in.get(url).content.decode()
    assert "Ingen deltar ennå" in text
    assert signed_in.post(url).status_code == 422
    trainee_of(cohort)
    add_coordinator(by=coordinator, cohort=cohort, person=coordinator)
    assert "Det er lov" in signed_in.get(url).content.decode()  # fewer than 18
    signed_in.post(url)
    cohort.refresh_from_db()
    assert cohort.state == Cohort.State.RUNNING


def test_cohort_is_completed_after_it_ran_only(coordinator, cohort):
    assert code_of(end_cohort, by=coordinator, cohort=cohort, completed=True) == "no-such-step"
    Cohort.objects.update(state=Cohort.State.RUNNING)
    end_cohort(by=coordinator, cohort=cohort, completed=True)
    end_cohort(by=coordinator, cohort=cohort, completed=True)
    assert cohort.state == Cohort.State.COMPLETED
    assert code_of(end_cohort, by=coordinator, cohort=cohort, completed=False) == "no-such-step"
    assert code_of(start_cohort, by=coordinator, cohort=cohort) == "not_planned"


def test_cohort_is_cancelled(signed_in, cohort):
    signed_in.post(reverse("cohort_cancel", args=[cohort.public_id]))
    cohort.refresh_from_db()
    assert (cohort.state, cohort.ended_at is not None) == (Cohort.State.CANCELLED, True)


# --- copies ----------------------------------------------------------------------------------------------------------


def test_copy_has_the_structure_and_neither_dates_nor_people(coordinator, district):
    venue = VenueFactory(district=district)
    cohort = CohortFactory(district=district, venue=venue, weekdays=[3], interpreter=True, dishes={"halal": 3})
    trainee_of(cohort)
    planned_weekly(cohort, date(2027, 1, 13))
    copy = copy_cohort(by=coordinator, cohort=cohort, name="Neste")
    assert (copy.venue, copy.weekdays, copy.interpreter, copy.edition) == (venue, [3], True, cohort.edition)
    assert (copy.state, copy.dishes, copy.enrolments.count(), copy.sessions.count()) == ("planned", {}, 0, 0)


def test_copy_of_another_district_is_refused(coordinator):
    with pytest.raises(PermissionDenied):
        copy_cohort(by=coordinator, cohort=CohortFactory(), name="Neste")


def test_copy_is_made_on_the_page(signed_in, cohort):
    posted(signed_in, "cohort_copy", cohort, name="Neste")
    assert Cohort.objects.filter(name="Neste", local_group=cohort.local_group).exists()


# --- offers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("yes", "state"), [(True, Enrolment.State.ACTIVE), (False, None)])
def test_offer_becomes_a_place_with_her_yes(coordinator, cohort, yes, state):
    woman = UserFactory(phone="+4790999999")
    enrol(by=coordinator, cohort=cohort, name="Noen", phone=woman.phone)
    assert settle_offers() == 0
    answer_role(by=woman, assignment=RoleAssignment.objects.asked().get(person=woman), yes=yes)
    assert settle_offers() == 1
    assert list(cohort.enrolments.values_list("state", flat=True)) == ([state] if state else [])


@pytest.mark.parametrize("yes", [True, False])
def test_woman_who_had_left_keeps_what_she_took_part_in_whatever_she_answers(coordinator, cohort, yes):
    woman = UserFactory(phone="+4790999999")
    place = Enrolment.objects.create(
        cohort=cohort, person=woman, state=Enrolment.State.WITHDRAWN, until=timezone.localdate()
    )
    assert enrol(by=coordinator, cohort=cohort, name="Noen", phone=woman.phone).state == Enrolment.State.OFFERED
    answer_role(by=woman, assignment=RoleAssignment.objects.asked().get(person=woman), yes=yes)
    assert settle_offers() == 1
    place.refresh_from_db()
    assert (place.state, place.until is None) == (("active", True) if yes else ("withdrawn", False))
