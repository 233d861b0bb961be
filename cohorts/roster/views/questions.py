"""Questions from cohorts to the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.actions.reads import note_reads

from .. import permissions
from ..actions.questions import answer_question, ask_secretariat
from ..forms.questions import AnswerForm, QuestionForm
from ..models import Cohort, Enrolment, Question
from ..queries import questions_waiting_for
from .scope import METHODS, answer, cohort_of_women, done, only

ON_A_PAGE = 50


@login_required
@require_http_methods(METHODS)
def cohort_questions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the secretariat about a cohort or an evening, and read the answers: those about the evening she comes from,
    or all."""
    cohort = cohort_of_women(request, public_id)
    given = request.GET.get("evening", "")
    evening = int(given) if given.isascii() and given.isdecimal() and len(given) < 3 else None
    return _thread(request, cohort, evening=evening)


@login_required
@require_http_methods(METHODS)
def place_questions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the secretariat about a woman, whom it does not see, and read the answers. Nobody asks about somebody who has
    not said yes."""
    places = Enrolment.objects.visible_to(request.user).exclude(state=Enrolment.State.OFFERED)
    around = ("person", "cohort__district__municipality", "cohort__municipality")
    place = get_object_or_404(places.select_related(*around), public_id=public_id)
    only(permissions.can_ask(request.user, place.cohort))
    return _thread(request, place.cohort, place=place)


def _thread(
    request: HttpRequest, cohort: Cohort, *, evening: int | None = None, place: Enrolment | None = None
) -> HttpResponse:
    """Show the form, and what was asked here before; send what she asks."""
    form = QuestionForm(
        request.POST if request.method == "POST" else None, initial={"evening": evening}, about_her=place is not None
    )
    if done(
        request, form, lambda: ask_secretariat(by=request.user, cohort=cohort, enrolment=place, **form.cleaned_data)
    ):
        messages.success(request, _("Sent to the secretariat. The answer comes here."))
        return redirect(request.get_full_path())
    asked = cohort.questions.select_related("enrolment__person")
    if place is not None:
        asked = asked.filter(enrolment=place)
    elif evening is not None:
        asked = asked.filter(evening=evening)
    note_reads(request, [each.enrolment.person for each in asked if each.enrolment] + ([place.person] if place else []))
    context = {"cohort": cohort, "evening": evening, "place": place, "questions": asked}
    return answer(request, "cohorts/roster/questions.html", form, **context)


@login_required
@require_safe
def questions_waiting(request: HttpRequest) -> HttpResponse:
    """List what coordinators ask by group, and what was answered lately. No woman is named here."""
    only(permissions.can_answer_questions(request.user))
    page = Paginator(questions_waiting_for(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    answered = Question.objects.visible_to(request.user).filter(answered_at__isnull=False)
    context = {"page": page, "answered": answered.select_related("cohort").order_by("-answered_at")[:20]}
    return render(request, "cohorts/roster/questions_waiting.html", context)


@login_required
@require_http_methods(METHODS)
def question_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer a question."""
    around = ("cohort__local_group", "cohort__district__municipality", "cohort__municipality")
    question = get_object_or_404(Question.objects.visible_to(request.user).select_related(*around), public_id=public_id)
    only(permissions.can_answer_question(request.user, question))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if done(
        request,
        form,
        lambda: answer_question(by=request.user, question=question, answer=form.cleaned_data["answer"]),
    ):
        messages.success(request, _("Answered. She is told that there is an answer."))
        return redirect("questions_waiting")
    if form.errors:  # perhaps somebody else has answered in the meantime
        question.refresh_from_db()
    return answer(request, "cohorts/roster/question_answer.html", form, question=question)
