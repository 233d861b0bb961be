"""What a woman sees and does with her own place in a cohort."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..actions import sign, take_back, tell_about_herself, withdraw
from ..forms.agreements import AboutForm
from ..forms.sentences import SENTENCES
from ..models import FIRST_EVENING, REQUIRED, AgreementText, Enrolment, Purpose, Signature
from ..queries import languages_of, newest_text, papers_in, signed_by
from .scope import METHODS


def _own_place(request: HttpRequest, public_id: str) -> Enrolment:
    places = Enrolment.objects.stayed().filter(person=request.user)
    around = ("cohort__local_group", "cohort__district__municipality", "cohort__municipality", "person")
    return get_object_or_404(places.select_related(*around), public_id=public_id)


def _asked(place: Enrolment) -> list[Purpose]:
    """Give what she is asked. Whoever stands on no paper of the course is not asked about one for others."""
    papers = papers_in(place.cohort)
    return [each for each in papers if each != Purpose.PAYER_NAME or not place.person.is_off_lists]


@login_required
@require_safe
def my_cohorts(request: HttpRequest) -> HttpResponse:
    """Show her own places, each with what waits for her."""
    places = Enrolment.objects.stayed().filter(person=request.user).select_related("cohort")
    return render(request, "cohorts/roster/my_cohorts.html", {"places": places})


@login_required
@require_safe
def my_papers(request: HttpRequest, public_id: str) -> HttpResponse:
    """List the texts of the first evening, and which of them she has agreed to."""
    place = _own_place(request, public_id)
    signed = signed_by(place)
    shown = {*_asked(place), *signed}
    papers = [(each, each in REQUIRED, signed.get(each)) for each in FIRST_EVENING if each in shown]
    return render(request, "cohorts/roster/my_papers.html", {"place": place, "papers": papers})


@login_required
@require_http_methods(METHODS)
def my_paper(request: HttpRequest, public_id: str, purpose: str) -> HttpResponse:
    """Show one text in a language she reads, to agree to."""
    place = _own_place(request, public_id)
    signed = signed_by(place).get(purpose)
    if purpose not in FIRST_EVENING or (signed is None and purpose not in _asked(place)):
        raise Http404
    if request.method == "POST":
        return _sign(request, place, purpose)
    wanted = request.GET.get("in") or request.user.content_language or request.user.interface_language
    shown = signed.text if signed else newest_text(purpose, wanted)
    if shown is None:
        raise Http404
    languages = [(code, get_language_info(code)["name_local"]) for code in languages_of(purpose)]
    context = {
        "place": place,
        "text": shown,
        "signed": signed,
        "languages": [] if signed else languages,
        "required": purpose in REQUIRED,
        "from_right": get_language_info(shown.language)["bidi"],
    }
    return render(request, "cohorts/roster/my_paper.html", context)


def _sign(request: HttpRequest, place: Enrolment, purpose: str) -> HttpResponse:
    """Sign the very wording that she has seen, whatever has been released since."""
    texts = {str(text.public_id): text for text in AgreementText.objects.filter(purpose=purpose)}
    if text := texts.get(request.POST.get("text", "")):
        try:
            sign(by=request.user, enrolment=place, text=text)
        except ValidationError as refusal:
            messages.error(request, SENTENCES[refusal.error_list[0].code])
    return redirect("my_papers", public_id=place.public_id)


@login_required
@require_POST
def my_paper_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back what she agreed to, in one click."""
    own = Signature.objects.filter(enrolment__person=request.user, purpose__in=FIRST_EVENING)
    signature = get_object_or_404(own.select_related("enrolment__cohort"), public_id=public_id)
    take_back(by=request.user, signature=signature)
    messages.success(request, _("Taken back. It does not count any more."))
    return redirect("my_papers", public_id=signature.enrolment.public_id)


@login_required
@require_http_methods(METHODS)
def my_facts(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let her tell what she wants to tell; everything may stay empty."""
    place = _own_place(request, public_id)
    told = [spoken.tag for spoken in request.user.spoken_languages.all()]
    form = AboutForm(request.POST if request.method == "POST" else None, initial={"spoken": told, "area": place.area})
    if request.method == "POST" and form.is_valid():
        tell_about_herself(by=request.user, enrolment=place, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("my_cohorts")
    context = {"form": form, "place": place}
    return render(request, "cohorts/roster/my_facts.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(METHODS)
def leave_cohort(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then let her go. No reason is asked."""
    own = Enrolment.objects.open().filter(person=request.user).select_related("cohort")
    place = get_object_or_404(own, public_id=public_id)
    if request.method == "POST":
        withdraw(by=request.user, enrolment=place)
        messages.success(request, _("You have left the cohort. Thank you for having been here."))
        return redirect("my_page")
    return render(request, "cohorts/roster/leave.html", {"place": place})
