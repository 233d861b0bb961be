"""Reads about diplomas and cards."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from cohorts.roster.models import Cohort, Enrolment, Purpose, Signature
from lms.people.models import Organisation

from .models import CardPhoto, Diploma, IdCard, Letterhead, RegisterEntry, Signer
from .rules import normalised, shown


def code_hash(code: str) -> str:
    """Give what stands in the register for a code. It needs no salt: nobody guesses 75 bits."""
    return hashlib.sha256(code.encode()).hexdigest()


MOST_FOUND = 50  # entries that are listed at once


def looked_up(entries: QuerySet[RegisterEntry], typed: str) -> list[RegisterEntry]:
    """Give the entries whose number holds what was typed, or that have it as their code, however it was typed; all of
    them if nothing was. The newest first, and one more than are listed at once. `is_known` tells of each whether
    whoever holds it is still known here. One query."""
    if typed:
        code = normalised(typed)
        same = Q(code_hash=code_hash(code)) if code else Q()
        entries = entries.filter(Q(number__icontains=typed.replace(" ", "")) | same)
    there = Q(diploma__isnull=False) | Q(idcard__isnull=False)
    return list(entries.annotate(is_known=ExpressionWrapper(there, BooleanField())).order_by("-pk")[: MOST_FOUND + 1])


READ = (
    *("kind", "state", "valid_until", "programme", "place", "year", "name_proof", "issued_on"),
    *("diploma__name", "diploma__shows_name", "diploma__person__is_protected"),
    *("idcard__name", "idcard__shows_name", "idcard__person__is_protected"),
)
"""What the check page reads of an entry and of whom it belongs to."""


def entry_with(typed: str) -> RegisterEntry | None:
    """Find what was issued with a code, however it was typed; None if nothing was. One query, also for what cannot be a
    code: a wrong one takes as long as one that nobody issued."""
    rows = RegisterEntry.objects.select_related("diploma__person", "idcard__person").only(*READ)
    return rows.filter(code_hash=code_hash(normalised(typed) or "")).first()


def ended_indexes(organisation: Organisation) -> list[int]:
    """Give where in the list those credentials of an organisation stand that were withdrawn or replaced. One query."""
    ended = RegisterEntry.objects.filter(organisation=organisation, status_index__isnull=False)
    indexes = ended.exclude(state=RegisterEntry.State.ISSUED).values_list("status_index", flat=True)
    return [index for index in indexes if index is not None]


def check_address(code: str, language: str) -> str:
    """Give where a paper is checked, in the language that leads on it, whoever issues it."""
    with translation.override(language):
        return settings.BASE_URL + reverse("check", kwargs={"code": shown(code)})


def shows_name(place: Enrolment) -> bool:
    """Tell whether she has agreed for a place that the check page shows her name."""
    return Signature.objects.standing().filter(enrolment=place, purpose=Purpose.CHECK_NAME).exists()


def place_letters(cohort: Cohort) -> str:
    """Give the three letters of a place in numbers: the code of the district; a municipality has those of its slug."""
    return cohort.district.code if cohort.district else cohort.municipality.slug[:3].upper()


def letterhead_of(organisation: Organisation) -> Letterhead:
    """Give the letterhead of an organisation as it is now; a plain one if nobody has set it up."""
    return Letterhead.objects.filter(organisation=organisation).first() or Letterhead(organisation=organisation)


def organisation_at(cohort: Cohort) -> Organisation:
    """Give the organisation of the country of a cohort."""
    return Organisation.objects.filter(country=cohort.in_municipality.country_id).earliest("pk")


def signers_of(organisation: Organisation) -> list[Signer]:
    """Give who signs for an organisation, in their order."""
    return list(Signer.objects.filter(organisation=organisation))


def diplomas_of(cohort: Cohort) -> QuerySet[Diploma]:
    """Give the valid diplomas of a cohort by their numbers, with what a list of them needs."""
    rows = Diploma.objects.filter(entry__enrolment__cohort=cohort, entry__state=RegisterEntry.State.ISSUED)
    return rows.select_related("person", "entry__organisation", "entry__enrolment__diploma_wishes").order_by(
        "entry__number"
    )


@dataclass(frozen=True)
class PaperRow:
    """One woman who has her diploma: her papers, and whether there may be a photo of her."""

    enrolment: Enrolment
    diploma: Diploma
    card: IdCard | None
    has_photo: bool
    may_have_photo: bool


def papers_of(cohort: Cohort) -> list[PaperRow]:
    """Give the women of a cohort who have a valid diploma, with their papers. Four queries."""
    cards = {card.entry.enrolment_id: card for card in cards_of(cohort)}
    photos = set(CardPhoto.objects.standing().filter(enrolment__cohort=cohort).values_list("enrolment", flat=True))
    agreed = Signature.objects.standing().filter(enrolment__cohort=cohort, purpose=Purpose.PHOTO_CARD)
    may = set(agreed.values_list("enrolment", flat=True))
    rows = []
    for diploma in diplomas_of(cohort):
        place = diploma.entry.enrolment
        rows.append(PaperRow(place, diploma, cards.get(place.pk), place.pk in photos, place.pk in may))
    return rows


def has_photo_taken_back(cards: QuerySet[IdCard]) -> bool:
    """Tell whether one of these cards bears a photo to which there is no yes any more: `tick` is about to take its file
    away, and until then nobody is given it."""
    agreed = Signature.objects.standing().filter(purpose=Purpose.PHOTO_CARD).values("enrolment")
    return cards.exclude(file="").exclude(facts__photo="").exclude(entry__enrolment__in=agreed).exists()


def cards_to_print(cohort: Cohort) -> QuerySet[IdCard]:
    """Give the cards of a cohort that can still be used: nobody prints one whose time is over."""
    return cards_of(cohort).exclude(entry__valid_until__lt=timezone.localdate())  # one without a last day stays


def cards_of(cohort: Cohort) -> QuerySet[IdCard]:
    """Give the cards of a cohort that nobody has ended, by their numbers; the time of some may be over."""
    rows = IdCard.objects.filter(entry__enrolment__cohort=cohort, entry__state=RegisterEntry.State.ISSUED)
    return rows.select_related("person", "entry__organisation", "entry__enrolment").order_by("entry__number")
