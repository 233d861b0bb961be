"""A paper is replaced or withdrawn by two people, and the register says what became of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cohorts.credentials.actions import (
    ask_end,
    end_paper,
    forget_names_of_protected,
    hide_name,
    keep,
    let_name_be_shown,
    say_wishes,
)
from cohorts.credentials.dashboards import checked
from cohorts.credentials.queries import entry_with
from cohorts.credentials.rules import facts_from
from cohorts.models import AgreementText, Diploma, Enrolment, RegisterEntry
from lms.people.models import District
from lms.retention import purge_courses
from tests.factories.credentials import issued_to, woman_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def diploma(cohort, coordinator, secretary):
    return issued_to(woman_at(cohort, 3), coordinator=coordinator, secretary=secretary)


def refusal_of(action, **how) -> str:
    with pytest.raises(ValidationError) as refusal:
        action(**how)
    return refusal.value.error_list[0].code


def state_of(diploma: Diploma) -> str:
    return checked(entry_with(diploma.code)).state


def test_lost_diploma_is_replaced_with_a_number_and_a_code_of_its_own(diploma, coordinator, secretary):
    ask_end(by=coordinator, entry=diploma.entry, why="lost")
    assert state_of(diploma) == "valid"  # asking changes nothing yet
    new = end_paper(by=secretary, entry=diploma.entry)
    assert (state_of(diploma), state_of(new)) == ("replaced", "valid")
    assert new.entry == RegisterEntry.objects.get(pk=diploma.entry_id).replaced_by
    old, facts = facts_from(diploma.facts), facts_from(new.facts)
    assert facts.number.endswith("-002")
    assert facts.code != old.code
    assert (facts.name, facts.modules, facts.given_on) == (old.name, old.modules, old.given_on)
    assert facts.check_at.endswith(f"/check/{facts.code}/")


def test_new_name_is_on_the_new_diploma_only_when_she_has_confirmed_it(diploma, coordinator, secretary):
    assert refusal_of(ask_end, by=coordinator, entry=diploma.entry, why="name") == "name_unchanged"
    place = diploma.entry.enrolment
    say_wishes(by=diploma.person, enrolment=place, name="Amal Berg", languages=["nb"])
    ask_end(by=coordinator, entry=diploma.entry, why="name")
    new = end_paper(by=secretary, entry=diploma.entry)
    assert checked(entry_with(new.code), typed=new.code, name="amal berg").is_hers
    diploma.refresh_from_db()
    assert diploma.name == "Amal Haddad"


def test_nobody_ends_a_paper_alone(diploma, coordinator, secretary, second_secretary):
    assert refusal_of(end_paper, by=secretary, entry=diploma.entry) == "not_asked"
    ask_end(by=secretary, entry=diploma.entry, why="misused")
    assert refusal_of(end_paper, by=secretary, entry=diploma.entry) == "same_person"
    with pytest.raises(PermissionDenied):
        end_paper(by=coordinator, entry=diploma.entry)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.update(ended_by=secretary)
    assert refusal_of(ask_end, by=coordinator, entry=diploma.entry, why="lost") == "asked_already"
    keep(by=second_secretary, entry=diploma.entry)
    assert refusal_of(end_paper, by=second_secretary, entry=diploma.entry) == "not_asked"
    assert state_of(diploma) == "valid"


def test_withdrawn_diploma_takes_the_cards_along_and_a_mistake_can_be_decided_anew(
    diploma, coordinator, secretary, second_secretary
):
    place = diploma.entry.enrolment
    card = RegisterEntry.objects.get(pk=diploma.entry_id)
    card.pk, card.public_id, card.kind, card.number, card.code_hash = None, uuid4(), "card", "NO-X-K-1", "x"
    card.status_index = None
    card.save()
    ask_end(by=secretary, entry=diploma.entry, why="mistake")
    assert end_paper(by=second_secretary, entry=diploma.entry) is None
    assert state_of(diploma) == "withdrawn"
    card.refresh_from_db()
    assert card.state == "withdrawn"
    assert refusal_of(end_paper, by=second_secretary, entry=diploma.entry) == "ended_already"
    place.refresh_from_db()
    assert place.state == Enrolment.State.ACTIVE
    assert state_of(issued_to(place, coordinator=coordinator, secretary=secretary)) == "valid"


def test_old_paper_is_answered_when_all_around_it_has_changed(diploma, coordinator, secretary, cohort):
    before = checked(entry_with(diploma.code))
    District.objects.filter(pk=cohort.district_id).update(name="Nybydelen", code="NYB")
    type(cohort).objects.update(title_one="noe annet", name="Nytt navn")
    coordinator.role_assignments.update(ends_at=coordinator.role_assignments.get().starts_at)
    ask_end(by=secretary, entry=diploma.entry, why="lost")
    assert checked(entry_with(diploma.code)) == before
    Enrolment.objects.all().delete()
    cohort.sessions.all().delete()
    cohort.delete()
    assert checked(entry_with(diploma.code)) == before


@pytest.mark.parametrize("ended", ["", "lost", "misused"])
def test_erased_woman_leaves_what_answers_for_the_paper_in_her_drawer(
    diploma, coordinator, secretary, second_secretary, ended
):
    if ended:
        ask_end(by=second_secretary, entry=diploma.entry, why=ended)
        end_paper(by=secretary, entry=diploma.entry)
    before, code, person = state_of(diploma), diploma.code, diploma.person
    person.delete()
    assert not Diploma.objects.exists()
    found = checked(entry_with(code), typed=code, name="Amal Haddad")
    assert (found.state, found.name) == (before, "")
    assert found.is_hers is (None if ended else True)
    entry = entry_with(code)
    entry.refresh_from_db()
    assert "Amal" not in repr(RegisterEntry.objects.filter(pk=entry.pk).values())
    assert entry.enrolment_id is None


def test_name_is_shown_while_she_agrees_and_gone_at_once(diploma, coordinator, secretary, cohort):
    woman = diploma.person
    text = AgreementText.objects.create(
        purpose="check_name", language="nb", version=1, title="Navn", text="Vis navnet."
    )
    signature = let_name_be_shown(by=woman, enrolment=diploma.entry.enrolment, text=text)
    assert checked(entry_with(diploma.code)).name == "Amal Haddad"
    ask_end(by=coordinator, entry=diploma.entry, why="lost")
    new = end_paper(by=secretary, entry=diploma.entry)
    assert (new.shows_name, new.name_text, new.name_agreed_at) == (True, text, signature.signed_at)
    hide_name(by=coordinator, person=woman)
    assert checked(entry_with(new.code)).name == ""
    signature.refresh_from_db()
    assert signature.withdrawn_at
    assert not Diploma.objects.filter(shows_name=True).exists()


def test_of_who_is_protected_when_she_is_erased_no_name_is_confirmed_later(diploma):
    woman = diploma.person
    type(woman).objects.filter(pk=woman.pk).update(is_protected=True)
    assert (forget_names_of_protected(), forget_names_of_protected()) == (1, 0)
    type(woman).objects.filter(pk=woman.pk).update(is_protected=False)
    assert forget_names_of_protected() == 1
    assert checked(entry_with(diploma.code), typed=diploma.code, name="Amal Haddad").is_hers
    type(woman).objects.filter(pk=woman.pk).update(is_protected=True)
    forget_names_of_protected()
    woman.delete()
    assert checked(entry_with(diploma.code), typed=diploma.code, name="Amal Haddad").is_hers is False


def test_course_that_is_purged_leaves_diploma_and_entry(diploma, cohort, secretary, client):
    type(cohort).objects.update(state="completed", ended_at=cohort.created_at)
    with time_machine.travel(timezone.now() + timedelta(days=800)):
        assert purge_courses() > 0
    assert state_of(diploma) == "valid"
    diploma.refresh_from_db()
    assert diploma in Diploma.objects.visible_to(secretary)

    client.force_login(diploma.person)
    assert diploma.entry.number in client.get(reverse("my_diplomas")).content.decode()
