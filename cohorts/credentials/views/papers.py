"""Papers as files: each is given only to her and to those who run her course or confirm diplomas, and never stored."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cohorts.roster.models import Enrolment
from cohorts.roster.views.scope import only
from lms.kit.docx import word_file
from lms.kit.downloads import download, file_name, stored_file
from lms.kit.pdf import pdf_file
from lms.people.actions.reads import note_reads

from ..actions.making import logo_with
from ..documents import LANGUAGES, attendance_paper, competence_letter, diploma_word
from ..models import CardPhoto, CompletionDecision, Diploma, IdCard, RegisterEntry
from ..queries import has_photo_taken_back
from ..rules import facts_from


@login_required
@require_safe
def diploma_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give the stored file of a diploma, the same bytes for ever."""
    return _stored(request, Diploma, public_id)


@login_required
@require_safe
def card_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give the stored file of a card."""
    return _stored(request, IdCard, public_id)


def _stored(request: HttpRequest, model: type[Diploma | IdCard], public_id: str) -> HttpResponseBase:
    rows = model.objects.visible_to(request.user).select_related("entry", "person")
    issued = get_object_or_404(rows, public_id=public_id)
    only(bool(issued.file))
    only(model is Diploma or not has_photo_taken_back(IdCard.objects.filter(pk=issued.pk)))
    _note(request, issued.person)
    return stored_file(issued.file, file_name(issued.entry.number))


@login_required
@require_safe
def diploma_in_word(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a diploma that holds as a Word file, for those who print on their own paper and sign by hand."""
    rows = Diploma.objects.visible_to(request.user).select_related("entry", "person")
    diploma = get_object_or_404(rows.filter(entry__state=RegisterEntry.State.ISSUED), public_id=public_id)
    facts = facts_from(diploma.facts)
    _note(request, diploma.person)
    data = diploma_word(facts, logo=logo_with(facts.logo))
    return download(data, file_name(diploma.entry.number), "docx", keeps_no_trace=True)


@login_required
@require_safe
def competence(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the letter for her CV, in the language she chose, as a PDF or a Word file, while her diploma holds."""
    rows = Diploma.objects.visible_to(request.user).select_related("entry", "person")
    diploma = get_object_or_404(rows.filter(entry__state=RegisterEntry.State.ISSUED), public_id=public_id)
    _note(request, diploma.person)
    return _written(request, competence_letter(facts_from(diploma.facts), _language(request)), diploma.entry.number)


@login_required
@require_safe
def attendance(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the paper of attendance of a woman who did not take all of the course, to her and to those who run it: the
    secretariat sees names of those who have a diploma."""
    around = ("enrolment__person", "enrolment__diploma_wishes", "enrolment__cohort", "proposed_by")
    places = Enrolment.objects.visible_to(request.user)
    rows = CompletionDecision.objects.filter(enrolment__in=places).select_related(*around)
    confirmed = rows.filter(outcome=CompletionDecision.Outcome.ATTENDANCE, state=CompletionDecision.State.CONFIRMED)
    decision = get_object_or_404(confirmed, public_id=public_id)
    _note(request, decision.enrolment.person)
    return _written(request, attendance_paper(decision, _language(request)), str(decision.public_id)[:8])


@login_required
@require_safe
def card_photo_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Show the photo for a card, as long as the consent stands."""
    photo = get_object_or_404(CardPhoto.objects.visible_to(request.user), public_id=public_id)
    return stored_file(photo.file, "photo", shown=True)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _written(request: HttpRequest, document, name: str) -> HttpResponse:
    if request.GET.get("kind") == "docx":
        return download(word_file(document), file_name(name), "docx", keeps_no_trace=True)
    return download(pdf_file(document), file_name(name), "pdf", keeps_no_trace=True)


def _note(request: HttpRequest, person) -> None:
    if person.pk != request.user.pk:
        note_reads(request, [person])
