"""A cohort whose evenings are over, and the two who decide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.models import Cohort
from lms.people.models import Organisation
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, planned_weekly
from tests.factories.curriculum import make_module, make_released
from tests.factories.people import OrganisationFactory, person_with


@pytest.fixture
def cohort():
    """A cohort whose three evenings are over."""
    edition = make_released([make_module(f"Modul {n}", "frame") for n in range(3)])
    cohort = CohortFactory(edition=edition, state=Cohort.State.RUNNING)
    planned_weekly(cohort, timezone.localdate() - timedelta(weeks=4))
    return cohort


@pytest.fixture
def organisation(cohort):
    country = cohort.in_municipality.country
    return Organisation.objects.filter(country=country).first() or OrganisationFactory(country=country)


@pytest.fixture
def secretary(organisation):
    return person_with(Role.SECRETARIAT, organisation)


@pytest.fixture
def second_secretary(organisation):
    return person_with(Role.SECRETARIAT, organisation)
