"""The plan as calendars show it: discreet names, agreed places, what is cancelled, and which version it is."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Aggregate, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cohorts.roster.models import Cohort, Enrolment
from lms.kit import ics
from lms.people.mailbox.wording import reading_language
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import TABLE, Right, Role
from modules.models import Sensitivity

from .models import CalendarChoice, CourseSession, SessionModule

WHAT_SHOWS = (
    "public_id",
    "number",
    "state",
    "date",
    "starts_at",
    "ends_at",
    "time_zone",
    "sequence",
    "changed_at",
    "venue__name",
    "cohort__name",
)
"""Everything about an evening that an entry is made of: a feed is as old as the last change of any of it."""
MAY_BE_MISSING = {"venue__name"}
CANCELLED_FOR = timedelta(days=90)
"""How long the link of a cohort that was cancelled tells phones so: most ask at least once a week."""
BETWEEN, ENDS = "\x1f", "\x1e"  # stand in no name: forms take no control characters
RUNNING_ROLES = [role for role in Role if Right.SEE_COHORTS in TABLE[role].rights]


@dataclass(frozen=True)
class Feed:
    """Which cohorts somebody follows, and how they are shown to her."""

    cohorts: QuerySet[Cohort]
    language: str
    fuller: bool = False
    shows_place: bool = True
    names_cohorts: bool = False
    chosen_at: datetime | None = None

    @property
    def sessions(self) -> QuerySet[CourseSession]:
        """Give the evenings, in the order of time."""
        return CourseSession.objects.filter(cohort__in=self.cohorts.values("pk"))


@dataclass(frozen=True)
class ShownEvening:
    """What an entry is made of."""

    public_id: str
    number: int
    is_cancelled: bool
    date: date
    starts_at: time
    ends_at: time
    time_zone: str
    sequence: int
    changed_at: datetime
    place: str
    cohort: str


def choice_of(person: User) -> CalendarChoice:
    """Give what she chose, or what holds as long as she has not. Costs a query unless it was fetched along."""
    return getattr(person, "calendar_choice", None) or CalendarChoice(person=person)


def feed_of_person(person: User) -> Feed:
    """Give the evenings of the cohorts that she takes part in or runs."""
    attended = Enrolment.objects.active().filter(person=person.pk).values("cohort")
    runs = runs_cohorts(person)
    followed = Q(pk__in=attended) | places_where(person, Right.SEE_COHORTS) if runs else Q(pk__in=attended)
    choice = choice_of(person)
    return Feed(
        cohorts=Cohort.objects.filter(followed),
        language=reading_language(person.interface_language),
        fuller=choice.fuller_titles,
        shows_place=choice.shows_place and not person.is_protected,
        names_cohorts=runs,
        chosen_at=choice.changed_at if choice.pk else None,
    )


def feed_of_cohort(cohort_id: str, maker: User) -> Feed:
    """Give the evenings of an open cohort under their discreet names, as long as whoever made the link runs it. That a
    cohort is cancelled is told for a while, so that no phone keeps its evenings. It names no place, to nobody and in no
    cohort: a protected woman may follow it, and one that lacks its places would tell that there is such a woman."""
    just_cancelled = Q(state=Cohort.State.CANCELLED, ended_at__gt=timezone.now() - CANCELLED_FOR)
    followed = Cohort.objects.open() | Cohort.objects.filter(just_cancelled)
    return Feed(
        cohorts=followed.run_by(maker).filter(pk=cohort_id),
        language=reading_language(maker.interface_language),
        shows_place=False,
    )


def is_over(feed: Feed) -> bool:
    """Tell whether there is nothing left to follow. An empty calendar is none of that: evenings may come."""
    return not (feed.names_cohorts or feed.cohorts.exists())


def follows_any(person: User) -> bool:
    """Tell whether she takes part in a cohort or runs some: her feed ends when she does neither any more."""
    return person.is_active and (runs_cohorts(person) or Enrolment.objects.active().filter(person=person.pk).exists())


def runs_cohorts(person: User) -> bool:
    """Tell whether one of her roles lets her run or help with cohorts. One query, which `places_where` shares."""
    return any(held.role in RUNNING_ROLES for held in person.running_roles)


class Joined(Aggregate):
    """Texts of many rows as one, with the sign that ends a row between them. No database promises their order."""

    function = "STRING_AGG"
    template = f"%(function)s(%(expressions)s, '{ENDS}')"
    output_field = TextField()

    def as_sqlite(self, compiler, connection, **extra):
        """Call it what SQLite calls it."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra)


def rows_of(feed: Feed) -> list[str]:
    """Give all that the feed shows of each evening, joined by the database, a text for each cohort: of 1,700 evenings
    that takes a fraction of the time, and both the version and the entries come from it. One query."""
    pieces = [
        Coalesce(Cast(name, TextField()), Value("")) if name in MAY_BE_MISSING else F(name) for name in WHAT_SHOWS
    ]
    row = Func(*pieces, template="(%(expressions)s)", arg_joiner=f" || '{BETWEEN}' || ", output_field=TextField())
    cohorts = feed.sessions.order_by("cohort").values("cohort").annotate(rows=Joined(row))
    return [joined for _key, joined in cohorts.values_list("cohort", "rows")]


def version_of(feed: Feed, rows: list[str]) -> str:
    """Give a mark that changes with anything that the feed shows. One query with fuller titles, else none."""
    mark = hashlib.sha256(repr((feed.language, feed.fuller, feed.shows_place, feed.names_cohorts)).encode())
    mark.update("\n".join([repr(feed.chosen_at), *rows]).encode())
    if feed.fuller:
        titles = SessionModule.objects.filter(session__in=feed.sessions).order_by("pk")
        kept = "session", "order", "edition_module__title", "edition_module__module__title"
        mark.update(repr([*titles.values_list(*kept, "edition_module__module__sensitivity")]).encode())
    return mark.hexdigest()


def written(feed: Feed, rows: list[str]) -> bytes:
    """Give the feed as iCalendar. Two queries with fuller titles, else none."""
    with translation.override(feed.language):
        events = entries_of(feed) if feed.fuller else [_entry(evening, feed, "") for evening in _read_all(rows)]
        return ics.feed(name=_("Course"), events=events)


def _read_all(rows: list[str]) -> list[ShownEvening]:
    """Give the evenings of all cohorts in the order of time."""
    evenings = [_read(row) for joined in rows for row in joined.split(ENDS)]
    return sorted(evenings, key=lambda each: (each.date, each.starts_at, each.public_id))


def _read(row: str) -> ShownEvening:
    """Give the evening of a row."""
    key, number, state, day, begins, ends, zone, sequence, changed, venue, cohort = row.split(BETWEEN)
    return ShownEvening(
        public_id=key if "-" in key else str(UUID(key)),
        number=int(number),
        is_cancelled=state == CourseSession.State.CANCELLED,
        date=date.fromisoformat(day),
        starts_at=time.fromisoformat(begins),
        ends_at=time.fromisoformat(ends),
        time_zone=zone,
        sequence=int(sequence),
        changed_at=_moment(changed),
        place=venue,
        cohort=cohort,
    )


def shown(session: CourseSession) -> ShownEvening:
    """Give what shows of an evening. Fetch venue and cohort along."""
    return ShownEvening(
        public_id=str(session.public_id),
        number=session.number,
        is_cancelled=session.is_cancelled,
        date=session.date,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        time_zone=session.time_zone,
        sequence=session.sequence,
        changed_at=session.changed_at,
        place=session.venue.name if session.venue else "",
        cohort=session.cohort.name,
    )


def _moment(text: str) -> datetime:
    """Give a moment as the database writes it: SQLite in UTC without saying so."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def entries_of(feed: Feed) -> list[ics.Event]:
    """Give the entries of a feed in the language that is switched on."""
    sessions = feed.sessions.select_related("venue", "cohort")
    return [entry_of(session, feed) for session in (sessions.with_modules() if feed.fuller else sessions)]


def entry_of(session: CourseSession, feed: Feed) -> ics.Event:
    """Give one evening as an entry, in the language that is switched on."""
    return _entry(shown(session), feed, fuller_name(session) if feed.fuller else "")


def _entry(evening: ShownEvening, feed: Feed, title: str) -> ics.Event:
    title = title or _named(evening.number)
    title = f"{title} · {evening.cohort}" if feed.names_cohorts else title
    cancelled = evening.is_cancelled
    changed_at = max(evening.changed_at, feed.chosen_at or evening.changed_at)
    return ics.Event(
        uid=evening.public_id,
        sequence=evening.sequence,
        stamp=changed_at,
        last_modified=changed_at,
        start=datetime.combine(evening.date, evening.starts_at),
        end=datetime.combine(evening.date, evening.ends_at),
        zone=evening.time_zone,
        # Not every calendar shows by itself that something is cancelled.
        summary=_("Cancelled: %(evening)s") % {"evening": title} if cancelled else title,
        location=evening.place if feed.shows_place and not cancelled else "",
        cancelled=cancelled,
    )


def neutral_name(session: CourseSession) -> str:
    """Give the name that says nothing to whoever looks over a shoulder: “Course evening 5”."""
    return _named(session.number)


def _named(number: int) -> str:
    return _("Course evening %(number)s") % {"number": number}


def fuller_name(session: CourseSession) -> str:
    """Give the name with what is taught; the neutral one where any of it is sensitive. Ask `with_modules` first."""
    places = [row.edition_module for row in session.session_modules.all()]
    if not places or any(place.module.sensitivity != Sensitivity.NO for place in places):
        return neutral_name(session)
    return f"{neutral_name(session)}: {', '.join(place.shown_title for place in places)}"
