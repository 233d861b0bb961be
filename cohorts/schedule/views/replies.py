"""Whether she comes, by a link in a message; and the page from which the coordinator asks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from lms.kit.addresses import network_address
from lms.kit.headers import behind_a_link
from lms.people.actions.reads import note_reads
from lms.people.actions.signing_in import count_failure
from lms.people.models import AccessLink
from lms.people.views.holding_back import held_back

from ..actions.answers import answer_by_link
from ..actions.asking import ask_who_comes
from ..forms.replies import SENTENCES, ReplyForm
from ..models import AnswerRequest, Rsvp
from ..notices import bundles_of_asking, was_asked
from ..queries.asking import answer_of, opened_by, unanswered
from .scope import evening_she_plans

METHODS = ["GET", "HEAD", "POST"]


@csrf_protect
@require_http_methods(METHODS)
def evening_reply(request: HttpRequest, token: str) -> HttpResponse:
    """Show when an evening is, and take her answer, without an account. Opening changes nothing: phones and mail
    programs open links, too."""
    if answer := held_back(request):
        return answer
    opened = opened_by(token)
    if opened is None:
        if request.method == "POST":
            count_failure(account="", address=network_address(request))
        return behind_a_link(render(request, "cohorts/schedule/reply_gone.html", status=410))
    link, asked = opened
    problem, status = _answer(request, link, asked) if request.method == "POST" else ("", 200)
    if request.method == "POST" and not problem:
        return behind_a_link(redirect("evening_reply", token=token))
    context = {"token": token, "asked": asked, "session": asked.session, "answer": answer_of(asked), "problem": problem}
    return behind_a_link(render(request, "cohorts/schedule/reply.html", context, status=status))


def _answer(request: HttpRequest, link: AccessLink, asked: AnswerRequest) -> tuple[str, int]:
    """Store what she pressed; give the sentence and the status if it does not count."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return str(SENTENCES["no_answer"]), 422
    said = Rsvp.Answer(form.cleaned_data["answer"])
    try:
        answer_by_link(by=link, asked=asked, answer=said, sequence=form.cleaned_data["sequence"])
    except ValidationError as refusal:
        return str(SENTENCES[refusal.error_list[0].code]), 409
    return "", 200


@login_required
@require_http_methods(METHODS)
def evening_ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what the women read who have not said whether they come, and send it to each."""
    session = evening_she_plans(request, public_id)
    problem = ""
    if request.method == "POST":
        try:
            count = ask_who_comes(by=request.user, session=session)
        except ValidationError as refusal:
            problem = str(SENTENCES[refusal.error_list[0].code])
        else:
            said = ngettext("%(count)s woman gets a message.", "%(count)s women get a message each.", count)
            messages.success(request, said % {"count": count})
            return redirect("evening", public_id=session.public_id)
    women = unanswered(session)
    note_reads(request, [each.person for each in women])
    asked = [each for each in women if was_asked(session, each)]
    context = {
        "session": session,
        "cohort": session.cohort,
        "asked": asked,
        "bundles": bundles_of_asking(session, [each for each in women if each not in asked]),
        "may_ask": not (session.is_past or session.is_cancelled),
        "problem": problem,
    }
    return render(request, "cohorts/schedule/ask_women.html", context, status=409 if problem else 200)
