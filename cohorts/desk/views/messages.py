"""The messages about a plan: what the women and the guests of a cohort do not know yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cohorts.guests.notices import change_as_read
from cohorts.guests.queries.telling import guests_to_tell
from cohorts.schedule.forms.changes import sentence_for
from cohorts.schedule.notices import bundles_of
from cohorts.schedule.permissions import can_plan
from cohorts.schedule.queries.telling import deliveries_of, draft_of
from cohorts.schedule.views.scope import cohort_she_tells, version_seen
from lms.people.actions.reads import note_reads

from ..actions import discard_news, send_news


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_messages(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the messages that wait for her word: what each says, in which language, who gets it and by which way."""
    cohort = cohort_she_tells(request, public_id)
    problem = ""
    if request.method == "POST":
        do = {"send": send_news, "discard": discard_news}.get(request.POST.get("do", ""))
        if do is None:
            raise Http404
        try:
            women, guests = do(by=request.user, cohort=cohort, seen=version_seen(request))
        except ValidationError as error:
            problem = sentence_for(error)
        else:
            messages.success(request, _sent(women, guests) if do is send_news else _("Thrown away. Nobody is told."))
            return redirect("plan_messages", public_id=cohort.public_id)
    draft = draft_of(cohort)
    deliveries = deliveries_of(cohort)
    people = [letter.person for letter in draft.letters] + [each.person for each in deliveries.women]
    note_reads(request, people)
    context = {
        "cohort": cohort,
        "draft": draft,
        "bundles": bundles_of(draft),
        "guest_letters": [(news, change_as_read(news)) for news in guests_to_tell(cohort)],
        "deliveries": deliveries,
        "seen": draft.version,
        "problem": problem,
        "may_plan": can_plan(request.user, cohort),
    }
    return render(request, "cohorts/desk/plan_messages.html", context, status=409 if problem else 200)


def _sent(women: int, guests: int) -> str:
    said = []
    if women:
        said.append(
            ngettext("%(count)s woman gets a message.", "%(count)s women get a message each.", women) % {"count": women}
        )
    if guests:
        said.append(
            ngettext("%(count)s guest gets a message.", "%(count)s guests get a message each.", guests)
            % {"count": guests}
        )
    return " ".join(said)
