"""One person proposes, another one confirms, and a diploma is issued once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.credentials.actions import confirm_completion, propose_completion, return_completion, say_wishes
from cohorts.credentials.queries import entry_with
from cohorts.credentials.rules import facts_from
from cohorts.models import Attendance, Cohort, CompletionDecision, Diploma, Enrolment, RegisterEntry
from lms.people.models import Organisation
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, planned_weekly, trainee_of
from tests.factories.curriculum import make_module, make_released
from tests.factories.people import person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """A cohort whose three evenings are over."""
    edition = make_released([make_module(f"Modul {n}", "frame") for n in range(3)])
    cohort = CohortFactory(edition=edition, state=Cohort.State.RUNNING)
    planned_weekly(cohort, timezone.localdate() - timedelta(weeks=4))
    return cohort


@pytest.fixture
def coordinator(cohort):
    return person_with(Role.COORDINATOR, cohort.district)


@pytest.fixture
def secretary(cohort):
    country = cohort.in_municipality.country
    organisation = Organisation.objects.filter(country=country).first()
    organisation = organisation or Organisation.objects.create(slug="no", name="Bydelsmødre Norge", country=country)
    return person_with(Role.SECRETARIAT, organisation)


def woman_at(cohort, evenings: int) -> Enrolment:
    woman = trainee_of(cohort)
    for session in cohort.sessions.order_by("date")[:evenings]:
        Attendance.objects.create(session=session, enrolment=woman, status="present", revision=1)
    say_wishes(by=woman.person, enrolment=woman, name="Amal  Haddad", languages=["nb"])
    return woman


CEREMONY = {"given_at": "Oslo", "given_on": timezone.localdate()}


def test_confirmed_woman_has_a_diploma_a_role_and_an_entry_in_the_register(cohort, coordinator, secretary):
    woman = woman_at(cohort, 3)
    decision = propose_completion(by=coordinator, enrolment=woman)
    diploma = confirm_completion(by=secretary, decision=decision, **CEREMONY)
    woman.refresh_from_db()
    assert woman.state == Enrolment.State.COMPLETED
    assert woman.person.role_assignments.running().filter(role=Role.VOLUNTEER).exists()
    facts = facts_from(diploma.facts)
    assert (facts.name, facts.evenings_had, [module.had for module in facts.modules]) == ("Amal Haddad", 3, [True] * 3)
    assert entry_with(facts.code.lower()) == diploma.entry
    assert diploma.entry.number.endswith(f"-{timezone.localdate().year}-001")


def test_nobody_decides_about_her_own_proposal(cohort, coordinator, secretary):
    decision = propose_completion(by=coordinator, enrolment=woman_at(cohort, 3))
    with pytest.raises(PermissionDenied):
        confirm_completion(by=coordinator, decision=decision, **CEREMONY)
    CompletionDecision.objects.update(proposed_by=secretary)
    decision.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        confirm_completion(by=secretary, decision=decision, **CEREMONY)
    assert refusal.value.error_list[0].code == "same_person"
    with pytest.raises(IntegrityError), transaction.atomic():
        CompletionDecision.objects.update(decided_by=secretary)


def test_decided_twice_gives_one_diploma(cohort, coordinator, secretary):
    decision = propose_completion(by=coordinator, enrolment=woman_at(cohort, 3))
    confirm_completion(by=secretary, decision=decision, **CEREMONY)
    stale = CompletionDecision.objects.get(pk=decision.pk)
    stale.state = CompletionDecision.State.PROPOSED  # as another window still shows it
    with pytest.raises(ValidationError) as refusal:
        confirm_completion(by=secretary, decision=stale, **CEREMONY)
    assert refusal.value.error_list[0].code == "decided_already"
    assert (Diploma.objects.count(), RegisterEntry.objects.count()) == (1, 1)


def test_below_the_rule_needs_a_reason_and_can_be_sent_back(cohort, coordinator, secretary):
    woman = woman_at(cohort, 1)
    with pytest.raises(ValidationError) as refusal:
        propose_completion(by=coordinator, enrolment=woman)
    assert refusal.value.error_list[0].code == "reason_needed"
    decision = propose_completion(by=coordinator, enrolment=woman, reason="Hun har ledet to grupper")
    return_completion(by=secretary, decision=decision)
    again = propose_completion(by=coordinator, enrolment=woman, reason="Hun har ledet to grupper, se notat")
    assert again.state == CompletionDecision.State.PROPOSED
