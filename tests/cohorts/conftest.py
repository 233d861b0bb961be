"""Who runs a cohort."""

import pytest

from lms.people.roles import Role
from tests.factories.people import person_with


@pytest.fixture
def coordinator(cohort):
    return person_with(Role.COORDINATOR, cohort.district)
