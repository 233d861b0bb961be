"""A woman at a secret address has an alias from the first minute; nothing tells where she is."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cohorts.models import Enrolment
from cohorts.roster.actions import enrol, enrol_list
from cohorts.roster.rules import read_lines
from cohorts.schedule.actions.calendars import choose_calendar, fetch_feed, make_my_feed
from cohorts.schedule.actions.invitations import send_invitations
from cohorts.schedule.calendars import feed_of_person
from cohorts.schedule.models import CalendarInvitation, CourseSession
from lms.people.actions.protection import end_protection, name_reader, protect
from lms.people.actions.roles import end_role
from lms.people.mailbox import may_be_sent, nudge, post
from lms.people.models import Notice, ProtectionReader, ReadLog, User
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import OrganisationFactory, UserFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


def add(client, cohort, **fields):
    given = {"name": "Alias", "phone": "901 23 456", "language": "nb", "protected": "on"} | fields
    return client.post(reverse("woman_add", args=[cohort.public_id]), given)


def message_to(person: User, **fields) -> Notice:
    return post(event="something_for_you", to=person, about=person, context={}, dedupe_key=f"k{person.pk}", **fields)


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


# --- set, read and never cleared --------------------------------------------------------------------------------------


def test_coordinator_protects_a_woman_she_looks_after(signed_in, cohort):
    person = trainee_of(cohort).person
    address = reverse("person_protect", args=[person.public_id])
    assert signed_in.post(address).headers["Location"] == reverse("person", args=[person.public_id])
    person.refresh_from_db()
    assert person.is_protected


@pytest.mark.parametrize(("mark", "after"), [("x", True), ("", True), ("nei", True)])
def test_list_sets_the_mark_and_never_clears_it(coordinator, cohort, mark, after):
    rows = [["Navn", "Telefon", "Skjermet"], ["Alias", "90123456", "Ja"]]
    enrol_list(by=coordinator, cohort=cohort, women=read_lines(rows, country="NO", languages={}), language="nb")
    rows[1][2] = mark
    other = CohortFactory(district=cohort.district)
    enrol_list(by=coordinator, cohort=other, women=read_lines(rows, country="NO", languages={}), language="nb")
    assert User.objects.get(phone="+4790123456").is_protected is after


@pytest.fixture
def secretary(db) -> User:
    return person_with(Role.SECRETARIAT, OrganisationFactory())


def test_only_two_who_work_there_are_named_and_each_look_is_logged(client, secretary, coordinator, cohort):
    place, woman = cohort.district, trainee_of(cohort).person
    page = reverse("person_protection", args=[woman.public_id])
    client.force_login(coordinator)
    assert client.get(page).status_code == 404
    second, third = person_with(Role.HELPER, place), person_with(Role.COORDINATOR, place)
    for person in (coordinator, coordinator, second):
        name_reader(by=secretary, person=person, place=place)
    with pytest.raises(ValidationError, match="two readers"):
        name_reader(by=secretary, person=third, place=place)
    with pytest.raises(ValidationError, match="not at the place"):
        name_reader(by=secretary, person=person_with(Role.COORDINATOR, CohortFactory().district), place=place)
    assert ProtectionReader.objects.count() == 2
    assert "er ikke beskyttet" in client.get(page).content.decode()
    protect(by=woman, person=woman)
    assert "er beskyttet" in client.get(page).content.decode()
    assert ReadLog.objects.about(woman).filter(view="person_protection", reader=coordinator).count() == 2
    client.force_login(third)
    assert client.get(page).status_code == 404


def test_seat_is_free_when_she_works_there_no_more(secretary, coordinator, cohort):
    helper = person_with(Role.HELPER, cohort.district)
    name_reader(by=secretary, person=helper, place=cohort.district)
    end_role(by=coordinator, assignment=helper.role_assignments.get())
    assert not ProtectionReader.objects.exists()


def test_page_of_the_secretariat_offers_nobody_twice(client, secretary, coordinator, cohort):
    client.force_login(secretary)
    page = reverse("protection_readers")
    chosen = f"{coordinator.public_id}:district:{cohort.district_id}"
    assert chosen in client.get(page).content.decode()
    assert client.post(page, {"who": chosen}).status_code == 302
    assert chosen not in client.get(page).content.decode()
    reader = ProtectionReader.objects.get()
    client.post(reverse("protection_reader_end", args=[reader.public_id]))
    assert not ProtectionReader.objects.exists()


def test_coordinator_names_nobody(coordinator, cohort):
    with pytest.raises(PermissionDenied):
        name_reader(by=coordinator, person=coordinator, place=cohort.district)


# --- protected when messages are on their way -------------------------------------------------------------------------


def test_from_that_moment_no_mail_says_when_or_where_she_was_to_be(cohort):
    person = trainee_of(cohort, email="amal@example.org").person
    choose_calendar(by=person, fuller_titles=False, shows_place=True, by_mail=True)
    session = session_of(cohort, timezone.localdate() + timedelta(days=4))
    CourseSession.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    token = make_my_feed(by=person)
    assert send_invitations() == 1
    on_its_way = Notice.objects.get(recipient=person)
    protect(by=person, person=person)
    on_its_way.refresh_from_db()
    assert on_its_way.state != Notice.State.WAITING
    CourseSession.objects.filter(pk=session.pk).update(state="cancelled")
    assert send_invitations() == 0
    assert CalendarInvitation.objects.get().is_withdrawn
    assert Notice.objects.count() == 1
    assert fetch_feed(token=token, known=[]) is None
    assert not may_be_sent(Notice(recipient=person, channel="sms", event=Notice.NUDGE))
    assert may_be_sent(Notice(recipient=person, channel="sms", event="evening")) == "protected"


def test_what_waits_stays_here_and_of_what_stands_here_she_only_hears_that_it_does(cohort):
    person = trainee_of(cohort).person
    facts = {"event": "plan_changed", "recipient": person, "language": "nb", "body": "ti. 9.3. 17:00, Huset"}
    for key, channel in (("a", "sms"), ("a:here", "in_app"), ("b", "sms")):
        Notice.objects.create(dedupe_key=key, channel=channel, address="+4790000000", **facts)
    protect(by=person, person=person)
    found = {notice.dedupe_key: notice for notice in Notice.objects.all()}
    assert (found["a"].channel, found["a"].state) == ("sms", "waiting")
    assert "17:00" not in found["a"].body + found["a"].subject
    assert (found["b"].channel, found["b"].state, found["b"].address) == ("in_app", "sent", "")


def test_nudge_leaves_the_platform_and_says_nothing(cohort):
    place = trainee_of(cohort)
    protect(by=place.person, person=place.person)
    notice = nudge(to=place.person, about=place, dedupe_key="n")
    assert (notice.channel, notice.address) == (Notice.Channel.SMS, place.person.phone)
    assert "kurs" not in notice.body.casefold()
