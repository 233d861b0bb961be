"""What is said about something sensitive has been read by two people before it counts."""

import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import TaskState

from lms.people.actions.rights import mirror_roles
from lms.people.roles import Role
from modules.forms.reviews import SENTENCES
from modules.models import ModulePage, ReviewRequest, ReviewStep
from modules.queries import read_by_two, subject_approved, why_not_yes
from modules.rules import may_approve, needs_second_person
from modules.rules.texts import fingerprint_of
from tests.factories.modules import make_module
from tests.factories.people import OrganisationFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(secretary):
    """Give somebody else of the secretariat."""
    person = person_with(Role.SECRETARIAT, OrganisationFactory(), email="nasra@example.org")
    mirror_roles(person)
    return person


def fresh(page: ModulePage) -> ModulePage:
    """Give a page as it is stored now."""
    return ModulePage.objects.get(pk=page.pk)


def write(page: ModulePage, by, text="Ny tekst.", **fields) -> ModulePage:
    """Write a draft."""
    page = fresh(page).get_latest_revision_as_object()
    page.body = [("text", {"text": f"<p>{text}</p>"})]
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by)
    return fresh(page)


def at_last_step(by, wrote=None, **fields) -> ModulePage:
    """Give a draft of a published module that one person sent to review and whose facts are approved."""
    page = write(make_module(**{"sensitivity": "partly"} | fields), wrote or by)
    page.get_workflow().start(page, by)
    answer(page, by)
    return fresh(page)


def answer(page: ModulePage, by, action="approve", **said) -> str | None:
    """Answer at the step where a draft waits."""
    state = fresh(page).current_workflow_task_state
    return state.task.specific.on_action(state, by, action, **said)


def is_published(page: ModulePage) -> bool:
    """Tell whether everybody reads the new words."""
    return "Ny tekst" in str(fresh(page).body.raw_data)


def actions(page: ModulePage, by) -> list[str]:
    """Give what the editor offers her."""
    page = fresh(page)
    return [name for name, _label, _modal in page.current_workflow_task.get_actions(page, by)]


@pytest.mark.parametrize(
    ("said", "needed"), [((), False), (("no", None, ""), False), (("no", "partly"), True), (("yes",), True)]
)
def test_second_person_is_needed_where_any_word_says_sensitive(said, needed):
    assert needs_second_person(said) is needed
    assert may_approve(1, {1, None}, said) is not needed
    assert may_approve(1, {2, None}, said)


@pytest.mark.parametrize("sensitivity", ["partly", "yes"])
def test_sender_of_a_sensitive_draft_cannot_give_the_last_yes(secretary, colleague, sensitivity):
    draft = at_last_step(secretary, sensitivity=sensitivity)
    assert actions(draft, secretary) == ["reject"]
    assert answer(draft, secretary)
    assert not is_published(draft)
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count() == 1
    assert actions(draft, colleague) == ["reject", "approve"]
    assert answer(draft, colleague) is None
    assert is_published(draft)


def test_last_writer_of_a_sensitive_draft_cannot_either(secretary, colleague):
    draft = at_last_step(secretary, wrote=colleague)
    assert actions(draft, colleague) == actions(draft, secretary) == ["reject"]
    assert why_not_yes(draft, colleague) == "second_person_sent_back"
    answer(draft, colleague, "reject", comment="Se på ordet mitt.")
    write(draft, secretary).current_workflow_state.resume(secretary)
    assert actions(draft, colleague) == ["reject", "approve"]


def test_small_secretariat_does_everything_alone_where_nothing_is_sensitive(secretary):
    draft = at_last_step(secretary, sensitivity="no")
    assert why_not_yes(draft, secretary) == ""
    assert answer(draft, secretary) is None
    assert is_published(draft)


def test_softening_the_word_on_the_way_lets_nobody_pass(secretary):
    draft = at_last_step(secretary)
    write(draft, secretary, sensitivity="no")
    assert actions(draft, secretary) == ["reject"]


def test_draft_that_becomes_sensitive_needs_a_second_person(secretary):
    draft = write(make_module(), secretary, sensitivity="yes", neutral_name="Tema")
    draft.get_workflow().start(draft, secretary)
    assert actions(draft, secretary) == ["reject", "approve"]  # the facts, anybody may look at
    answer(draft, secretary)
    assert actions(draft, secretary) == ["reject"]


def test_who_can_is_said_above_the_editor_in_the_list_and_beside_the_changes(client, secretary, colleague):
    draft = at_last_step(secretary)
    sentence = str(SENTENCES["second_person"])
    where = (
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        reverse("reviews"),
        reverse("module_versions", args=[draft.slug, "nb"]),
    )
    for person, told in ((secretary, True), (colleague, False)):
        client.force_login(person)
        assert [sentence in client.get(address).content.decode() for address in where] == [told] * 3


def test_one_who_is_alone_is_told_to_find_a_colleague(secretary):
    assert why_not_yes(at_last_step(secretary), secretary) == "second_person_missing"


def test_coordinator_is_told_nothing(secretary, coordinator):
    assert why_not_yes(at_last_step(secretary), coordinator) == ""


def test_changing_and_approving_at_once_keeps_the_words_and_says_who_can(client, secretary, colleague):
    draft = at_last_step(secretary)
    state = draft.current_workflow_task_state
    client.force_login(colleague)
    assert say_yes_in_the_editor(client, draft, state) == [SENTENCES["second_person_sent_back"]]
    assert fresh(draft).latest_revision.user == colleague
    assert fresh(draft).live_revision != fresh(draft).latest_revision


def say_yes_in_the_editor(client, page, state) -> list[str]:
    """Send the editor's form with the dialogue's answer; give what it says then."""
    names = ("title", "lead", "kind", "theme", "sensitivity", "neutral_name")
    data = {name: getattr(page.get_latest_revision_as_object(), name) for name in names}
    data |= {"text_origin": "original", "content_warning": "", "body-count": "0", "next": ""}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    data |= {"action-workflow-action": "true", "workflow-action-name": "approve"}
    data |= {"workflow-action-extra-data": json.dumps({"comment": "", "step": str(state.pk)})}
    sent = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    return [str(said).strip() for said in get_messages(sent.wsgi_request)][-1:]


def test_answer_to_a_question_that_is_closed_does_not_answer_the_next_one(client, secretary, colleague):
    draft = write(make_module(), secretary)
    draft.get_workflow().start(draft, secretary)
    seen = fresh(draft).current_workflow_task_state
    answer(draft, secretary)
    assert "answered=" in answer(draft, colleague, step=str(seen.pk))
    client.force_login(colleague)
    assert say_yes_in_the_editor(client, draft, seen) == [SENTENCES["step_closed"]]
    assert fresh(draft).current_workflow_task.kind == ReviewStep.Kind.APPROVAL


def test_dialogue_names_its_step(client, secretary):
    draft = write(make_module(), secretary)
    draft.get_workflow().start(draft, secretary)
    client.force_login(secretary)
    state = draft.current_workflow_task_state
    shown = client.get(reverse("wagtailadmin_pages:collect_workflow_action_data", args=[draft.pk, "approve", state.pk]))
    assert f'name="step" value="{state.pk}"' in shown.json()["html"]


def test_own_yes_to_the_facts_counts_for_no_edition_of_a_sensitive_module(secretary, colleague):
    draft = at_last_step(secretary)
    revision = draft.latest_revision
    assert subject_approved({revision.pk: draft.pk}) == set()
    assert not read_by_two(revision, secretary)
    assert read_by_two(revision, colleague)
    answer(draft, colleague)
    assert subject_approved({revision.pk: draft.pk}) == {revision.pk}
    assert read_by_two(revision, secretary)


def test_yes_from_outside_counts_for_a_sensitive_module(secretary):
    draft = at_last_step(secretary)
    revision = draft.latest_revision
    ReviewRequest.objects.create(
        page=draft,
        revision=revision,
        fingerprint=fingerprint_of(revision.as_object()),
        language="nb",
        due_on="2027-01-01",
        answer="right",
        answered_at="2026-01-01T12:00Z",
    )
    assert subject_approved({revision.pk: draft.pk}) == {revision.pk}
