"""ID cards: issued to who has a valid diploma, renewed, and blocked at once when one is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Enrolment
from lms.kit import erasures
from lms.kit.guard import refuse, require
from lms.people.models import Organisation, User

from ..documents import OF_COUNTRY
from ..models import CardPhoto, Diploma, IdCard, RegisterEntry
from ..permissions import can_block_card, can_issue_card
from ..queries import check_address, code_hash, letterhead_of, organisation_at, place_letters
from ..rules import (
    CARD,
    CardFacts,
    CardRefusal,
    card_facts_from,
    draw_code,
    facts_to,
    last_day,
    name_proof,
    series_of,
    short_name,
    shown,
)
from .consents import shown_by, standing_consents
from .issuing import next_number
from .making import make_soon

Why, State = RegisterEntry.Why, RegisterEntry.State


@dataclass(frozen=True)
class OnCard:
    """What of her stands on a card: the name as it is shown, and the names of her languages, if she wants them."""

    name: str
    languages: tuple[str, ...] = ()


def issue_card(
    *,
    by: User,
    enrolment: Enrolment,
    whole_name: bool = False,
    languages: Sequence[str] = (),
    issued_on: date | None = None,
) -> IdCard:
    """Issue the ID card of a woman who has a valid diploma and no card: today, unless it is entered for a day that has
    been. Raises PermissionDenied, and ValidationError with a code of `CardRefusal`."""
    require(can_issue_card(by, enrolment.cohort))
    diploma = Diploma.objects.filter(entry__enrolment=enrolment, entry__state=State.ISSUED).first()
    if diploma is None:
        refuse(CardRefusal.NO_DIPLOMA)
    on_card = OnCard(diploma.name if whole_name else short_name(diploma.name), tuple(languages))
    try:
        with transaction.atomic():
            card = _issue(enrolment, diploma.name, on_card, issued_on)
            audit(by=by, obj=enrolment, action="cohorts.card_issued")
    except IntegrityError:  # the database lets a place have one valid card
        refuse(CardRefusal.HAS_CARD)
    return card


def renew_cards(*, by: User, cards: Iterable[IdCard]) -> list[IdCard]:
    """Give each of these cards a successor with a fresh number and time; the old ones are replaced. What cannot be
    renewed is left out. Raises PermissionDenied for one of a place that is not hers, before anything is done."""
    chosen = list(cards)
    for card in chosen:
        require(can_issue_card(by, card.entry.enrolment.cohort))
    made = [_succeed(by, card, Why.RENEWED) for card in chosen if card.entry.enrolment is not None]
    return [card for card in made if card is not None]


@transaction.atomic
def block_card(*, by: User, card: IdCard) -> None:
    """Block a lost card at once: whoever scans it from now on reads that it counts no more. Again it does nothing.
    Raises PermissionDenied."""
    require(can_block_card(by, card))
    if end_entry(card.entry, by=by, why=Why.LOST):
        audit(by=by, obj=card.entry.enrolment or by, action="cohorts.card_blocked")


def replace_card_without_photo(card: IdCard) -> IdCard | None:
    """Give the owner of a card whose photo goes away one with a large letter, valid as long as the old one."""
    return _succeed(None, card, Why.PHOTO, valid_until=card.entry.valid_until)


def end_entry(entry: RegisterEntry, *, by: User | None, why: RegisterEntry.Why) -> int:
    """Say that something valid is replaced, and tell whether it was still valid."""
    ended = {"state": State.REPLACED, "why": why, "ended_by": by, "ended_at": timezone.now()}
    if not (done := RegisterEntry.objects.filter(pk=entry.pk, state=State.ISSUED).update(**ended)):
        return 0
    if why == Why.LOST:  # whoever has found it must not be believed because of an older copy
        erasures.note_value("cohorts.RegisterEntry", entry.public_id, "end", old="", new=why.value)
    return done


@transaction.atomic
def _succeed(by: User | None, card: IdCard, why: RegisterEntry.Why, valid_until: date | None = None) -> IdCard | None:
    enrolment = card.entry.enrolment
    diploma = Diploma.objects.filter(entry__enrolment=enrolment, entry__state=State.ISSUED).first()
    if diploma is None or not end_entry(card.entry, by=by, why=why):
        return None
    old = card_facts_from(card.facts)
    # A card with her whole name had it because she wanted so; a name that changed since comes from the diploma.
    name = diploma.name if old.name == card.name else short_name(diploma.name)
    new = _issue(enrolment, diploma.name, OnCard(name, old.languages), valid_until=valid_until)
    RegisterEntry.objects.filter(pk=card.entry_id).update(replaced_by=new.entry)
    audit(by=by, obj=enrolment, action="cohorts.card_issued")
    return new


def _issue(
    enrolment: Enrolment,
    name: str,
    on_card: OnCard,
    issued_on: date | None = None,
    valid_until: date | None = None,
) -> IdCard:
    cohort, organisation = enrolment.cohort, organisation_at(enrolment.cohort)
    code, day = draw_code(), issued_on or timezone.localdate()
    facts = _facts(enrolment, organisation, on_card, code, day)
    if valid_until:
        facts = replace(facts, valid_until=valid_until)
    entry = RegisterEntry.objects.create(
        kind=RegisterEntry.Kind.CARD,
        number=facts.number,
        code_hash=code_hash(code),
        name_proof=name_proof(code, name),
        organisation=organisation,
        programme=str(cohort.edition),
        place=facts.place,
        title=facts.title,
        year=day.year,
        issued_on=day,
        valid_until=facts.valid_until,
        enrolment=enrolment,
    )
    consent = shown_by(standing_consents([enrolment]).get(enrolment.pk))
    card = IdCard.objects.create(
        entry=entry, person=enrolment.person, code=code, name=name, facts=facts_to(facts), **consent
    )
    make_soon(card)
    return card


def _facts(enrolment: Enrolment, organisation: Organisation, on_card: OnCard, code: str, day: date) -> CardFacts:
    """Give what a card says, with a fresh number; photo and logo are those of now, for what it says is frozen."""
    cohort, letterhead = enrolment.cohort, letterhead_of(organisation)
    language = OF_COUNTRY.get(organisation.country_id, "nb")
    photo = CardPhoto.objects.standing().filter(enrolment=enrolment).first()
    return CardFacts(
        number=next_number(series_of(organisation.country_id, place_letters(cohort), day.year, CARD)),
        code=shown(code),
        name=on_card.name,
        title=cohort.shown_title,
        organisation=organisation.name,
        place=cohort.place.name,
        group=cohort.local_group.name,
        language=language,
        issued_on=day,
        valid_until=last_day(day, letterhead.card_years),
        check_at=check_address(code, language),
        phone=letterhead.card_phone,
        languages=on_card.languages,
        logo=letterhead.digest,
        photo=photo.digest if photo else "",
    )
