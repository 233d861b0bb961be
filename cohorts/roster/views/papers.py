"""The papers of the first evening, for whoever runs the cohort: who has signed what, and what was signed on paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.actions.reads import note_reads

from .. import permissions
from ..actions import note_on_paper, take_back
from ..forms.agreements import PaperForm
from ..models import FIRST_EVENING, REQUIRED, Enrolment, Purpose, Signature
from ..queries import papers_in, papers_of, signed_by
from .scope import METHODS, answer, cohort_of_women, done, only


@login_required
@require_safe
def cohort_papers(request: HttpRequest, public_id: str) -> HttpResponse:
    """List the women who take part, each with what she still has to sign."""
    cohort = cohort_of_women(request, public_id)
    rows = papers_of(cohort)
    note_reads(request, [place.person for place, _signed in rows])
    papers = [
        (place, [purpose.label for purpose in REQUIRED if purpose not in signed], len(signed)) for place, signed in rows
    ]
    context = {"cohort": cohort, "papers": papers, "may_run": permissions.can_run_cohort(request.user, cohort)}
    return render(request, "cohorts/roster/papers.html", context)


@login_required
@require_http_methods(METHODS)
def woman_papers(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what a woman has signed, and note what she has signed on paper."""
    places = Enrolment.objects.visible_to(request.user).stayed()
    around = ("person", "cohort__district__municipality", "cohort__municipality")
    place = get_object_or_404(places.select_related(*around), public_id=public_id)
    only(permissions.can_note_signatures(request.user, place))
    signed = {key: each for key, each in signed_by(place).items() if key in FIRST_EVENING}
    asked = [each for each in papers_in(place.cohort) if each not in signed]
    form = PaperForm(request.POST if request.method == "POST" else None, asked=asked)

    def note() -> None:
        purposes = [Purpose(each) for each in form.cleaned_data["purposes"]]
        note_on_paper(by=request.user, enrolment=place, purposes=purposes)

    if done(request, form, note):
        messages.success(request, _("Saved."))
        return redirect("cohort_papers", public_id=place.cohort.public_id)
    note_reads(request, [place.person])
    context = {"place": place, "signed": signed.values(), "all_signed": not asked}
    return answer(request, "cohorts/roster/woman_papers.html", form, **context)


@login_required
@require_POST
def woman_paper_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back what a woman asks her coordinator to take back."""
    first = Signature.objects.visible_to(request.user).filter(purpose__in=FIRST_EVENING)
    signatures = first.select_related("enrolment__cohort__district__municipality", "enrolment__cohort__municipality")
    signature = get_object_or_404(signatures, public_id=public_id)
    only(permissions.can_run_cohort(request.user, signature.enrolment.cohort))
    take_back(by=request.user, signature=signature)
    messages.success(request, _("Taken back. It does not count any more."))
    return redirect("woman_papers", public_id=signature.enrolment.public_id)
