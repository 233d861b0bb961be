"""One person proposes, another one confirms, and a diploma is issued once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cohorts.credentials.actions import confirm_completions, return_completion
from cohorts.credentials.dashboards import proposed_in
from cohorts.credentials.queries import entry_with
from cohorts.credentials.rules import facts_from
from cohorts.models import CompletionDecision, Diploma, Enrolment, NumberSeries, RegisterEntry
from cohorts.roster.actions import end_cohort
from lms.people.models import Notice, Organisation, RoleAssignment, Session, User
from lms.people.roles import Role
from tests.factories.credentials import CEREMONY, confirm_completion, propose_completion, woman_at

pytestmark = pytest.mark.django_db


def test_confirmed_woman_has_a_diploma_a_role_and_an_entry_in_the_register(cohort, coordinator, secretary):
    woman = woman_at(cohort, 3)
    decision = propose_completion(by=coordinator, enrolment=woman)
    diploma = confirm_completion(by=secretary, decision=decision, **CEREMONY)
    woman.refresh_from_db()
    assert woman.state == Enrolment.State.COMPLETED
    # Her course goes on, so she is a trainee as well until it is over.
    assert set(woman.person.role_assignments.running().values_list("role", flat=True)) == {"volunteer", "trainee"}
    assert woman in Enrolment.objects.active()
    assert Notice.objects.filter(event="diploma_issued", recipient=woman.person).count() == 1
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
    return_completion(by=secretary, decision=decision, answer="Skriv hvorfor")
    again = propose_completion(by=coordinator, enrolment=woman, reason="Hun har ledet to grupper, se notat")
    assert again.state == CompletionDecision.State.PROPOSED


def test_trainee_becomes_a_volunteer_without_being_signed_out_when_her_course_is_over(
    cohort, coordinator, secretary, client
):
    woman, other = woman_at(cohort, 3), woman_at(cohort, 1)
    client.force_login(woman.person)
    confirm_completion(by=secretary, decision=propose_completion(by=coordinator, enrolment=woman), **CEREMONY)
    end_cohort(by=coordinator, cohort=cohort, completed=True)
    now = RoleAssignment.objects.running().filter(person__in=[woman.person, other.person])
    assert set(now.values_list("person", "role")) == {(woman.person_id, "volunteer"), (other.person_id, "trainee")}
    assert Session.objects.filter(user=woman.person).exists()
    assert client.get("/my/diplomas/").status_code == 200


def test_paper_of_attendance_leaves_the_way_to_the_diploma_open(cohort, coordinator, secretary):
    woman = woman_at(cohort, 1)
    paper = propose_completion(by=coordinator, enrolment=woman, outcome=CompletionDecision.Outcome.ATTENDANCE)
    assert confirm_completion(by=secretary, decision=paper, **CEREMONY) is None
    woman.refresh_from_db()
    assert woman.state == Enrolment.State.ACTIVE
    assert not RegisterEntry.objects.exists()
    later = propose_completion(by=coordinator, enrolment=woman, reason="Hun har tatt igjen resten")
    assert confirm_completion(by=secretary, decision=later, **CEREMONY).entry.state == "issued"


def test_who_has_left_in_the_meantime_gets_no_diploma_and_no_number_is_used(cohort, coordinator, secretary):
    woman = woman_at(cohort, 3)
    decision = propose_completion(by=coordinator, enrolment=woman)
    Enrolment.objects.filter(pk=woman.pk).update(state=Enrolment.State.WITHDRAWN)
    with pytest.raises(ValidationError) as refusal:
        confirm_completion(by=secretary, decision=decision, **CEREMONY)
    assert refusal.value.error_list[0].code == "not_in_course"
    decision.refresh_from_db()
    assert decision.state == CompletionDecision.State.PROPOSED
    assert not NumberSeries.objects.filter(last__gt=0).exists()


def test_one_who_is_refused_keeps_none_of_the_others_back(cohort, coordinator, secretary):
    women = [woman_at(cohort, 3) for _ in range(4)]
    decisions = [propose_completion(by=coordinator, enrolment=woman) for woman in women]
    Enrolment.objects.filter(pk=women[1].pk).update(state=Enrolment.State.WITHDRAWN)
    women[2].diploma_wishes.delete()
    refused = confirm_completions(by=secretary, decisions=decisions, **CEREMONY)
    assert refused == {decisions[1].pk: "not_in_course", decisions[2].pk: "name_not_confirmed"}
    numbers = Diploma.objects.order_by("entry__number").values_list("person", "entry__number")
    assert [(person, number[-3:]) for person, number in numbers] == [
        (women[0].person_id, "001"),
        (women[3].person_id, "002"),
    ]
    assert Notice.objects.filter(event="diploma_issued").count() == 2


def test_a_cohort_is_confirmed_in_as_many_questions_as_two_women(cohort, coordinator, secretary):
    asked = []
    for number in (2, 6):
        decisions = [propose_completion(by=coordinator, enrolment=woman_at(cohort, 3)) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            assert not confirm_completions(by=secretary, decisions=decisions, **CEREMONY)
        asked.append(len(queries))
    assert asked[1] <= asked[0]


def test_what_no_font_draws_is_refused_before_it_is_frozen(cohort, coordinator, secretary):
    woman = woman_at(cohort, 3)
    User.objects.filter(pk=coordinator.pk).update(name="李丽")  # she signs the diplomas that she proposes
    decision = propose_completion(by=User.objects.get(pk=coordinator.pk), enrolment=woman)
    with pytest.raises(ValidationError) as refusal:
        confirm_completion(by=secretary, decision=decision, **CEREMONY)
    assert refusal.value.error_list[0].code == "paper_cannot_be_drawn"
    assert not RegisterEntry.objects.exists()


def test_nobody_decides_about_herself(cohort, coordinator, secretary):
    """She takes the course and works for the secretariat, or runs the course that she takes."""
    mine = woman_at(cohort, 3)
    RoleAssignment.objects.create(person=mine.person, role=Role.SECRETARIAT, organisation=Organisation.objects.get())
    RoleAssignment.objects.create(person=mine.person, role=Role.COORDINATOR, district=cohort.district)
    me = User.objects.get(pk=mine.person_id)
    with pytest.raises(ValidationError) as refusal:
        propose_completion(by=me, enrolment=mine)
    assert refusal.value.error_list[0].code == "same_person"
    decision = propose_completion(by=coordinator, enrolment=mine)
    with pytest.raises(PermissionDenied):
        confirm_completion(by=me, decision=decision, **CEREMONY)
    assert proposed_in(me, cohort) == []
    beside = propose_completion(by=coordinator, enrolment=woman_at(cohort, 3))
    with pytest.raises(PermissionDenied):
        confirm_completions(by=me, decisions=[beside, decision], **CEREMONY)
    assert not CompletionDecision.objects.filter(state=CompletionDecision.State.CONFIRMED).exists()
