"""Issue a diploma: draw its number and code, freeze what it says, and enter it in the register."""

import secrets
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from cohorts.attendance.models import Attendance
from cohorts.attendance.queries import Course, course_of
from cohorts.attendance.rules import gives_credit
from cohorts.roster.actions.refusals import audit
from cohorts.roster.models import Cohort, Enrolment
from curriculum.queries import titles_for
from lms.people.models import Organisation, User

from ..documents import local_coordinator
from ..models import CompletionDecision, Diploma, DiplomaWishes, NumberSeries, RegisterEntry, Signer
from ..queries import check_address, code_hash, letterhead_of, place_letters
from ..rules import (
    DiplomaFacts,
    ModuleFact,
    SignerFact,
    draw_code,
    facts_from,
    facts_to,
    name_proof,
    number_of,
    series_of,
    shown,
)
from .consents import shown_by, standing_consent
from .making import make_soon

STATUS_LIST = 131_072  # places in a list of withdrawn credentials, as the standard asks for


def next_number(series: str) -> str:
    """Draw the next number of a series. Whoever draws holds the series until her transaction ends, and a transaction
    that fails gives its number back: there is no gap."""
    try:
        with transaction.atomic():
            NumberSeries.objects.get_or_create(series=series)
    except IntegrityError:
        pass  # somebody else began the series in the same moment
    NumberSeries.objects.filter(series=series).update(last=F("last") + 1)
    return number_of(series, NumberSeries.objects.get(series=series).last)


@transaction.atomic
def issue_diploma(*, by: User, decision: CompletionDecision, wishes: DiplomaWishes) -> Diploma:
    """Issue the diploma of a confirmed decision. The database lets a place have one valid diploma. The caller has
    checked who may, and holds the decision."""
    enrolment = decision.enrolment
    cohort = enrolment.cohort
    organisation = Organisation.objects.filter(country=cohort.in_municipality.country_id).order_by("pk")[0]
    number = next_number(series_of(organisation.country_id, place_letters(cohort), _day_of(decision).year))
    code = draw_code()
    facts = _facts(decision, wishes, organisation, number=number, code=code)
    entry = RegisterEntry(
        kind=RegisterEntry.Kind.DIPLOMA,
        number=number,
        organisation=organisation,
        programme=str(cohort.edition),
        place=cohort.place.name,
        title=cohort.shown_title,
        year=_day_of(decision).year,
        issued_on=_day_of(decision),
        enrolment=enrolment,
    )
    consent = shown_by(standing_consent(enrolment))
    return _store(by=by, entry=entry, person=enrolment.person, facts=facts, code=code, consent=consent)


@transaction.atomic
def reissue_diploma(*, by: User, old: Diploma, name: str) -> Diploma:
    """Issue a diploma anew, with the facts of the old one, a number and a code of its own, and perhaps another name.
    The caller has checked who may, and has said of the old one that it is replaced."""
    was, facts = old.entry, facts_from(old.facts)
    today = timezone.localdate()
    # The letters of the place are those of the old number: the district may have been renamed or merged since.
    series = "-".join([*was.number.split("-")[:-2], str(today.year)])
    number, code = next_number(series), draw_code()
    facts = replace(facts, number=number, code=shown(code), name=name, check_at=check_address(code, facts.languages[0]))
    kept = ("kind", "organisation", "programme", "place", "title", "year", "valid_until", "enrolment")
    entry = RegisterEntry(number=number, issued_on=today, **{field: getattr(was, field) for field in kept})
    consent = {field: getattr(old, field) for field in ("shows_name", "name_text", "name_agreed_at")}
    made = _store(by=by, entry=entry, person=old.person, facts=facts, code=code, consent=consent)
    RegisterEntry.objects.filter(pk=was.pk).update(replaced_by=made.entry)
    return made


def _store(
    *, by: User, entry: RegisterEntry, person: User, facts: DiplomaFacts, code: str, consent: dict[str, object]
) -> Diploma:
    """Enter a diploma in the register, and keep what it says."""
    entry.code_hash, entry.name_proof = code_hash(code), name_proof(code, facts.name)
    entry.status_index = _free_index()
    entry.save(force_insert=True)
    diploma = Diploma.objects.create(
        entry=entry, person=person, code=code, name=facts.name, facts=facts_to(facts), **consent
    )
    make_soon(diploma)
    audit(by=by, obj=diploma, action="cohorts.diploma_issued")
    return diploma


def _free_index() -> int:
    """Draw a place in the list at random, so that it does not tell how many were issued before."""
    while True:
        index = secrets.randbelow(STATUS_LIST)
        if not RegisterEntry.objects.filter(status_index=index).exists():
            return index


def _facts(
    decision: CompletionDecision, wishes: DiplomaWishes, organisation: Organisation, *, number: str, code: str
) -> DiplomaFacts:
    enrolment = decision.enrolment
    cohort = enrolment.cohort
    course = course_of(cohort)
    titles = {language: titles_for(course.places, language) for language in wishes.languages}
    evenings = sorted(each.date for each in (*course.held, *course.ahead)) or [_day_of(decision)]
    return DiplomaFacts(
        number=number,
        code=shown(code),
        name=wishes.name,
        title=cohort.shown_title,
        organisation=organisation.name,
        country=organisation.country_id,
        place=cohort.place.name,
        edition=str(cohort.edition),
        languages=tuple(wishes.languages),
        modules=tuple(
            ModuleFact(
                place.position,
                place.hours,
                {language: words[place.pk] for language, words in titles.items()},
                place.position in decision.credited,
            )
            for place in course.places
        ),
        evenings_had=_evenings_had(enrolment, course) if wishes.counts_evenings else None,
        evenings=len(course.held),
        began=evenings[0],
        ended=evenings[-1],
        given_at=decision.given_at,
        given_on=_day_of(decision),
        signers=_signers(organisation, decision, cohort),
        logo=letterhead_of(organisation).digest,
        check_at=check_address(code, wishes.languages[0]),
    )


def _day_of(decision: CompletionDecision) -> date:
    """Give the day of the ceremony; every decision that is confirmed has one."""
    return decision.given_on or timezone.localdate()


def _evenings_had(enrolment: Enrolment, course: Course) -> int:
    """Count the evenings of her own course that she came to."""
    marks = Attendance.objects.filter(enrolment=enrolment, session__in=course.held)
    return sum(gives_credit(mark.status, mark.minutes, course.late_minutes) for mark in marks)


def _signers(organisation: Organisation, decision: CompletionDecision, cohort: Cohort) -> tuple[SignerFact, ...]:
    national = [SignerFact(each.name, each.titles) for each in Signer.objects.filter(organisation=organisation)]
    local = decision.proposed_by
    own = [SignerFact(local.name, local_coordinator(cohort.place.name))] if local else []
    return (*national, *own)
