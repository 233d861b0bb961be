"""Who runs a cohort, and the language of the moment."""

import pytest
from django.utils import translation

from lms.people.roles import Role
from tests.factories.people import person_with


@pytest.fixture
def coordinator(cohort):
    return person_with(Role.COORDINATOR, cohort.district)


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield
