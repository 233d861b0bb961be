"""An evening with six women, and a phone on which its roll is open."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from lms.people.roles import Role
from tests.browsers import sign_in_browser
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with
from tests.rolls import FIRST_NAMES, opened


@pytest.fixture
def session():
    return session_of(CohortFactory(), timezone.localdate())


@pytest.fixture
def women(session):
    return [trainee_of(session.cohort, name=f"{FIRST_NAMES[n % 12]} {'HKL'[n // 12]}assan{n}") for n in range(6)]


@pytest.fixture
def host(session, live_server, context, client):
    person = person_with(Role.COORDINATOR, session.cohort.district)
    client.force_login(person)
    sign_in_browser(context, client, live_server.url)
    return person


@pytest.fixture
def roll(session, women, host, live_server, page: Page):
    """Open the roll on a phone, and wait until it opens without network too."""
    page.set_viewport_size({"width": 360, "height": 740})
    return opened(page, f"{live_server.url}/cohorts/evenings/{session.public_id}/roll/")
