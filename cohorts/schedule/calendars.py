"""The plan as calendars show it: discreet names, agreed places, what is cancelled, and which version it is."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import translation
from django.utils.translation import gettext as _

from cohorts.roster.models import Cohort, Enrolment
from cohorts.roster.models.places import places_where
from lms.kit import ics
from lms.people.mailbox.wording import reading_language
from lms.people.models import User
from lms.people.roles import TABLE, Right, Role
from modules.models import Sensitivity

from .models import CalendarChoice, CourseSession, SessionModule

WHAT_SHOWS = (
    "pk",
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
    "cohort__state",
    "cohort__ended_at",
)
"""Everything about an evening that an entry is made of: a feed is as old as the last change of any of it."""


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
    """Give the evenings of an open cohort under their discreet names, as long as whoever made the link runs it."""
    return Feed(
        cohorts=Cohort.objects.open().run_by(maker).filter(pk=cohort_id),
        language=reading_language(maker.interface_language),
    )


def is_over(feed: Feed) -> bool:
    """Tell whether there is nothing left to follow. An empty calendar is none of that: evenings may come."""
    return not (feed.names_cohorts or feed.cohorts.exists())


def follows_any(person: User) -> bool:
    """Tell whether she takes part in a cohort or runs some: her feed ends when she does neither any more."""
    return person.is_active and (runs_cohorts(person) or Enrolment.objects.active().filter(person=person.pk).exists())


def runs_cohorts(person: User) -> bool:
    """Tell whether one of her roles lets her run or help with cohorts."""
    return any(Right.SEE_COHORTS in TABLE[Role(held.role)].rights for held in person.running_roles)


def version_of(feed: Feed) -> str:
    """Give a mark that changes with anything that the feed shows; empty if it shows nothing. One query, two with
    fuller titles."""
    mark = hashlib.sha256(repr((feed.language, feed.fuller, feed.shows_place, feed.names_cohorts)).encode())
    # The database joins the columns: of 1,700 evenings that takes a third of the time.
    pieces = [Coalesce(Cast(name, TextField()), Value("")) for name in WHAT_SHOWS]
    row = Func(*pieces, template="(%(expressions)s)", arg_joiner=" || '\x1f' || ", output_field=TextField())
    shown = [*feed.sessions.order_by("pk").values_list(row, flat=True)]
    if not shown:
        return ""
    mark.update("\x1e".join(shown).encode())
    mark.update(repr(feed.chosen_at).encode())
    if feed.fuller:
        titles = SessionModule.objects.filter(session__in=feed.sessions).order_by("pk")
        kept = "session", "order", "edition_module__title", "edition_module__module__title"
        mark.update(repr([*titles.values_list(*kept, "edition_module__module__sensitivity")]).encode())
    return mark.hexdigest()


def written(feed: Feed) -> bytes:
    """Give the feed as iCalendar. One query, two with fuller titles."""
    with translation.override(feed.language):
        return ics.feed(name=_("Course"), events=entries_of(feed))


def entries_of(feed: Feed) -> list[ics.Event]:
    """Give the entries of a feed in the language that is switched on."""
    sessions = feed.sessions.select_related("venue", "cohort")
    return [entry_of(session, feed) for session in (sessions.with_modules() if feed.fuller else sessions)]


def entry_of(session: CourseSession, feed: Feed) -> ics.Event:
    """Give one evening as an entry, in the language that is switched on."""
    cohort = session.cohort
    ended = cohort.ended_at if cohort.state == Cohort.State.CANCELLED else None
    cancelled = session.is_cancelled or (ended is not None and session.begins > ended)
    changed_at = max(moment for moment in (session.changed_at, feed.chosen_at, ended) if moment)
    title = fuller_name(session) if feed.fuller else neutral_name(session)
    title = f"{title} · {cohort.name}" if feed.names_cohorts else title
    return ics.Event(
        uid=str(session.public_id),
        sequence=session.sequence,
        stamp=changed_at,
        last_modified=changed_at,
        start=datetime.combine(session.date, session.starts_at),
        end=datetime.combine(session.date, session.ends_at),
        zone=session.time_zone,
        # Not every calendar shows by itself that something is cancelled.
        summary=_("Cancelled: %(evening)s") % {"evening": title} if cancelled else title,
        location=session.venue.name if feed.shows_place and session.venue and not cancelled else "",
        cancelled=cancelled,
    )


def neutral_name(session: CourseSession) -> str:
    """Give the name that says nothing to whoever looks over a shoulder: “Course evening 5”."""
    return _("Course evening %(number)s") % {"number": session.number}


def fuller_name(session: CourseSession) -> str:
    """Give the name with what is taught; the neutral one where any of it is sensitive. Ask `with_modules` first."""
    places = [row.edition_module for row in session.session_modules.all()]
    if not places or any(place.module.sensitivity != Sensitivity.NO for place in places):
        return neutral_name(session)
    return f"{neutral_name(session)}: {', '.join(place.shown_title for place in places)}"
