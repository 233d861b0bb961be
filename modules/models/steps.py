"""The steps between a draft and its publishing, as tasks of Wagtail's workflow."""

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page, Task, TaskState

from lms.kit.privacy import internal
from lms.people.models import User
from lms.people.roles import Right


class WhatToChange(TaskStateCommentForm):
    """What is asked for when a draft goes back: without a word its writer would not know why."""

    comment = forms.CharField(label=_("What should be changed?"), widget=forms.Textarea({"rows": 3}))


class MayComment(TaskStateCommentForm):
    """What may be said with an approval."""

    comment = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea({"rows": 2}))


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
        return [("reject", _("Send back with a comment"), True), ("approve", _("Approve"), True)]

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
