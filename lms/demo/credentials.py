"""The demo's completed course: two people decide, papers and a pack are made; some are replaced, withdrawn, old."""

from datetime import date, time, timedelta

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
from cohorts.credentials.actions.letterheads import change_letterhead, change_signers
from cohorts.credentials.actions.packs import ask_for_pack, say_how_names_sound
from cohorts.credentials.dashboards import candidates_of
from cohorts.credentials.models import organisations_of
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
SOUNDS = {
    "Samira Nasser": "sa-MI-ra NAS-ser",
    "Yodit Haile": "jo-DIT HAI-le",
    "Mina Rezaei": "MI-na re-za-I",
}
"""How the names of those with a card of today sound, for whoever reads them aloud."""
TOWN = "Oslo"
LEADER = ("Nasra Ahmed", {"nb": "organisasjonsleder, Bydelsmødre Norge", "en": "leader of the organisation"})
SPEAKS = {"Yodit Haile": ["amharisk", "norsk"]}
"""Who wants the languages she speaks on the back of her card."""


def complete_course(cohort: Cohort, people: dict[str, User]) -> None:
    """Lead a course whose evenings are over to its diplomas."""
    coordinator, secretary = people["coordA"], people["sec"]
    _set_letterhead(secretary)
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
    _issue_an_old_card(coordinator, places[OLD_CARD])
    _prepare_ceremony(coordinator, cohort, {places[name]: sounds for name, sounds in SOUNDS.items()})


def _set_letterhead(secretary: User) -> None:
    """Say who signs, and where the group is called: a number that nobody can have."""
    organisation = organisations_of(secretary).get()
    change_letterhead(by=secretary, organisation=organisation, card_phone="00 00 01 05", card_years=2)
    change_signers(by=secretary, organisation=organisation, signers=[LEADER])


def _decide(cohort: Cohort, coordinator: User, secretary: User) -> None:
    """Propose everybody: those who have less than the rule asks for get the paper of attendance."""
    outcomes = CompletionDecision.Outcome
    proposals = [
        Proposal(each.enrolment, outcomes.DIPLOMA if each.fulfilled else outcomes.ATTENDANCE)
        for each in candidates_of(cohort)
    ]
    propose_completions(by=coordinator, cohort=cohort, proposals=proposals)
    waiting = CompletionDecision.objects.proposed().filter(enrolment__cohort=cohort)
    confirm_completions(by=secretary, decisions=waiting, given_at=TOWN, given_on=_day_of_ceremony())


def _day_of_ceremony() -> date:
    return timezone.localdate() - timedelta(days=10)


def _issue_an_old_card(coordinator: User, place: Enrolment) -> None:
    """Issue a card of more than two years ago: the card, its number and the register say the same, and its time is
    over."""
    issue_card(by=coordinator, enrolment=place, issued_on=timezone.localdate() - timedelta(days=2 * 366))


def _prepare_ceremony(coordinator: User, cohort: Cohort, sounds: dict[Enrolment, str]) -> None:
    """Issue cards of today, and ask for the pack as on the page: it is made in the background."""
    for place in sounds:
        issue_card(by=coordinator, enrolment=place, languages=SPEAKS.get(place.person.name, ()))
    say_how_names_sound(by=coordinator, cohort=cohort, sounds=sounds)
    ask_for_pack(
        by=coordinator,
        cohort=cohort,
        language="nb",
        given_at=TOWN,
        given_on=_day_of_ceremony(),
        starts_at=time(17),
    )


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
