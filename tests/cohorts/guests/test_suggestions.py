"""Who could come to an evening, and why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.guests.dashboards import suggestions_for
from cohorts.guests.rules import Why
from cohorts.models import GuestInvitation, ModuleWish, Profession
from tests.factories.cohorts import CohortFactory, planned_weekly
from tests.factories.guests import GuestFactory, invitation_to
from tests.factories.people import DistrictFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
State = GuestInvitation.State


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def session(cohort):
    return planned_weekly(cohort, timezone.localdate() + timedelta(days=30))[1]


def key_of(session):
    return session.session_modules.get().edition_module.module.translation_key


def test_best_is_who_taught_it_here_then_who_teaches_it_then_who_usually_would(cohort, coordinator, session):
    key = key_of(session)
    nurse = Profession.objects.create(code="nurse", names={"nb": "sykepleier"})
    nurse.modules.create(module_key=key)
    usual = GuestFactory(district=cohort.district, name="Usual", kind=nurse)
    teaches = GuestFactory(district=cohort.district, name="Teaches")
    teaches.subjects.create(module_key=key)
    was_here = GuestFactory(district=cohort.district, name="Was here")
    earlier = planned_weekly(
        CohortFactory(district=cohort.district, local_group=cohort.local_group),
        timezone.localdate() - timedelta(days=90),
    )[1]
    yes = {"state": State.ACCEPTED, "answered_at": timezone.now()}
    invitation_to(earlier, guest=was_here, **yes)
    GuestFactory(district=cohort.district, name="Something else")
    found = suggestions_for(session, coordinator).people
    assert [each.guest for each in found] == [was_here, teaches, usual]
    assert [each.reasons for each in found] == [(Why.TAUGHT_HERE,), (Why.TEACHES,), (Why.USUAL,)]
    assert (found[0].taught_at, bool(found[0].last_asked), found[1].last_asked) == (earlier.date, True, None)


def test_who_was_asked_already_or_comes_elsewhere_is_left_out(cohort, coordinator, session):
    key = key_of(session)
    asked, elsewhere, again = (GuestFactory(district=cohort.district) for _ in range(3))
    for guest in (asked, elsewhere, again):
        guest.subjects.create(module_key=key)
    elsewhere.districts.add(DistrictFactory(municipality=cohort.district.municipality))
    again.districts.add(cohort.district)
    invitation_to(session, guest=asked, state=State.DECLINED, answered_at=timezone.now())
    invitation_to(session, guest=again, state=State.CANCELLED)
    assert [each.guest for each in suggestions_for(session, coordinator).people] == [again]


def test_wish_for_a_woman_puts_whom_nobody_noted_as_one_last_and_says_so(cohort, coordinator, session):
    key = key_of(session)
    ModuleWish.objects.create(module_key=key, woman=True)
    for name, woman in (("Anne", None), ("Berit", True)):
        GuestFactory(district=cohort.district, name=name, is_woman=woman).subjects.create(module_key=key)
    found = suggestions_for(session, coordinator)
    assert found.wishes == ("woman",)
    assert [(each.guest.name, each.missing) for each in found.people] == [("Berit", ()), ("Anne", ("woman",))]


def test_suggestions_cost_the_same_for_one_and_for_three(cohort, coordinator, session, django_assert_num_queries):
    suggestions_for(session, coordinator)  # her roles are read once
    for _ in range(3):
        GuestFactory(district=cohort.district).subjects.create(module_key=key_of(session))
        with django_assert_num_queries(4):
            suggestions_for(session, coordinator)


def test_page_of_asking_offers_them_one_tap_from_being_chosen(cohort, coordinator, session, client):
    guest = GuestFactory(district=cohort.district, name="Kari Lie")
    guest.subjects.create(module_key=key_of(session))
    client.force_login(coordinator)
    path = reverse("guest_ask", args=[session.public_id])
    assert f"{path}?guest={guest.public_id}" in client.get(path).content.decode()
    chosen = client.get(path, {"guest": guest.public_id}).content.decode()
    assert f'<option value="{guest.public_id}" selected' in chosen


def test_asking_of_others_stays_with_them(cohort, coordinator, session):
    guest = GuestFactory(district=cohort.district, shared_at=timezone.now())
    guest.subjects.create(module_key=key_of(session))
    near = CohortFactory(district=DistrictFactory(municipality=cohort.district.municipality))
    invitation_to(planned_weekly(near, timezone.localdate() + timedelta(days=9))[1], guest=guest)
    assert [each.last_asked for each in suggestions_for(session, coordinator).people] == [None]
