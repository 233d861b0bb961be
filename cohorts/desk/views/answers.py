"""Whether a woman comes: all her evenings with her answers, and what she has told the coordinator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cohorts.roster.models import Enrolment
from cohorts.schedule.actions import answer_evening
from cohorts.schedule.models import CourseSession, Rsvp
from lms.people.actions.reads import note_reads

from ..dashboards import own_course
from ..forms.answers import AnswerForm, ToldForm
from .scope import evening_she_plans

SENTENCES = {
    "evening_over": gettext_lazy("This evening has begun already."),
    "cancelled": gettext_lazy("This evening is not held. You do not have to do anything."),
    "changed_meanwhile": gettext_lazy("The evening has been changed. Look when it is now, and answer once more."),
}
"""What an action's refusal means, in words."""


@login_required
@require_safe
def my_evenings(request: HttpRequest) -> HttpResponse:
    """Show her all evenings of her course: what is coming, with her answer to each, and what is over."""
    return render(request, "cohorts/desk/my_evenings.html", {"course": own_course(request.user)})


@login_required
@require_POST
def evening_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Store her answer for the evening as she saw it, and lead back to the page she answered on."""
    sessions = CourseSession.objects.visible_to(request.user).select_related("cohort")
    session = get_object_or_404(sessions, public_id=public_id)
    place = get_object_or_404(Enrolment.objects.active(), cohort=session.cohort_id, person=request.user.pk)
    form = AnswerForm(request.POST)
    said = _store(request, form, session, place)
    if said:
        thanks = _("Good. See you there.") if said.answer == Rsvp.Answer.COMING else _("Thank you for telling us.")
        messages.success(request, thanks)
    if form.cleaned_data.get("back") == "my_evenings":
        return HttpResponseRedirect(f"{reverse('my_evenings')}#evening-{session.public_id}")
    return redirect("my_page")


@login_required
@require_POST
def evening_told(request: HttpRequest, public_id: str) -> HttpResponse:
    """Store what a woman has told the coordinator of an evening, and lead back to it."""
    session = evening_she_plans(request, public_id)
    form = ToldForm(request.POST)
    back = HttpResponseRedirect(f"{reverse('evening', args=[session.public_id])}#who")
    if not form.is_valid():
        messages.error(request, _("Press one of the two buttons."))
        return back
    places = Enrolment.objects.active().visible_to(request.user).select_related("person")
    place = get_object_or_404(places, cohort=session.cohort_id, public_id=form.cleaned_data["place"])
    note_reads(request, [place.person])
    if _store(request, form, session, place):
        messages.success(request, _("Noted for %(name)s.") % {"name": place.person.name})
    return back


def _store(request: HttpRequest, form: AnswerForm, session: CourseSession, place: Enrolment) -> Rsvp | None:
    """Store the answer of a form, or say why it does not count."""
    if not form.is_valid():
        messages.error(request, _("Press one of the two buttons."))
        return None
    try:
        return answer_evening(
            by=request.user,
            session=session,
            enrolment=place,
            answer=Rsvp.Answer(form.cleaned_data["answer"]),
            sequence=form.cleaned_data["sequence"],
        )
    except ValidationError as refusal:
        messages.error(request, SENTENCES[refusal.error_list[0].code])
        return None
