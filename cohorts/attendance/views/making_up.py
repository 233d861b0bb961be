"""A woman makes a module up by reading, one thing on each screen: the text, three questions, the talk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.roster.models import Enrolment
from cohorts.roster.views.scope import METHODS, only
from curriculum.models import EditionModule
from curriculum.queries import read_in, text_in_course
from lms.kit.headers import leaving_no_trace
from lms.people.queries import languages_read_by

from ..actions import ask_to_make_up
from ..dashboards import ModuleLine, progress_of
from ..forms.catch_ups import TalkForm, sentence_of
from ..permissions import can_ask_to_make_up
from .progress import PLACES

MOST_QUESTIONS = 3


def own_place(request: HttpRequest, public_id: str) -> Enrolment:
    """Give her own place, in which she may make modules up."""
    rows = Enrolment.objects.visible_to(request.user).select_related("person", *PLACES)
    place = get_object_or_404(rows, public_id=public_id)
    only(place.person_id == request.user.pk and can_ask_to_make_up(request.user, place))
    return place


def module_of(place: Enrolment, slug: str) -> EditionModule:
    """Give a module of her course by the name its page has in addresses, which says nothing of it."""
    rows = EditionModule.objects.select_related("module__locale", "edition").filter(edition=place.cohort.edition_id)
    return get_object_or_404(rows, module__slug=slug)


@login_required
@require_safe
def catch_up_questions(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Show her three questions of the text she has read. What she answers stays with her."""
    place = own_place(request, public_id)
    module = module_of(place, slug)
    read = text_in_course(module, read_in(module.edition, languages_read_by(request.user)))
    page = read.page if read else module.module
    parts = [part for part in page.body if part.block_type == "quiz"] if read else []
    questions = [(part.id, each) for part in parts for each in part.value["questions"]][:MOST_QUESTIONS]
    context = page.get_context(request) | {
        "place": place,
        "module": module,
        "questions": [each for _part, each in questions],
        "is_untranslated": any(part in page.in_source_language for part, _each in questions),
    }
    response = render(request, "cohorts/attendance/catch_up_questions.html", context)
    return leaving_no_trace(response) if page.leaves_no_trace else response


@login_required
@require_http_methods(METHODS)
def catch_up_talk(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Let her ask for the talk, the last step; where she has asked, say where it stands."""
    place = own_place(request, public_id)
    module = module_of(place, slug)
    form = TalkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_make_up(by=request.user, enrolment=place, module=module, wish=form.cleaned_data["wish"])
        except ValidationError as error:
            messages.error(request, sentence_of(error))
        else:
            messages.success(request, _("You have asked. Your coordinator answers you here."))
        return redirect("catch_up_talk", public_id=place.public_id, slug=slug)
    context = {"place": place, "module": module, "line": line_of(place, module), "form": form}
    sent = request.method == "POST"
    return render(request, "cohorts/attendance/catch_up_talk.html", context, status=422 if sent else 200)


def line_of(place: Enrolment, module: EditionModule) -> ModuleLine:
    """Give what she has of a module."""
    [progress] = progress_of(place.cohort, [place])
    return next(line for line in progress.modules if line.place.pk == module.pk)
