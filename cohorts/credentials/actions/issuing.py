"""Issue diplomas: draw their numbers and codes, freeze what they say, and enter them in the register."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from cohorts.attendance.models import Attendance
from cohorts.attendance.queries import course_of
from cohorts.attendance.rules import gives_credit
from cohorts.roster.actions.auditing import audit_all
from cohorts.roster.models import Cohort, Enrolment
from curriculum.queries import titles_for
from lms.kit.guard import refuse
from lms.kit.signs import undrawable
from lms.people.models import Organisation, User

from ..documents import local_coordinator
from ..models import CompletionDecision, Diploma, NumberSeries, RegisterEntry
from ..queries import check_address, code_hash, letterhead_of, organisation_at, place_letters, signers_of
from ..rules import (
    DiplomaFacts,
    ModuleFact,
    Refusal,
    SignerFact,
    draw_code,
    facts_from,
    facts_to,
    name_proof,
    number_of,
    series_of,
    shown,
)
from .consents import shown_by, standing_consents
from .making import make_soon

STATUS_LIST = 131_072  # places in a list of withdrawn credentials, as the standard asks for


def next_number(series: str) -> str:
    """Draw the next number of a series."""
    return next_numbers(series, 1)[0]


def next_numbers(series: str, count: int) -> list[str]:
    """Draw the next numbers of a series. Whoever draws holds the series until her transaction ends, and a transaction
    that fails gives its numbers back: there is no gap."""
    try:
        with transaction.atomic():
            NumberSeries.objects.get_or_create(series=series)
    except IntegrityError:
        pass  # somebody else began the series in the same moment
    NumberSeries.objects.filter(series=series).update(last=F("last") + count)
    last = NumberSeries.objects.get(series=series).last
    return [number_of(series, number) for number in range(last - count + 1, last + 1)]


@dataclass(frozen=True)
class Paper:
    """A diploma about to be stored: its entry, whose it is, what it says, its code, and her consent to her name."""

    entry: RegisterEntry
    person: User
    facts: DiplomaFacts
    code: str
    consent: Mapping[str, object]


@transaction.atomic
def issue_diplomas(*, by: User, decisions: Sequence[CompletionDecision]) -> list[Diploma]:
    """Issue the diplomas of confirmed decisions of one cohort for one day, in the order of the decisions: what is the
    same for all is read once. The database lets a place have one valid diploma. The caller has checked who may, and
    holds the decisions."""
    cohort = decisions[0].enrolment.cohort
    day = _day_of(decisions[0])
    organisation = organisation_at(cohort)
    women = [decision.enrolment for decision in decisions]
    consents = standing_consents(women)
    desk = _Desk(cohort, organisation, women)
    numbers = next_numbers(series_of(organisation.country_id, place_letters(cohort), day.year), len(decisions))
    papers = []
    for decision, number in zip(decisions, numbers, strict=True):
        woman, code = decision.enrolment, draw_code()
        entry = RegisterEntry(
            kind=RegisterEntry.Kind.DIPLOMA,
            number=number,
            organisation=organisation,
            programme=str(cohort.edition),
            place=cohort.place.name,
            title=cohort.shown_title,
            year=day.year,
            issued_on=day,
            enrolment=woman,
        )
        facts = desk.facts(decision, number=number, code=code)
        desk.require_drawn(facts)
        papers.append(Paper(entry, woman.person, facts, code, shown_by(consents.get(woman.pk))))
    return _store(by, papers)


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
    [made] = _store(by, [Paper(entry, old.person, facts, code, consent)])
    RegisterEntry.objects.filter(pk=was.pk).update(replaced_by=made.entry)
    return made


def _store(by: User, papers: Sequence[Paper]) -> list[Diploma]:
    """Enter diplomas in the register, and keep what they say."""
    for paper, index in zip(papers, _free_indexes(len(papers)), strict=True):
        paper.entry.code_hash, paper.entry.name_proof = code_hash(paper.code), name_proof(paper.code, paper.facts.name)
        paper.entry.status_index = index
    RegisterEntry.objects.bulk_create(paper.entry for paper in papers)
    diplomas = Diploma.objects.bulk_create(
        Diploma(
            entry=paper.entry,
            person=paper.person,
            code=paper.code,
            name=paper.facts.name,
            facts=facts_to(paper.facts),
            **paper.consent,
        )
        for paper in papers
    )
    make_soon(*diplomas)
    audit_all(by=by, objs=diplomas, action="cohorts.diploma_issued")
    return diplomas


def _free_indexes(count: int) -> list[int]:
    """Draw places in the list at random, so that they do not tell how many were issued before."""
    free: set[int] = set()
    while len(free) < count:
        drawn = {secrets.randbelow(STATUS_LIST) for _ in range(count - len(free))}
        free |= drawn - set(RegisterEntry.objects.filter(status_index__in=drawn).values_list("status_index", flat=True))
    return list(free)


class _Desk:
    """Writes what stands on the diplomas of women of a cohort; what is the same for all is read once."""

    def __init__(self, cohort: Cohort, organisation: Organisation, women: Sequence[Enrolment]) -> None:
        self.cohort, self.organisation = cohort, organisation
        self.course = course_of(cohort)
        self.days = sorted(each.date for each in (*self.course.held, *self.course.ahead))
        self.came = self._came(women)
        self.titles = cache(partial(titles_for, self.course.places))
        self.signers = tuple(SignerFact(each.name, each.titles) for each in signers_of(organisation))
        self.local = local_coordinator(cohort.place.name)
        self.logo = letterhead_of(organisation).digest
        self.undrawable = cache(undrawable)

    def _came(self, women: Sequence[Enrolment]) -> Counter[int]:
        """Count the evenings of their own course that women came to, by their places."""
        marks = Attendance.objects.filter(enrolment__in=women, session__in=self.course.held)
        late = self.course.late_minutes
        return Counter(mark.enrolment_id for mark in marks if gives_credit(mark.status, mark.minutes, late))

    def require_drawn(self, facts: DiplomaFacts) -> None:
        """Refuse what no font can draw: it would be frozen, and no paper could ever be made of it. Her name was looked
        at when she typed it."""
        modules = (title for module in facts.modules for title in module.titles.values())
        signed = (text for signer in facts.signers for text in (signer.name, *signer.titles.values()))
        around = (facts.title, facts.organisation, facts.place, facts.edition, facts.given_at)
        if any(map(self.undrawable, (*around, *signed, *modules))):
            refuse(Refusal.PAPER_CANNOT_BE_DRAWN)

    def facts(self, decision: CompletionDecision, *, number: str, code: str) -> DiplomaFacts:
        """Give what the diploma of a decision says."""
        wishes, day = decision.enrolment.diploma_wishes, _day_of(decision)
        titles = {language: self.titles(language) for language in wishes.languages}
        days = self.days or [day]
        local = decision.proposed_by
        return DiplomaFacts(
            number=number,
            code=shown(code),
            name=wishes.name,
            title=self.cohort.shown_title,
            organisation=self.organisation.name,
            country=self.organisation.country_id,
            place=self.cohort.place.name,
            edition=str(self.cohort.edition),
            languages=tuple(wishes.languages),
            modules=tuple(
                ModuleFact(
                    place.position,
                    place.hours,
                    {language: words[place.pk] for language, words in titles.items()},
                    place.position in decision.credited,
                )
                for place in self.course.places
            ),
            evenings_had=self.came[decision.enrolment_id] if wishes.counts_evenings else None,
            evenings=len(self.course.held),
            began=days[0],
            ended=days[-1],
            given_at=decision.given_at,
            given_on=day,
            signers=(*self.signers, SignerFact(local.name, self.local)) if local else self.signers,
            logo=self.logo,
            check_at=check_address(code, wishes.languages[0]),
        )


def _day_of(decision: CompletionDecision) -> date:
    """Give the day of the ceremony; every decision that is confirmed has one."""
    return decision.given_on or timezone.localdate()
