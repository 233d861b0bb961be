"""A woman at a secret address has an alias from the first minute; nothing tells where she is."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cohorts.models import Enrolment
from cohorts.roster.actions import enrol
from cohorts.schedule.calendars import feed_of_person
from lms.people.actions.protection import end_protection, protect
from lms.people.mailbox import post
from lms.people.models import Notice, User
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, trainee_of
from tests.factories.people import UserFactory, person_with

pytestmark = pytest.mark.django_db


def add(client, cohort, **fields):
    given = {"name": "Alias", "phone": "901 23 456", "language": "nb", "protected": "on"} | fields
    return client.post(reverse("woman_add", args=[cohort.public_id]), given)


def message_to(person: User, **fields) -> Notice:
    return post(
        event="something_for_you", to=person, about=person, context={"link": "x"}, dedupe_key=f"k{person.pk}", **fields
    )


def test_protected_woman_is_entered_under_an_alias_and_looks_like_the_others(signed_in, cohort):
    add(signed_in, cohort)
    trainee_of(cohort, name="Alias To")
    place = cohort.enrolments.get(person__phone="+4790123456")
    assert place.person.is_protected
    text = signed_in.get(reverse("women", args=[cohort.public_id])).content.decode()
    assert "Alias" in text
    assert "hemmelig" not in text.replace("hemmelige", "")
    assert not ModelLogEntry.objects.filter(action__contains="protect").exists()


def test_nothing_but_codes_leaves_the_platform(coordinator, cohort):
    person = enrol(by=coordinator, cohort=cohort, name="Alias", phone="+4790123456", protected=True).person
    assert message_to(person).channel == Notice.Channel.IN_APP
    assert message_to(trainee_of(cohort).person).channel == Notice.Channel.SMS


def test_code_still_reaches_her_phone(coordinator, cohort):
    person = enrol(by=coordinator, cohort=cohort, name="Alias", phone="+4790123456", protected=True).person
    assert message_to(person, secret=True).channel == Notice.Channel.SMS


def test_her_calendar_names_no_place(cohort):
    person = trainee_of(cohort).person
    assert feed_of_person(person).shows_place
    protect(by=person, person=person)
    assert not feed_of_person(person).shows_place


def test_bringing_her_again_does_not_take_it_away(signed_in, coordinator, cohort):
    enrol(by=coordinator, cohort=cohort, name="Alias", phone="+4790123456", protected=True)
    enrol(by=coordinator, cohort=CohortFactory(district=cohort.district), name="Annet navn", phone="+4790123456")
    add(signed_in, cohort, protected="")
    assert User.objects.get(phone="+4790123456").is_protected


def test_only_she_ends_it(client, coordinator, cohort):
    person = enrol(by=coordinator, cohort=cohort, name="Alias", phone="+4790123456", protected=True).person
    client.force_login(person)
    client.post(reverse("my_protection"), {"protect": "no"})
    person.refresh_from_db()
    assert not person.is_protected
    client.post(reverse("my_protection"), {"protect": "yes"})
    person.refresh_from_db()
    assert person.is_protected
    end_protection(by=person)
    assert not person.is_protected


def test_stranger_is_not_marked_by_her_number(signed_in, cohort):
    stranger = UserFactory(phone="+4790123456")
    add(signed_in, cohort)
    stranger.refresh_from_db()
    assert not stranger.is_protected
    assert cohort.enrolments.get().state == Enrolment.State.OFFERED


def test_who_does_not_look_after_her_cannot_mark_her(cohort):
    elsewhere = person_with(Role.COORDINATOR, CohortFactory().district)
    with pytest.raises(PermissionDenied):
        protect(by=elsewhere, person=trainee_of(cohort).person)
