"""Proposals, diplomas and consents, for the matrix."""

from django.core.files.base import ContentFile
from django.utils import timezone

from cohorts.credentials.rules import facts_to, shown
from cohorts.models import AgreementText, CompletionDecision, Diploma
from tests.factories.credentials import entry_of, facts_of
from tests.house.things import Objects
from tests.house.world import World


def proposals(world: World, actor: str) -> Objects:
    """Give a proposal about each of the women, by whose it is."""
    found = {}
    for letter in "tT":
        facts = {"needed": 3, "fulfilled": True}
        place = world.enrolments[letter]
        decision, _made = CompletionDecision.objects.get_or_create(enrolment=place, state="proposed", defaults=facts)
        found[letter] = {"public_id": decision.public_id}
    return found


def entries(world: World, actor: str) -> Objects:
    """Give the entry in the register of the diploma of each of the women, by whose it is."""
    return {letter: {"public_id": _diploma(world, letter).entry.public_id} for letter in "tT"}


def _diploma(world: World, letter: str) -> Diploma:
    place = world.enrolments[letter]
    code = f"{ord(letter):016d}"
    if found := Diploma.objects.filter(code=code).first():
        return found
    organisation = world.places["organisation"]
    entry = entry_of(code, number=f"NO-MTX-2026-{ord(letter)}", enrolment=place, organisation=organisation)
    told = facts_to(facts_of(place.person.name, number=entry.number, code=shown(code)))
    made = {"file": ContentFile(b"%PDF-1.7", name="diploma.pdf"), "made_at": timezone.now()}
    return Diploma.objects.create(
        entry=entry, person=place.person, code=code, name=place.person.name, facts=told, **made
    )


def her_wishes(world: World, actor: str, letter: str) -> dict:
    """Fill in how her name is spelt."""
    return {"name": "Kanari Kvinne", "languages": ["nb"]}


def check_text(world: World, actor: str, letter: str) -> dict:
    """Agree to the wording of now."""
    return {"text": AgreementText.objects.filter(purpose="check_name", language="nb")[0].public_id}


def a_word_why(world: World, actor: str, letter: str) -> dict:
    """Say why a proposal is sent back."""
    return {"answer": "Spør henne om navnet"}
