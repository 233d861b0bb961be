"""A woman says whether she comes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cohorts.roster.models import Enrolment
from cohorts.schedule.actions import answer_evening
from cohorts.schedule.models import CourseSession, Rsvp

from ..forms.answers import AnswerForm

SENTENCES = {
    "evening_over": gettext_lazy("This evening has begun already."),
    "cancelled": gettext_lazy("This evening is not held. You do not have to do anything."),
    "changed_meanwhile": gettext_lazy("The evening has been changed. Look when it is now, and answer once more."),
}
"""What an action's refusal means, in words."""


@login_required
@require_POST
def evening_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Store her answer for the evening as she saw it, and lead back to My page."""
    sessions = CourseSession.objects.visible_to(request.user).select_related("cohort")
    session = get_object_or_404(sessions, public_id=public_id)
    place = get_object_or_404(Enrolment.objects.active(), cohort=session.cohort_id, person=request.user.pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Press one of the two buttons."))
        return redirect("my_page")
    try:
        said = answer_evening(
            by=request.user,
            session=session,
            enrolment=place,
            answer=Rsvp.Answer(form.cleaned_data["answer"]),
            sequence=form.cleaned_data["sequence"],
        )
    except ValidationError as refusal:
        messages.error(request, SENTENCES[refusal.error_list[0].code])
    else:
        thanks = _("Good. See you there.") if said.answer == Rsvp.Answer.COMING else _("Thank you for telling us.")
        messages.success(request, thanks)
    return redirect("my_page")
