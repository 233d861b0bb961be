"""What the desk shows: the nearest evening with who comes, and the cohorts."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from cohorts.attendance.dashboards import THERE
from cohorts.guests.figures import GuestState, guest_states
from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.figures.words import reason_words
from cohorts.schedule.models import CourseSession, Rsvp
from cohorts.schedule.queries.closed_meanwhile import closed_meanwhile
from curriculum.models import EditionModule
from lms.people.models import User

from .. import queries
from ..rules import Task, tasks_for


@dataclass(frozen=True)
class SaidByHer:
    """A woman of a cohort with what she has said of an evening; None as long as she has not answered."""

    place: Enrolment
    answer: Rsvp | None = None
    mark: str = ""  # on the roll

    @property
    def person(self) -> User:
        """Give who she is."""
        return self.place.person


@dataclass(frozen=True)
class WhoComes:
    """What the women of a cohort have said of an evening. Who has not answered has not said no."""

    coming: tuple[SaidByHer, ...] = ()
    away: tuple[SaidByHer, ...] = ()
    silent: tuple[SaidByHer, ...] = ()

    @property
    def all(self) -> tuple[SaidByHer, ...]:
        """Give all of them with what they said."""
        return (*self.coming, *self.away, *self.silent)

    @property
    def everybody(self) -> tuple[User, ...]:
        """Give all of them."""
        return tuple(each.person for each in self.all)

    @property
    def there(self) -> int:
        """Count who is marked as there, if only for a part."""
        return sum(each.mark in THERE for each in self.all)

    @property
    def unmarked(self) -> int:
        """Count who is still to be marked."""
        return sum(not each.mark for each in self.all)


@dataclass(frozen=True)
class EveningCard:
    """One evening with what is to be done for it; `who` is None for whoever sees no names."""

    session: CourseSession
    modules: tuple[EditionModule, ...]
    days: int
    tasks: tuple[Task, ...]
    who: WhoComes | None = None
    guests: GuestState | None = None

    @property
    def is_this_week(self) -> bool:
        """Tell whether it is within a week."""
        return 0 <= self.days <= 7


@dataclass(frozen=True)
class CohortCard:
    """A cohort of the desk with its next evening, if it has one."""

    cohort: Cohort
    evening: EveningCard | None
    left: int  # evenings that are still to come


@dataclass(frozen=True)
class ClosedEvening:
    """An evening on a day that was closed after it had been put there."""

    session: CourseSession
    reason: str


@dataclass(frozen=True)
class Desk:
    """The first page of whoever runs cohorts: the evening that is nearest, and all her cohorts."""

    top: CohortCard | None
    cohorts: tuple[CohortCard, ...]
    closed: tuple[ClosedEvening, ...] = ()


def who_comes(session: CourseSession) -> WhoComes:
    """Give what the women say of an evening, and how the roll stands. One query."""
    sorted_in: dict[str, list[SaidByHer]] = {Rsvp.Answer.COMING: [], Rsvp.Answer.AWAY: [], "": []}
    for place, answer, mark in queries.women_on(session):
        sorted_in[answer.answer if answer else ""].append(SaidByHer(place, answer, mark))
    return WhoComes(
        coming=tuple(sorted_in[Rsvp.Answer.COMING]),
        away=tuple(sorted_in[Rsvp.Answer.AWAY]),
        silent=tuple(sorted_in[""]),
    )


def guests_of(session: CourseSession, *, with_names: bool) -> GuestState:
    """Give how it stands with the guests of an evening; who they are for those who may see it. Three queries."""
    return guest_states([session], with_names=with_names)[session.pk]


def evening_card(session: CourseSession, who: WhoComes | None = None, guests: GuestState | None = None) -> EveningCard:
    """Give one evening as a card. Needs `with_modules`; no query."""
    today = timezone.localdate(timezone=ZoneInfo(session.time_zone))
    days = (session.date - today).days
    return EveningCard(
        session=session,
        modules=tuple(row.edition_module for row in session.session_modules.all()),
        days=days,
        tasks=tasks_for(days, is_cancelled=session.is_cancelled),
        who=who,
        guests=guests,
    )


def desk_of(user: User) -> Desk:
    """Give the desk of whoever runs cohorts. Eight queries, however many cohorts she has, and one more where a day was
    closed."""
    ahead = _ahead_of(user)
    cards = _cards_of(ahead)
    sessions = [session for evenings in ahead.values() for session in evenings]
    closed = closed_meanwhile(sessions)
    warned = tuple(ClosedEvening(each, reason_words(closed[each.pk])) for each in sessions if each.pk in closed)
    nearest = cards[0] if cards and cards[0].evening else None
    if nearest is None or nearest.evening is None:
        return Desk(top=None, cohorts=tuple(cards), closed=warned)
    session = nearest.evening.session
    card = evening_card(session, who_comes(session), guests_of(session, with_names=True))
    top = CohortCard(cohort=nearest.cohort, evening=card, left=nearest.left)
    return Desk(top=top, cohorts=tuple(cards), closed=warned)


def _ahead_of(user: User) -> dict[Cohort, list[CourseSession]]:
    """Give the evenings that are not over of each of her open cohorts. Three queries."""
    cohorts = {cohort.pk: cohort for cohort in queries.open_cohorts_of(user)}
    ahead: dict[Cohort, list[CourseSession]] = {cohort: [] for cohort in cohorts.values()}
    for session in queries.evenings_ahead(cohorts.values()):
        session.cohort = cohorts[session.cohort_id]
        ahead[session.cohort].append(session)
    return ahead


def _cards_of(ahead: dict[Cohort, list[CourseSession]]) -> list[CohortCard]:
    cards = [_cohort_card(cohort, evenings) for cohort, evenings in ahead.items()]
    cards.sort(key=lambda card: card.evening.session.begins if card.evening else FAR)
    return cards


def nearest_evening(user: User) -> CohortCard | None:
    """Give the nearest evening of all cohorts she runs, without names; None if none lies ahead. Three queries."""
    cards = _cards_of(_ahead_of(user))
    return cards[0] if cards and cards[0].evening else None


FAR = datetime.max.replace(tzinfo=ZoneInfo("UTC"))


def _cohort_card(cohort: Cohort, ahead: list[CourseSession]) -> CohortCard:
    held = [session for session in ahead if not session.is_cancelled]
    # A cancelled evening of this week is news; one that is further away is not what comes next.
    near = [session for session in ahead if session in held or evening_card(session).is_this_week]
    return CohortCard(cohort=cohort, evening=evening_card(near[0]) if near else None, left=len(held))
