"""What is to be done for a cohort or its group: note, change, tick off, take away."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lms.people.actions.reads import note_reads

from ..actions import add_task, change_task, finish_task, open_task_again, remove_task
from ..forms.questions import TaskForm
from ..models import Cohort, Task
from ..queries import coordinators_of
from .scope import METHODS, answer, cohort_of_women, done

MOST_FINISHED = 30


@login_required
@require_http_methods(METHODS)
def cohort_tasks(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is to be done for a cohort, and note something more."""
    cohort = cohort_of_women(request, public_id)
    team = [row.person for row in coordinators_of(cohort)]
    form = TaskForm(request.POST if request.method == "POST" else None, people=team)
    if done(request, form, lambda: add_task(by=request.user, cohort=cohort, **form.facts)):
        return redirect("cohort_tasks", public_id=cohort.public_id)
    tasks = list(Task.objects.of(cohort).open().select_related("who"))
    finished = Task.objects.of(cohort).filter(done_at__isnull=False).order_by("-done_at")[:MOST_FINISHED]
    note_reads(request, [*team, *(task.who for task in tasks if task.who)])
    return answer(request, "cohorts/roster/tasks.html", form, cohort=cohort, tasks=tasks, finished=finished)


@login_required
@require_POST
def task_done(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tick a task off, or open it again."""
    task = _task(request, public_id)
    (open_task_again if "again" in request.POST else finish_task)(by=request.user, task=task)
    return redirect("cohort_tasks", public_id=_seen_from(request, task).public_id)


@login_required
@require_http_methods(METHODS)
def task_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write a task anew, or take it away."""
    task = _task(request, public_id)
    cohort = _seen_from(request, task)
    team = {row.person_id: row.person for row in coordinators_of(task.cohort)}
    if task.who:  # she may have stopped running the cohort
        team.setdefault(task.who.pk, task.who)
    form = TaskForm(request.POST if request.method == "POST" else None, people=team.values(), task=task)
    if done(request, form, lambda: change_task(by=request.user, task=task, **form.facts)):
        return redirect("cohort_tasks", public_id=cohort.public_id)
    note_reads(request, team.values())
    return answer(request, "cohorts/roster/task_change.html", form, cohort=cohort, task=task)


@login_required
@require_POST
def task_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a task away."""
    task = _task(request, public_id)
    shown = _seen_from(request, task)
    remove_task(by=request.user, task=task)
    messages.success(request, _("The task is removed."))
    return redirect("cohort_tasks", public_id=shown.public_id)


def _task(request: HttpRequest, public_id: str) -> Task:
    around = ("who", "cohort__district__municipality", "cohort__municipality")
    return get_object_or_404(Task.objects.visible_to(request.user).select_related(*around), public_id=public_id)


def _seen_from(request: HttpRequest, task: Task) -> Cohort:
    """Give the cohort from whose page she comes: a task of the group stands on several."""
    try:
        public_id = UUID(request.POST.get("cohort") or request.GET.get("cohort") or "")
    except ValueError:
        return task.cohort
    return Cohort.objects.run_by(request.user).filter(public_id=public_id).first() or task.cohort
