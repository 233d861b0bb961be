"""ID cards: those of a cohort in one list, a photo taken on the spot, and her own page with all her papers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.roster.models import Cohort, Enrolment
from cohorts.roster.views.scope import METHODS, only
from lms.kit.downloads import download, file_name
from lms.kit.files import FileRefusedError
from lms.kit.languages import language_names
from lms.people.actions.reads import note_reads

from ..actions import block_card, issue_card, remove_photo, renew_cards, take_photo
from ..documents import OF_COUNTRY, card_sheet
from ..forms.papers import NAMES, CardsForm, sentences_of
from ..forms.photos import CardPhotoForm
from ..models import CardPhoto, CompletionDecision, Diploma, IdCard, cohorts_of_papers
from ..permissions import can_block_card, can_issue_card, can_take_photo
from ..queries import cards_to_print, has_photo_taken_back, papers_of

REFUSED = 422


def cohort_with_papers(request: HttpRequest, public_id: str) -> Cohort:
    """Give a cohort whose cards she issues, or answer as if it were absent."""
    cohort = get_object_or_404(cohorts_of_papers(request.user).with_places(), public_id=public_id)
    only(can_issue_card(request.user, cohort))
    return cohort


@login_required
@require_http_methods(METHODS)
def cohort_cards(request: HttpRequest, public_id: str) -> HttpResponse:
    """List the women who have their diploma, and issue or renew the cards of those who are ticked."""
    cohort = cohort_with_papers(request, public_id)
    rows = papers_of(cohort)
    women = Enrolment.objects.filter(pk__in=[row.enrolment.pk for row in rows]).select_related("person", "cohort")
    form = CardsForm(request.POST if request.method == "POST" else None, women=women)
    if request.method == "POST" and form.is_valid():
        made = _issue(request, form, {row.enrolment.pk: row.card for row in rows})
        messages.success(request, ngettext("%d card is issued.", "%d cards are issued.", made) % made)
        return redirect("cohort_cards", public_id=cohort.public_id)
    note_reads(request, [row.diploma.person for row in rows])
    context = {
        "cohort": cohort,
        "rows": rows,
        "form": form,
        "has_cards": any(row.card and not row.card.entry.is_expired for row in rows),
    }
    return render(request, "cohorts/credentials/cards.html", context, status=REFUSED if form.errors else 200)


def _issue(request: HttpRequest, form: CardsForm, cards: dict[int, IdCard | None]) -> int:
    """Give each ticked woman a card: a first one, or a successor of the one she has."""
    made = 0
    for woman in form.cleaned_data["women"]:
        if card := cards.get(woman.pk):
            made += len(renew_cards(by=request.user, cards=[card]))
            continue
        try:
            issue_card(
                by=request.user,
                enrolment=woman,
                whole_name=form.cleaned_data["whole_name"],
                languages=_languages(woman) if form.cleaned_data["languages"] else (),
            )
        except ValidationError as refusal:
            messages.error(request, f"{woman.person.name}: {sentences_of(refusal)}")
        else:
            made += 1
    return made


def _languages(woman: Enrolment) -> list[str]:
    names = dict(language_names(OF_COUNTRY.get(woman.cohort.in_municipality.country_id, "nb")))
    tags = woman.person.spoken_languages.values_list("tag", flat=True)
    return [names[tag] for tag in tags if tag in names]


@login_required
@require_safe
def cohort_cards_sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the valid cards of a cohort on sheets of ten, to cut out."""
    cohort = cohort_with_papers(request, public_id)
    cards = [card for card in cards_to_print(cohort) if card.file]
    only(bool(cards) and not has_photo_taken_back(cards_to_print(cohort)))
    note_reads(request, [card.person for card in cards])
    pages = []
    for card in cards:
        with card.file.open("rb") as file:
            pages.append(file.read())
    data = card_sheet(pages, at=timezone.now(), language=get_language() or "nb")
    return download(data, file_name(_("ID cards"), cohort.name), "pdf", keeps_no_trace=True)


@login_required
@require_http_methods(METHODS)
def card_photo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the photo for a card with the phone at hand: she herself, or the coordinator beside her."""
    around = ("person", "cohort__district__municipality", "cohort__municipality")
    place = get_object_or_404(Enrolment.objects.visible_to(request.user).select_related(*around), public_id=public_id)
    only(can_take_photo(request.user, place))
    photo = CardPhoto.objects.standing().filter(enrolment=place).first()
    if request.method == "POST" and "remove" in request.POST:
        if photo is not None:
            remove_photo(by=request.user, photo=photo)
            messages.success(request, _("The photo is removed."))
        return redirect("card_photo", public_id=place.public_id)
    posted = request.method == "POST"
    form = CardPhotoForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        file = form.cleaned_data["photo"]
        try:
            take_photo(by=request.user, enrolment=place, file=file, name=file.name)
        except FileRefusedError as problem:
            form.add_error("photo", str(problem.sentence))
        except ValidationError as refusal:
            form.add_error(None, sentences_of(refusal))
        else:
            messages.success(request, _("The photo is saved. It stands on the next card."))
            return redirect("card_photo", public_id=place.public_id)
    if place.person_id != request.user.pk:
        note_reads(request, [place.person])
    context = {"place": place, "photo": photo, "form": form, "is_herself": place.person_id == request.user.pk}
    return render(request, "cohorts/credentials/photo.html", context, status=REFUSED if form.errors else 200)


@login_required
@require_POST
def card_lost(request: HttpRequest, public_id: str) -> HttpResponse:
    """Block a lost card at once."""
    rows = IdCard.objects.visible_to(request.user).select_related("entry__enrolment__cohort", "person")
    card = get_object_or_404(rows, public_id=public_id)
    only(can_block_card(request.user, card))
    block_card(by=request.user, card=card)
    messages.success(request, _("The card is blocked. Whoever scans it sees that it counts no more."))
    if card.person_id == request.user.pk:
        return redirect("my_card")
    return redirect("cohort_cards", public_id=card.entry.enrolment.cohort.public_id)


@login_required
@require_safe
def my_card(request: HttpRequest) -> HttpResponse:
    """Show her own papers: diploma, card, the letter for her CV, and what she has of a course she did not end."""
    around = ("entry__enrolment__cohort", "entry__organisation")
    context = {
        # The one that holds first; older ones stay, and say what became of them.
        "diplomas": Diploma.objects.filter(person=request.user).select_related(*around).order_by("entry__state", "-pk"),
        "cards": IdCard.objects.filter(person=request.user, entry__state="issued").select_related(*around),
        "attended": CompletionDecision.objects.filter(
            enrolment__person=request.user, outcome="attendance", state="confirmed"
        ).select_related("enrolment__cohort"),
        "languages": NAMES.items(),
    }
    return render(request, "cohorts/credentials/my_card.html", context)
