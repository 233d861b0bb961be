"""The modules of a course, read as its edition has pinned them: the women's own, and those of whoever runs it."""

from django.contrib.auth.decorators import login_required
from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cohorts.roster.models import Cohort, Enrolment
from cohorts.roster.permissions import can_see_cohort
from cohorts.roster.views.scope import visible_cohort
from curriculum.models import EditionModule
from curriculum.queries import read_in, text_in_course
from lms.kit.answers import asked_again
from lms.kit.headers import leaving_no_trace
from lms.kit.tokens import blind
from lms.people.queries import languages_read_by
from modules.models import BESIDE, ModulePage, Sensitivity

from ..dashboards import course_words, is_ahead, nearest_words, own_places

SHORT = frozenset({"key_messages", "words"})
"""What is read before the evening. Of a module that may be heavy where to get help, too."""
BOTH = {"all", "short"}


@login_required
@require_safe
def course_module(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Show a module as a course has it: before its evening what is most important, else everything. She may read the
    other one at any time."""
    cohort = visible_cohort(request, public_id)
    rows = EditionModule.objects.select_related("module__locale", "edition").filter(edition=cohort.edition_id)
    place = get_object_or_404(rows, module__slug=slug)
    languages = read_in(cohort.edition, languages_read_by(request.user))
    read = text_in_course(place, languages)
    if read is None:
        raise Http404
    page = read.page
    beside = bool(request.GET.get(BESIDE))
    context = page.get_context(request) | {
        "cohort": cohort,
        "number": place.position,
        "is_in_other_language": read.language != languages[0],
        "original_address": f"?{BESIDE}={page.course_languages[0]}",
        "runs_it": can_see_cohort(request.user, cohort),
        "attends": Enrolment.objects.stayed().filter(cohort=cohort, person=request.user.pk).exists(),
        "notes_owner": blind(str(request.user.public_id), "notes")[:12],
        "making_up": _place_to_make_up(request, cohort),
    }
    if not beside:
        context |= _how_much(request, page, cohort, place)
        context |= {"read_in": languages, "country": cohort.edition.country_id}  # of the words to know
    template = "modules/together.html" if beside else "cohorts/desk/course_module.html"
    context["read_as"] = f"course {languages} {context.get('is_short', '')}"
    may_stay = context["attends"] and not context["runs_it"] and _may_stay_on_her_phone(request, page)
    response = render(request, template, context)
    if page.leaves_no_trace:
        return leaving_no_trace(response)
    return asked_again(request, response) if may_stay else response


def _may_stay_on_her_phone(request: HttpRequest, page: ModulePage) -> bool:
    """Tell whether her browser may keep the page until she signs out: only the teaching that everybody gets, at its
    plain address, with no message to her, and of no module that may be heavy. Whoever is protected, or has chosen a
    name that says nothing, keeps nothing."""
    careful = page.sensitivity != Sensitivity.NO or request.user.is_protected or request.user.neutral_look
    return not careful and not request.META.get("QUERY_STRING") and not len(get_messages(request))


def _how_much(request: HttpRequest, page: ModulePage, cohort: Cohort, place: EditionModule) -> dict:
    """Give what the page needs to show all of a text or the short version of it; one without what a short one is made
    of is always read as a whole."""
    kinds = {part.block_type for part in page.body}
    ahead = is_ahead(cohort, place)
    if not kinds & SHORT:
        return {"is_ahead": ahead, "has_short": False, "is_short": False}
    wanted = request.GET.get("read")
    is_short = wanted == "short" if wanted in BOTH else ahead and "make-up" not in request.GET
    context = {"is_ahead": ahead, "has_short": True, "is_short": is_short}
    if is_short:
        only = SHORT | ({"help"} if page.sensitivity != Sensitivity.NO else set())
        context |= {"only_parts": only, "minutes_to_read": page.minutes_for(only)}
    return context


def _place_to_make_up(request: HttpRequest, cohort: Cohort) -> Enrolment | None:
    """Give her own place where she reads in order to make the module up."""
    if "make-up" not in request.GET:
        return None
    return Enrolment.objects.active().filter(cohort=cohort, person=request.user.pk).first()


@login_required
@require_safe
def my_words(request: HttpRequest) -> HttpResponse:
    """Show her the words to know of the course she takes part in, else of the last one. What she knows of them is asked
    on her phone only."""
    places = own_places(request.user)
    place = next((each for each in places if each.cohort.is_open), places[0] if places else None)
    words = course_words(place.cohort, languages_read_by(request.user)) if place else ()
    return render(request, "cohorts/desk/my_words.html", {"words": words, "nearest": nearest_words(words)})
