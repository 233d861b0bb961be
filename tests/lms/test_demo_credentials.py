"""The demo has a paper of each kind and a pack for its ceremony, made by the actions of the screens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Attendance, CeremonyPack, Cohort, IdCard
from lms.demo.courses import ALNA_BEFORE
from lms.demo.credentials import SOUNDS, codes_to_check, complete_course
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, planned_weekly, trainee_of
from tests.factories.curriculum import make_module, make_released
from tests.factories.people import OrganisationFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def completed():
    """The course of the demo with two evenings instead of seventeen."""
    edition = make_released([make_module(f"Modul {n}", "frame") for n in range(2)])
    cohort = CohortFactory(edition=edition, state=Cohort.State.RUNNING)
    planned_weekly(cohort, timezone.localdate() - timedelta(weeks=4))
    for woman in ALNA_BEFORE.women:
        place = trainee_of(cohort, name=woman.name)
        for each in cohort.sessions.all():
            Attendance.objects.create(session=each, enrolment=place, status="present", revision=1)
    organisation = OrganisationFactory(country=cohort.in_municipality.country)
    people = {each: person_with(Role.SECRETARIAT, organisation) for each in ("sec", "sec2")}
    people["coordA"] = person_with(Role.COORDINATOR, cohort.district)
    complete_course(cohort, people)
    return cohort


def test_demo_lists_a_code_of_each_kind_and_asks_for_the_pack_of_the_ceremony(completed):
    found = codes_to_check()
    ask = Client(headers={"Accept": "application/json"})
    said = {kind: ask.get(reverse("check", args=[code])).json()["state"] for kind, code in found.items()}
    kinds = ("valid", "valid_with_name", "replaced", "withdrawn", "expired")
    assert said == {each: each.partition("_")[0] for each in kinds if each in found}
    assert {"valid", "replaced", "withdrawn", "expired"} <= set(found)
    pack = CeremonyPack.objects.get(cohort=completed)
    diplomas = len(ALNA_BEFORE.women) - 1  # one is withdrawn
    assert pack.total == diplomas + len(SOUNDS) + 1  # what is not of one woman; the old card is not printed again


def test_expired_card_of_the_demo_says_on_its_face_what_the_register_says(completed):
    old = IdCard.objects.get(entry__valid_until__lt=timezone.localdate())
    assert old.facts["valid_until"] == old.entry.valid_until.isoformat()
    assert old.facts["issued_on"] == old.entry.issued_on.isoformat()
    assert str(old.entry.year) in old.entry.number
