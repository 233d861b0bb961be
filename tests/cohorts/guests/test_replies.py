"""Answers from the calendar of a guest: they set her answer, and tell whoever forges one nothing."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest
from django.utils import timezone

from cohorts.guests.actions import cancel_invitation, decline_invitation
from cohorts.guests.actions.replies import take_reply
from cohorts.models import GuestEntry, GuestInvitation, GuestStep
from lms.kit import ics
from lms.people.models import Notice
from lms.replies import take_mail
from tests.factories.guests import GuestFactory, ask_guest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def entry(evening, runner) -> GuestEntry:
    """Give what stands in the calendar of somebody who was asked."""
    guest = GuestFactory(district=evening.cohort.district, email="kari@example.org")
    return ask_guest(by=runner, session=evening, guest=guest).entry


def answer(entry: GuestEntry, **changed) -> ics.Reply:
    return replace(ics.Reply(str(entry.uid), entry.sent_to, "accepted", entry.sequence, timezone.now()), **changed)


def state() -> str:
    return GuestInvitation.objects.get().state


def test_yes_in_her_calendar_counts_and_its_source_is_shown(entry, runner):
    assert take_reply(reply=answer(entry)) == "taken"
    invitation = GuestInvitation.objects.get()
    assert (invitation.state, invitation.source) == ("accepted", "calendar")
    assert GuestStep.objects.last().get_source_display()
    assert Notice.objects.filter(event="guest_answered", recipient=runner).count() == 1
    later = answer(entry, answer="declined", stamp=timezone.now() + timedelta(minutes=1))
    assert [take_reply(reply=later), take_reply(reply=later)] == ["taken", "too_old"]
    assert state() == "declined"


@pytest.mark.parametrize(
    ("forged", "outcome"),
    [
        ({"uid": str(uuid4())}, "unknown"),
        ({"uid": "evening"}, "unknown"),
        ({"address": "somebody@example.org"}, "not_hers"),
        ({"sequence": 7}, "not_this_version"),
        ({"stamp": timezone.now() + timedelta(days=4000)}, "in_the_future"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_is_answered_by_nothing(entry, forged, outcome):
    sent = Notice.objects.count()
    assert take_reply(reply=answer(entry, **forged)) == outcome
    assert (state(), Notice.objects.count()) == ("asked", sent)


def test_identity_of_the_entry_stands_in_no_address(entry):
    invitation = entry.invitation
    assert len({str(entry.uid), str(invitation.public_id), str(invitation.session.public_id)}) == 3


def test_answer_given_by_the_link_since_then_stands(entry, runner, evening, clock):
    early = answer(entry)
    clock.shift(timedelta(hours=1))
    decline_invitation(by=runner, invitation=entry.invitation, sequence=evening.sequence, source="host")
    assert take_reply(reply=early) == "too_old"
    assert state() == "declined"


def test_answer_for_the_old_time_of_a_moved_evening_does_not_count(entry, evening):
    type(evening).objects.update(date=evening.date + timedelta(days=7), sequence=evening.sequence + 1)
    assert take_reply(reply=answer(entry)) == "changed_meanwhile"
    assert state() == "asked"


def test_answer_after_the_question_was_taken_back_opens_nothing(entry, runner):
    cancel_invitation(by=runner, invitation=entry.invitation)
    old = answer(entry)
    entry.refresh_from_db()
    assert take_reply(reply=old) == "not_this_version"
    assert take_reply(reply=answer(entry)) == "not_this_version"
    assert state() == "cancelled"


def test_mail_finds_the_room_that_has_invited(entry):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "kari@example.org", "kalender@example.org", "Ja"
    message.set_content("Ja.")
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{entry.uid}\r\nSEQUENCE:{entry.sequence}\r\nDTSTAMP:{timezone.now():%Y%m%dT%H%M%SZ}\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kari@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    message.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    assert take_mail(message.as_bytes())
    assert state() == "accepted"
    assert not take_mail(b"Subject: Hei\r\n\r\nNoe annet.")
