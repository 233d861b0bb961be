"""A draft goes through subject review and approval, and those concerned are told by our own messages."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, Workflow

from lms.people.actions.rights import mirror_roles
from lms.people.models import Notice
from lms.people.roles import Role
from modules.actions.reviews import ask_for_review, handle_remark, save_remarks
from modules.models import ModuleIndexPage, ModulePage, ReviewStep
from modules.queries import subject_approved
from tests.factories.curriculum import rewrite
from tests.factories.modules import make_module
from tests.factories.people import OrganisationFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(secretary):
    """Give somebody else of the secretariat."""
    person = person_with(Role.SECRETARIAT, OrganisationFactory(), email="nasra@example.org")
    mirror_roles(person)
    return person


@pytest.fixture
def draft(home) -> ModulePage:
    """Give a module about something sensitive with an unpublished draft."""
    return rewrite(make_module(title="Vold i nære relasjoner"), "Ny tekst.", publish=False)


def send_to_review(draft, by):
    """Send a draft to review as the button of the editor does."""
    return draft.get_workflow().start(draft, by)


def at_step(client, draft, action, **form):
    """Answer at the current step, as the dialogue of Wagtail does."""
    state = ModulePage.objects.get(pk=draft.pk).current_workflow_task_state
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, action, state.pk]), form)


def test_modules_and_their_lists_go_through_subject_review_and_approval(draft):
    workflow = Workflow.objects.get(name="Gjennomgang av moduler")
    assert [step.specific.kind for step in workflow.tasks] == ["subject", "approval"]
    assert draft.get_workflow() == workflow == ModuleIndexPage.objects.get().get_workflow()
    assert draft.has_workflow


def test_draft_approved_twice_is_published(client, draft, secretary, colleague):
    send_to_review(draft, secretary)
    client.force_login(colleague)
    at_step(client, draft, "approve", comment="")
    assert not published(draft)
    at_step(client, draft, "approve", comment="Fint.")
    assert published(draft)
    live = ModulePage.objects.get(pk=draft.pk).live_revision_id
    assert subject_approved({live: draft.pk}) == {live}


def published(draft) -> bool:
    """Tell whether everybody reads the draft."""
    return "Ny tekst" in str(ModulePage.objects.get(pk=draft.pk).body.raw_data)


def test_draft_sent_back_needs_a_comment_and_waits_for_its_writer(client, draft, secretary, colleague):
    send_to_review(draft, secretary)
    client.force_login(colleague)
    at_step(client, draft, "reject", comment="")
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS
    at_step(client, draft, "reject", comment="Loven er fra 2018.")
    state = TaskState.objects.get()
    assert (state.status, state.comment) == (TaskState.STATUS_REJECTED, "Loven er fra 2018.")
    assert not published(draft)


def test_comment_stands_above_the_editor_until_the_draft_is_sent_again(client, draft, secretary, colleague):
    send_to_review(draft, secretary)
    client.force_login(colleague)
    at_step(client, draft, "reject", comment="Loven er <fra> 2018.")
    client.force_login(secretary)
    editor = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert "Loven er &lt;fra&gt; 2018." in top_of(client.get(editor))
    assert "Loven er &lt;fra&gt; 2018." in client.get(f"/moduler/{draft.slug}/").content.decode()
    ModulePage.objects.get(pk=draft.pk).current_workflow_state.resume(secretary)
    assert "Loven er" not in top_of(client.get(editor))
    assert "Loven er" not in client.get(f"/moduler/{draft.slug}/").content.decode()


def top_of(answer) -> str:
    """Give what stands above an editor's form."""
    return answer.content.decode().partition("data-edit-form")[0]


def test_those_concerned_are_told_without_the_title_and_wagtail_sends_nothing(
    client, draft, secretary, colleague, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send_to_review(draft, secretary)
        client.force_login(colleague)
        at_step(client, draft, "reject", comment="Se igjen på volden.")
    told = {(notice.event, notice.recipient) for notice in Notice.objects.all()}
    assert told == {("draft_waiting", colleague), ("draft_sent_back", secretary)}
    texts = " ".join(f"{letter.subject} {letter.body}" for letter in mail.outbox)
    assert len(mail.outbox) == 2
    assert "vold" not in texts.lower()
    assert all("Wagtail" not in letter.body for letter in mail.outbox)


def test_dialogue_of_a_step_opens_and_says_what_is_asked(client, draft, secretary):
    send_to_review(draft, secretary)
    client.force_login(secretary)
    state = draft.current_workflow_task_state
    answer = client.get(reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk]))
    assert "Nobody outside" in answer.json()["html"] or "Ingen utenfor" in answer.json()["html"]


def test_dialogue_of_a_step_shows_what_somebody_outside_has_said(client, draft, secretary):
    due = timezone.localdate() + timedelta(days=7)
    ask = {"reviewer": "Salma", "email": "", "language": "nb", "due_on": due}
    link = ask_for_review(by=secretary, page=draft, **ask)[1]
    token, part = link.rstrip("/").rpartition("/")[2], draft.get_latest_revision_as_object().body.raw_data[0]["id"]
    asked = save_remarks(token=token, remarks={part: "Fristen er <tre> uker."}, answer="change")
    send_to_review(draft, secretary)
    client.force_login(secretary)
    dialogue = reverse(
        "wagtailadmin_pages:workflow_action", args=[draft.pk, "reject", draft.current_workflow_task_state.pk]
    )
    assert "Fristen er &lt;tre&gt; uker." in client.get(dialogue).json()["html"]
    handle_remark(by=secretary, remark=asked.remarks.get())
    assert "Fristen er" not in client.get(dialogue).json()["html"]


def test_draft_at_a_step_is_found_on_its_page_in_the_list_and_on_its_changes(client, draft, secretary, colleague):
    client.force_login(colleague)
    question = str(ReviewStep.Kind.SUBJECT.label)
    changes = reverse("module_versions", args=[draft.slug, "nb"])
    addresses = (f"/moduler/{draft.slug}/", reverse("reviews"), changes)
    assert all(question not in client.get(address).content.decode() for address in addresses)
    send_to_review(draft, secretary)
    for address in addresses:
        shown = client.get(address).content.decode()
        assert question in shown
        assert changes in shown or address == changes


def test_editor_of_a_new_module_offers_the_review(client, draft, secretary):
    client.force_login(secretary)
    index = ModuleIndexPage.objects.get()
    answer = client.get(reverse("wagtailadmin_pages:add", args=["modules", "modulepage", index.pk]))
    assert "Gjennomgang av moduler" in answer.content.decode()


def test_coordinator_can_answer_at_no_step(draft, secretary, coordinator):
    step = ReviewStep.objects.get(kind="approval")
    send_to_review(draft, secretary)
    assert step.get_actions(draft, coordinator) == []
    assert step.locked_for_user(draft, coordinator)
    assert not step.user_can_access_editor(draft, coordinator)
    assert not ReviewStep.objects.get(kind="subject").get_task_states_user_can_moderate(coordinator).exists()
