"""What is dropped when its time is over, and what stays."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.people.actions.retention import purge_audit_log, purge_messages
from lms.people.actions.rights import audit
from lms.people.models import Notice
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def message(state: Notice.State, key: str) -> Notice:
    return Notice.objects.create(
        event="test", language="nb", channel="email", address="a@example.org", body="x", state=state, dedupe_key=key
    )


def test_messages_are_dropped_after_a_year_unless_they_still_wait():
    sent, waiting = message(Notice.State.SENT, "1"), message(Notice.State.WAITING, "2")
    assert purge_messages() == 0
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert purge_messages() == 1
    assert list(Notice.objects.all()) == [waiting]
    assert sent != waiting


def test_audit_entries_are_dropped_after_two_years():
    audit(by=None, obj=UserFactory(), action="people.person_added")
    assert purge_audit_log() == 0
    with time_machine.travel(timezone.now() + timedelta(days=731)):
        assert purge_audit_log() == 1
    assert not ModelLogEntry.objects.exists()
