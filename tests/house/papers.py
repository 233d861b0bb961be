"""Diplomas, cards, photos and packs of the women and cohorts of the matrix."""

import io
import zipfile
from datetime import date
from functools import lru_cache

from django.core.files.base import ContentFile
from django.utils import timezone

from cohorts.credentials.documents import PARTS, card_page, part_name
from cohorts.credentials.rules import CardFacts, draw_code, facts_to
from cohorts.models import (
    AgreementText,
    CardPhoto,
    CeremonyPack,
    CompletionDecision,
    Diploma,
    Enrolment,
    IdCard,
    RegisterEntry,
    Signature,
)
from lms.kit.pdf import set_page
from tests.factories.credentials import entry_of, facts_of
from tests.house.things import Objects, no_such_id
from tests.house.world import World

CARD = CardFacts(
    number="NO-QQQ-K-2027-001",
    code="BM-0000-0000-0000-0000",
    name="Amal H.",
    title="bydelsmor",
    organisation="Bydelsmødre Norge",
    place="Alna",
    group="Alna",
    language="nb",
    issued_on=date(2027, 6, 1),
    valid_until=date(2029, 5, 31),
    check_at="https://example.org/check/BM-0000-0000-0000-0000/",
)


@lru_cache(maxsize=1)
def _drawn() -> bytes:
    return set_page(card_page(CARD, at=timezone.now()))


def women(world: World, actor: str) -> dict[str, Enrolment]:
    """Give the places in cohorts by whose they are: `t`, `T`, and `m` of the trainee who acts."""
    keys = {"m": actor} if actor in world.enrolments else {}
    return {letter: world.enrolments[key] for letter, key in (keys | {"t": "t", "T": "T"}).items()}


def diploma_at(place: Enrolment) -> Diploma:
    """Give the diploma of a place, made once, with a file."""
    return Diploma.objects.filter(entry__enrolment=place).first() or _issued(Diploma, place, RegisterEntry.Kind.DIPLOMA)


def card_at(place: Enrolment) -> IdCard:
    """Give the card of a place, made once, with a file. She has a diploma, too."""
    diploma_at(place)
    return IdCard.objects.filter(entry__enrolment=place).first() or _issued(IdCard, place, RegisterEntry.Kind.CARD)


def _issued(model: type, place: Enrolment, kind: str):
    code = draw_code()
    entry = entry_of(code, kind=kind, enrolment=place, number=f"NO-QQQ-{kind}-{place.pk}")
    facts = facts_to(facts_of() if model is Diploma else CARD)
    made = {"file": ContentFile(_drawn(), name="paper.pdf"), "made_at": timezone.now()}
    return model.objects.create(entry=entry, person=place.person, code=code, name="Amal Haddad", facts=facts, **made)


def drawn_diplomas(world: World, actor: str) -> Objects:
    """Give the diploma of each woman."""
    return {letter: {"public_id": diploma_at(place).public_id} for letter, place in women(world, actor).items()}


def cards(world: World, actor: str) -> Objects:
    """Give the card of each woman."""
    return {letter: {"public_id": card_at(place).public_id} for letter, place in women(world, actor).items()}


def photos(world: World, actor: str) -> Objects:
    """Give the photo of each woman, with her yes to it."""
    found = {}
    for letter, place in women(world, actor).items():
        about = {"purpose": "photo_card", "language": "nb", "version": 77}
        text, _made = AgreementText.objects.get_or_create(**about, defaults={"title": "Bilde", "text": "Ja."})
        yes = {"text": text, "channel": "phone"}
        Signature.objects.standing().get_or_create(enrolment=place, purpose="photo_card", defaults=yes)
        kept = {"file": ContentFile(b"\xff\xd8\xff", name="photo.jpg"), "digest": "0"}
        photo, _made = CardPhoto.objects.get_or_create(enrolment=place, defaults=kept)
        found[letter] = {"public_id": photo.public_id}
    return found


def attended(world: World, actor: str) -> Objects:
    """Give the paper of attendance of each woman."""
    found = {}
    for letter, place in women(world, actor).items():
        facts = {"state": "confirmed", "needed": 1, "fulfilled": True, "given_on": timezone.localdate()}
        about = {"enrolment": place, "outcome": "attendance"}
        decision, _made = CompletionDecision.objects.get_or_create(**about, defaults=facts)
        found[letter] = {"public_id": decision.public_id}
    return found


def cohorts_with_cards(world: World, actor: str) -> Objects:
    """Give the cohorts; in A and B somebody has a card."""
    for key in "tT":
        card_at(world.enrolments[key])
    return {letter: {"public_id": cohort.public_id} for letter, cohort in world.cohorts.items()}


def packs(world: World, actor: str) -> Objects:
    """Give the pack of each cohort."""
    found = {}
    for letter, cohort in world.cohorts.items():
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(part_name(next(iter(PARTS)), "nb"), b"%PDF-1.7")
        facts = {"language": "nb", "given_at": "Oslo", "given_on": timezone.localdate(), "made_at": timezone.now()}
        facts["file"] = ContentFile(held.getvalue(), name="pack.zip")
        pack, _made = CeremonyPack.objects.get_or_create(cohort=cohort, defaults=facts)
        found[letter] = {"public_id": pack.public_id}
    return found


def parts(world: World, actor: str) -> Objects:
    """Give one file of the pack of each cohort."""
    return {letter: about | {"part": next(iter(PARTS))} for letter, about in packs(world, actor).items()}


def no_such_part() -> dict:
    """Give a file of a pack that is not there."""
    return no_such_id() | {"part": next(iter(PARTS))}


def woman_for_a_card(world: World, actor: str, letter: str) -> dict:
    """Tick the woman of a cohort who has her diploma."""
    return {"women": world.enrolments["T" if letter == "B" else "t"].public_id}


def a_ceremony(world: World, actor: str, letter: str) -> dict:
    """Say when a ceremony is."""
    return {"given_on": timezone.localdate(), "given_at": "Rådhuset", "language": "nb", "spares": 0}
