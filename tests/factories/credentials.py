"""Diplomas and what stands in the register, for tests."""

from django.utils import timezone

from cohorts.credentials.queries import code_hash
from cohorts.credentials.rules import draw_code, name_proof
from cohorts.models import Diploma, RegisterEntry
from lms.people.models import Organisation, User
from tests.factories.people import OrganisationFactory, UserFactory

NAME = "Amal El-Haddád"


def entry_of(code: str, *, name: str = NAME, **fields) -> RegisterEntry:
    """Store an entry of the register for a code."""
    organisation = Organisation.objects.first() or OrganisationFactory()
    today = timezone.localdate()
    facts = {
        "kind": RegisterEntry.Kind.DIPLOMA,
        "number": f"NO-ALN-{today.year}-{RegisterEntry.objects.count() + 1:03d}",
        "programme": "NO-17 2026",
        "place": "Alna",
        "title": "bydelsmor",
        "year": today.year,
        "issued_on": today,
    }
    proof = name_proof(code, name)
    return RegisterEntry.objects.create(
        code_hash=code_hash(code), name_proof=proof, organisation=organisation, **facts | fields
    )


def diploma_of(person: User | None = None, *, shows_name: bool = False, **fields) -> Diploma:
    """Store a diploma of somebody, with its entry; what it says is left out."""
    code = draw_code()
    entry = entry_of(code, **fields)
    person = person or UserFactory()
    return Diploma.objects.create(entry=entry, person=person, code=code, name=NAME, facts={}, shows_name=shows_name)
