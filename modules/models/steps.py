"""The steps between a draft and its publishing, as tasks of Wagtail's workflow."""

from django import forms
from django.db import models, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page, Revision, Task, TaskState

from lms.kit.privacy import internal
from lms.people.models import User
from lms.people.roles import Right

from ..rules import may_approve
from .pages import ModulePage

ANSWERED = "answered"
"""What an address of the editor says where an answer came to nothing: the step that was answered."""


class AnswerForm(TaskStateCommentForm):
    """An answer at the step that was seen: by the time it is sent, another question may be open."""

    step = forms.CharField(required=False, widget=forms.HiddenInput)


class WhatToChange(AnswerForm):
    """What is asked for when a draft goes back: without a word its writer would not know why."""

    comment = forms.CharField(label=_("What should be changed?"), widget=forms.Textarea({"rows": 3}))


class MayComment(AnswerForm):
    """What may be said with an approval."""

    comment = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea({"rows": 2}))


def needs_another(user: User, state: TaskState, latest: Revision | None, sensitivity: str) -> bool:
    """Tell whether somebody else must give the last yes to a draft: it is sensitive, and this person has sent it to
    review or changed it last. `latest` is the draft's newest version and `sensitivity` what stands on the page; what
    any version says counts, so that softening the word on the way lets nobody pass."""
    versions = [state.revision, latest or state.revision]
    said = {sensitivity, *(each.content.get("sensitivity") for each in versions)}
    return not may_approve(user.pk, {state.workflow_state.requested_by_id, versions[1].user_id}, said)


class ReviewStep(Task):
    """One step. Open to whoever works on the national content, as the table of roles says: no list of groups of its
    own could then say otherwise."""

    class Kind(models.TextChoices):
        """What is asked at the step."""

        SUBJECT = "subject", _("Are the facts right?")
        APPROVAL = "approval", _("May it be published?")

    kind = internal(models.CharField(_("what is asked"), max_length=8, choices=Kind.choices))

    admin_form_fields = [*Task.admin_form_fields, "kind"]

    class Meta:
        verbose_name = _("step of the review")

    @staticmethod
    def _may(user: User) -> bool:
        return user.has_perm(f"people.{Right.EDIT_NATIONAL_CONTENT.value}")

    def may_say_yes(self, page: Page, user: User) -> bool:
        """Tell whether she may approve: at the last step, a sensitive text needs somebody who neither sent it nor
        changed it last."""
        state = page.current_workflow_task_state
        if self.kind != self.Kind.APPROVAL or state is None:
            return self._may(user)
        stands = ModulePage.objects.filter(pk=page.pk).values_list("sensitivity", flat=True).first() or ""
        return self._may(user) and not needs_another(user, state, page.get_latest_revision(), stands)

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        """Let her open the editor at this step."""
        return self._may(user)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """Keep others from writing into what is being read."""
        return not self._may(user)

    def user_can_lock(self, obj: Page, user: User) -> bool:
        """Let her lock the page while she reads."""
        return self._may(user)

    def user_can_unlock(self, obj: Page, user: User) -> bool:
        """Let her open it again."""
        return self._may(user)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        """Offer to approve or to send back, both after a look at what reviewers have said."""
        if not self._may(user):
            return []
        yes = [("approve", _("Approve"), True)] if self.may_say_yes(obj, user) else []
        return [("reject", _("Send back with a comment"), True), *yes]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, step: str = "", **said) -> str | None:
        """Take an answer, once. Whoever answers a question that is closed by now (`step` is the one she saw), or says
        yes to words of her own where another must, changes nothing; gives the address that tells her."""
        page = task_state.revision.content_object
        # Of two people who answer at the same moment the second waits here and finds the step closed.
        held = TaskState.objects.filter(pk=task_state.pk, status=TaskState.STATUS_IN_PROGRESS)
        is_open = str(task_state.pk) == str(step or task_state.pk) and held.update(status=TaskState.STATUS_IN_PROGRESS)
        if not is_open or (action_name == "approve" and not self.may_say_yes(page, user)):
            return reverse("wagtailadmin_pages:edit", args=[page.pk]) + f"?{ANSWERED}={step or task_state.pk}"
        return super().on_action(task_state, user, action_name, **said)

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """Ask for a word when a draft goes back."""
        return WhatToChange if action == "reject" else MayComment

    def get_template_for_action(self, action: str) -> str:
        """Show what reviewers have said beside the question."""
        return "modules/admin/review_step.html"

    def get_task_states_user_can_moderate(self, user: User, **kwargs) -> QuerySet:
        """Give what waits at this step, for Wagtail's start page."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting if self._may(user) else waiting.none()

    @classmethod
    def get_description(cls) -> str:
        """Say who may."""
        return _("Everybody who works on the national content can answer at this step.")
