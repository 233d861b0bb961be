"""The demo's completed course: two people decide, diplomas are issued, and some are replaced, withdrawn or expired."""

from datetime import timedelta

from django.utils import timezone

from cohorts.credentials.actions import (
    Proposal,
    ask_end,
    confirm_completions,
    end_paper,
    issue_card,
    let_name_be_shown,
    propose_completions,
    say_wishes,
)
from cohorts.credentials.dashboards import candidates_of
from cohorts.credentials.rules import shown
from cohorts.models import Cohort, CompletionDecision, Diploma, Enrolment, IdCard, RegisterEntry
from cohorts.roster.actions import end_cohort
from cohorts.roster.queries import newest_text
from lms.people.models import User

TOLD = {
    "Samira Nasser": ("سميرة ناصر", ["nb", "en"]),
    "Blessing Adeyemi": ("Blessing Adéyẹmí", ["en"]),
    "Yodit Haile": ("ዮዲት ኃይሌ", ["nb"]),
}
"""How some of the women spell their names, and in which languages they want their diplomas."""
OPEN = "Samira Nasser"  # lets the check page show her name
LOST, MISUSED, OLD_CARD = "Ayan Ali", "Dilnoza Karimova", "Blessing Adeyemi"


def complete_course(cohort: Cohort, people: dict[str, User]) -> None:
    """Lead a course whose evenings are over to its diplomas."""
    coordinator, secretary = people["coordA"], people["sec"]
    places = {each.person.name: each for each in cohort.enrolments.select_related("person", "cohort")}
    for name, place in places.items():
        spelt, languages = TOLD.get(name, (name, ["nb"]))
        say_wishes(by=place.person, enrolment=place, name=spelt, languages=languages)
    if text := newest_text("check_name", "nb"):
        let_name_be_shown(by=places[OPEN].person, enrolment=places[OPEN], text=text)
    end_cohort(by=coordinator, cohort=cohort, completed=True)
    _decide(cohort, coordinator, secretary)
    issued = Diploma.objects.filter(entry__enrolment__cohort=cohort).select_related("entry", "person")
    entries = {each.person.name: each.entry for each in issued}
    ask_end(by=coordinator, entry=entries[LOST], why=RegisterEntry.Why.LOST)
    end_paper(by=secretary, entry=entries[LOST])
    ask_end(by=people["sec2"], entry=entries[MISUSED], why=RegisterEntry.Why.MISUSED)
    end_paper(by=secretary, entry=entries[MISUSED])
    _let_a_card_expire(coordinator, places[OLD_CARD])


def _decide(cohort: Cohort, coordinator: User, secretary: User) -> None:
    """Propose everybody: those who have less than the rule asks for get the paper of attendance."""
    outcomes = CompletionDecision.Outcome
    proposals = [
        Proposal(each.enrolment, outcomes.DIPLOMA if each.fulfilled else outcomes.ATTENDANCE)
        for each in candidates_of(cohort)
    ]
    propose_completions(by=coordinator, cohort=cohort, proposals=proposals)
    waiting = CompletionDecision.objects.proposed().filter(enrolment__cohort=cohort)
    given_on = timezone.localdate() - timedelta(days=10)
    confirm_completions(by=secretary, decisions=waiting, given_at="Oslo", given_on=given_on)


def _let_a_card_expire(coordinator: User, place: Enrolment) -> None:
    """Issue a card, and let its two years be over: the one thing here that no action does."""
    card = issue_card(by=coordinator, enrolment=place)
    RegisterEntry.objects.filter(pk=card.entry_id).update(valid_until=timezone.localdate() - timedelta(days=1))


def codes_to_check() -> dict[str, str]:
    """Give one code of each kind, as it stands on paper: valid, replaced, withdrawn, expired; as soon as there is."""
    today = timezone.localdate()
    wanted = {
        "valid": Diploma.objects.filter(entry__state="issued", shows_name=False),
        "valid_with_name": Diploma.objects.filter(entry__state="issued", shows_name=True),
        "replaced": Diploma.objects.filter(entry__state="replaced"),
        "withdrawn": Diploma.objects.filter(entry__state="withdrawn"),
        "expired": IdCard.objects.filter(entry__state="issued", entry__valid_until__lt=today),
    }
    return {state: shown(found.code) for state, rows in wanted.items() if (found := rows.first())}
