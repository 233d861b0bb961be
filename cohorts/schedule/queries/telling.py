"""Who has to be told what of a plan: for each woman the difference between what she knows and how it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cohorts.roster.models import Cohort, Enrolment, Venue
from lms.people.models import Notice, User

from ..models import Announcement, CoursePlan
from ..rules import Evening
from ..rules.evenings import Key
from ..rules.stored import Data, evenings_from_data
from ..rules.telling import News, news_of
from .changing import local_now
from .evenings import plan_as_data

LOST = (Notice.State.FAILED, Notice.State.WITHHELD)
RECALLED = "recalled"
"""The problem code of a message that was taken back before it was sent."""


@dataclass(frozen=True)
class Letter:
    """What one woman is going to be told."""

    enrolment: Enrolment
    news: tuple[News, ...]

    @property
    def person(self) -> User:
        """Give who is going to read it."""
        return self.enrolment.person


@dataclass(frozen=True)
class Draft:
    """What has to be told of a plan as it stands, and what its sentences need: numbers and venues by their keys."""

    cohort: Cohort
    version: int
    news: tuple[News, ...]
    letters: tuple[Letter, ...]
    numbers: Mapping[Key, int]
    venues: Mapping[int, Venue]

    @property
    def is_called_off(self) -> bool:
        """Tell whether there is no course any more: that is then all there is to tell."""
        return self.cohort.state == Cohort.State.CANCELLED


def women_of(cohort: Cohort):
    """Give the places of the women who are told of changes: those who take part now."""
    return Enrolment.objects.active().filter(cohort=cohort, person__is_active=True).select_related("person")


def draft_of(cohort: Cohort, evenings: Iterable[Evening] | None = None) -> Draft:
    """Give what has to be told of a plan, or of how it would be with these evenings. Six queries at most, and two more
    for each time that messages were recalled."""
    rows = plan_as_data(cohort)
    plan = CoursePlan.objects.filter(cohort=cohort).first() or CoursePlan(cohort=cohort)
    standing = evenings_from_data(rows) if evenings is None else evenings
    numbers: dict[Key, int] = {row["session"]: row["number"] for row in rows}
    for number, each in enumerate((each for each in standing if each.key not in numbers), len(numbers) + 1):
        numbers[each.key] = max(number, max(numbers.values(), default=0) + 1)
    now = local_now(cohort)
    women = list(women_of(cohort).order_by("person__name", "pk"))
    earlier = _knowing_less(cohort, women)
    letters = []
    # Whoever was never told of an evening hears of it all the same when there is to be no course, once.
    is_news = cohort.state == Cohort.State.CANCELLED and not plan.told and not _is_told(cohort, plan.version)
    for enrolment in women:
        hers = news_of(earlier.get(enrolment.person_id, plan.told), standing, now=now)
        if hers or is_news:
            letters.append(Letter(enrolment, tuple(hers)))
    news = tuple(news_of(plan.told, standing, now=now))
    venues = Venue.objects.in_bulk({each.venue for letter in letters for each in letter.news} - {None})
    return Draft(cohort, plan.version, news, tuple(letters), numbers, venues)


def has_news(cohort: Cohort) -> bool:
    """Tell whether there is something to tell somebody."""
    return bool(draft_of(cohort).letters)


def _is_told(cohort: Cohort, version: int) -> bool:
    return cohort.announcements.filter(version=version).exists()


def _knowing_less(cohort: Cohort, women: Iterable[Enrolment]) -> dict[int, Mapping[str, Data]]:
    """Give what those women know whose last message was recalled: what all knew before it."""
    people = {enrolment.person_id: enrolment.person for enrolment in women}
    found: dict[int, Mapping[str, Data]] = {}
    for announcement in cohort.announcements.all():
        if not announcement.is_sent:
            break  # whatever was new until then is told to nobody
        keys = {announcement.key_for(person): pk for pk, person in people.items()}
        recalled = Notice.objects.filter(dedupe_key__in=keys, state=Notice.State.WITHHELD, problem=RECALLED)
        missed = {keys[key] for key in recalled.values_list("dedupe_key", flat=True)}
        for pk in missed:
            found[pk] = announcement.before
        people = {pk: person for pk, person in people.items() if pk in missed}
        if not people:
            break
    return found


@dataclass(frozen=True)
class Delivery:
    """What became of one woman's message."""

    person: User
    state: str


@dataclass(frozen=True)
class Deliveries:
    """What became of the last messages about a plan: when they were sent, and whom they have not reached."""

    announcement: Announcement | None = None
    sent: int = 0
    waiting: int = 0
    recalled: int = 0
    women: tuple[Delivery, ...] = ()  # those who were not reached


def deliveries_of(cohort: Cohort) -> Deliveries:
    """Give what became of the last messages that were sent about a plan. Two queries."""
    announcement = cohort.announcements.filter(is_sent=True).select_related("by").first()
    if announcement is None:
        return Deliveries()
    notices = Notice.objects.filter(dedupe_key__startswith=announcement.key).exclude(channel=Notice.Channel.IN_APP)
    rows = list(notices.select_related("recipient"))
    lost = [each for each in rows if each.state in LOST and each.problem != RECALLED and each.recipient]
    return Deliveries(
        announcement,
        sent=sum(each.state == Notice.State.SENT for each in rows),
        waiting=sum(each.state in (Notice.State.WAITING, Notice.State.SENDING) for each in rows),
        recalled=sum(each.problem == RECALLED for each in rows),
        women=tuple(Delivery(each.recipient, each.state) for each in lost),
    )
