"""Diplomas and what stands in the register, for tests."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone

from cohorts.credentials.actions import Proposal, confirm_completions, propose_completions, say_wishes
from cohorts.credentials.queries import code_hash
from cohorts.credentials.rules import DiplomaFacts, ModuleFact, SignerFact, draw_code, facts_to, name_proof, shown
from cohorts.models import Attendance, Cohort, CompletionDecision, Diploma, DiplomaWishes, Enrolment, RegisterEntry
from lms.people.models import Organisation, User
from lms.people.roles import Role
from tests.factories.cohorts import trainee_of
from tests.factories.people import OrganisationFactory, UserFactory, person_with

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
        "organisation": organisation,
    }
    return RegisterEntry.objects.create(code_hash=code_hash(code), name_proof=name_proof(code, name), **facts | fields)


def diploma_of(person: User | None = None, *, shows_name: bool = False, **fields) -> Diploma:
    """Store a diploma of somebody, with its entry."""
    code = draw_code()
    entry = entry_of(code, **fields)
    person = person or UserFactory()
    agreed = {"shows_name": shows_name, "name_agreed_at": timezone.now() if shows_name else None}
    told = facts_to(facts_of(NAME, number=entry.number, code=shown(code)))
    return Diploma.objects.create(entry=entry, person=person, code=code, name=NAME, facts=told, **agreed)


def facts_of(name: str = "Amal Haddad", **changes) -> DiplomaFacts:
    """Give what stands on a diploma of five modules, four of which she has."""
    code = shown(draw_code())
    modules = tuple(ModuleFact(n, Decimal(3), {"nb": f"Modul {n}", "en": f"Module {n}"}, n != 3) for n in range(1, 6))
    known = {
        "number": "NO-ALN-2027-001",
        "code": code,
        "name": name,
        "title": "bydelsmor",
        "organisation": "Bydelsmødre Norge",
        "country": "NO",
        "place": "Alna",
        "edition": "NO-17 2026",
        "languages": ("nb",),
        "modules": modules,
        "evenings_had": 4,
        "evenings": 5,
        "began": date(2026, 1, 13),
        "ended": date(2026, 5, 19),
        "given_at": "Oslo",
        "given_on": date(2026, 6, 1),
        "signers": (SignerFact("Nasra Ahmed", {"nb": "organisasjonsleder"}),),
        "check_at": f"https://example.org/check/{code}/",
    }
    return DiplomaFacts(**known | changes)


def diploma_with(facts: DiplomaFacts, **fields) -> Diploma:
    """Store a diploma that says these facts; `fields` are of its entry."""
    code = "".join(facts.code.split("-")[1:])
    entry = entry_of(code, name=facts.name, number=facts.number, **fields)
    return Diploma.objects.create(
        entry=entry, person=UserFactory(name=facts.name), code=code, name=facts.name, facts=facts_to(facts)
    )


def propose_completion(*, by: User, enrolment: Enrolment, **more) -> CompletionDecision:
    """Propose one woman as the page does with several. Raises what the page tells of a refusal as ValidationError."""
    refused = propose_completions(by=by, cohort=enrolment.cohort, proposals=[Proposal(enrolment, **more)])
    _raise(refused.values())
    return enrolment.decisions.latest("pk")


def confirm_completion(*, by: User, decision: CompletionDecision, **ceremony) -> Diploma | None:
    """Confirm one proposal as the page does with several; give her diploma, if it is one that she gets. Raises what the
    page tells of a refusal as ValidationError."""
    _raise(confirm_completions(by=by, decisions=[decision], **ceremony).values())
    decision.refresh_from_db()
    return Diploma.objects.filter(entry__enrolment=decision.enrolment_id).order_by("-pk").first()


def _raise(refused: Iterable[str]) -> None:
    for code in refused:
        raise ValidationError(code, code=code)


def completed_woman(cohort: Cohort, *, name: str = "Amal Haddad", languages: tuple[str, ...] = ("nb",)) -> Enrolment:
    """Give a woman of a cohort who has her diploma, by the real actions: one proposes, another one confirms."""
    organisation = Organisation.objects.filter(country=cohort.in_municipality.country).first() or OrganisationFactory()
    woman = trainee_of(cohort, name=name)
    for each in cohort.sessions.all():
        Attendance.objects.create(session=each, enrolment=woman, status="present", revision=1)
    # Stored as it is, so that a name may hold a sign that no font of today draws.
    said = {"name": name, "languages": list(languages), "name_confirmed_at": timezone.now()}
    DiplomaWishes.objects.create(enrolment=woman, **said)
    coordinator = person_with(Role.COORDINATOR, cohort.place)
    decision = propose_completion(by=coordinator, enrolment=woman)
    secretary = person_with(Role.SECRETARIAT, organisation)
    confirm_completion(by=secretary, decision=decision, given_at="Oslo", given_on=timezone.localdate())
    woman.refresh_from_db()
    return woman


CEREMONY = {"given_at": "Oslo", "given_on": timezone.localdate()}


def woman_at(cohort: Cohort, evenings: int, **fields) -> Enrolment:
    """Give a woman who came to so many evenings, and has confirmed her name."""
    woman = trainee_of(cohort, **fields)
    for session in cohort.sessions.order_by("date")[:evenings]:
        Attendance.objects.create(session=session, enrolment=woman, status="present", revision=1)
    say_wishes(by=woman.person, enrolment=woman, name="Amal  Haddad", languages=["nb"])
    return woman


def issued_to(woman: Enrolment, *, coordinator: User, secretary: User) -> Diploma:
    """Give a woman her diploma, by the two who decide."""
    decision = propose_completion(by=coordinator, enrolment=woman, reason="Avtalt")
    return confirm_completion(by=secretary, decision=decision, **CEREMONY)
