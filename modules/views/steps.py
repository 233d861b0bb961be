"""What the editor is told about the steps of the review: who can answer, and what an answer did."""

import json

from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from ..forms.reviews import SENTENCES
from ..models import ANSWERED, ModulePage
from ..queries import comment_on_return, why_not_yes


def say_who_can_answer(request: HttpRequest, page: Page) -> None:
    """Say above the editor that another person must approve, that an answer came too late, or why a draft came
    back."""
    if request.method != "GET" or not isinstance(page.specific_deferred, ModulePage):
        return
    late = request.GET.get(ANSWERED, "")
    if late.isdecimal() and TaskState.objects.filter(pk=late).exclude(status=TaskState.STATUS_IN_PROGRESS).exists():
        messages.error(request, SENTENCES["step_closed"])
    if code := why_not_yes(page, request.user):
        messages.warning(request, SENTENCES[code])
    if comment := comment_on_return(page):
        sentence = gettext("Sent back: “%(comment)s” Change the text, then send it to review again.")
        messages.warning(request, sentence % {"comment": comment})


def say_what_an_answer_did(request: HttpRequest, page: Page) -> None:
    """Tell whoever answered at a step of the review what came of it: Wagtail says that the page was updated."""
    if not request.POST.get("action-workflow-action") or not isinstance(page.specific_deferred, ModulePage):
        return
    page = ModulePage.objects.get(pk=page.pk)
    answered, waiting = _answered(request, page), page.current_workflow_task_state
    if answered and answered == waiting:
        messages.warning(request, SENTENCES[why_not_yes(page, request.user) or "second_person"])
    elif answered and answered.finished_by != request.user:
        messages.error(request, SENTENCES["step_closed"])
    elif request.POST.get("workflow-action-name") == "reject":
        messages.success(request, gettext("Sent back, with your comment. Whoever wrote it is told."))
    elif waiting:
        question = waiting.task.specific.get_kind_display()
        messages.success(request, gettext("Approved. One question is left: %(question)s") % {"question": question})
    else:
        messages.success(request, gettext("Approved, and published."))


def _answered(request: HttpRequest, page: Page) -> TaskState | None:
    """Give the step that the dialogue was about."""
    try:
        step = int(json.loads(request.POST.get("workflow-action-extra-data") or "{}")["step"])
    except (ValueError, KeyError, TypeError):
        return None
    return TaskState.objects.filter(pk=step, workflow_state__object_id=str(page.pk)).first()
