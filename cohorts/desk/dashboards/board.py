"""The board: a cohort as one row for each evening."""

from dataclasses import dataclass

from django.utils import timezone

from cohorts.guests.figures import GuestState, guest_states
from cohorts.roster.models import Cohort
from cohorts.schedule.figures.words import reason_words
from cohorts.schedule.models import CourseSession
from cohorts.schedule.queries import evenings_of
from cohorts.schedule.queries.closed_meanwhile import closed_meanwhile
from cohorts.schedule.queries.telling import draft_of
from curriculum.models import EditionModule

from .. import queries


@dataclass(frozen=True)
class BoardRow:
    """One evening on the board. `needs_venue`: it comes and nobody knows where."""

    session: CourseSession
    modules: tuple[EditionModule, ...]
    extras: int
    is_next: bool
    guests: GuestState
    closed: str = ""  # why its day is closed, if it was closed after the evening had been put there
    is_untold: bool = False  # there are women who do not know yet how it now stands

    @property
    def is_past(self) -> bool:
        """Tell whether it has begun."""
        return self.session.is_past

    @property
    def needs_venue(self) -> bool:
        """Tell whether it is still to be said where it is held."""
        return not (self.session.venue_id or self.session.is_cancelled or self.session.is_past)

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it is held where the cohort does not usually meet."""
        usual = self.session.cohort.venue_id
        return bool(usual and self.session.venue_id and self.session.venue_id != usual)


@dataclass(frozen=True)
class Board:
    """A cohort as one row for each evening."""

    cohort: Cohort
    rows: tuple[BoardRow, ...]
    untold: int = 0  # women who do not know yet what has changed

    @property
    def behind(self) -> int:
        """Count the evenings that stand before the next one; none if there is no next one."""
        return next((place for place, row in enumerate(self.rows) if row.is_next), 0)

    @property
    def needing(self) -> int:
        """Count the rows on which somebody has to do something; what the women are to be told is counted apart."""
        return sum(bool(row.needs_venue or row.guests.late or row.closed) for row in self.rows)


def board_of(cohort: Cohort, *, with_news: bool = False, with_names: bool = False) -> Board:
    """Give the board of a cohort, if wanted with what the women have to be told, and with the names of guests, for
    those who may see them. Seven queries, one more where a day was closed, and at most eight for the news, however many
    evenings it has."""
    sessions = evenings_of(cohort)
    following = next((each for each in sessions if not each.is_cancelled and each.ends > timezone.now()), None)
    extras = queries.extras_counted(cohort)
    draft = draft_of(cohort) if with_news else None
    untold = {news.key for letter in draft.letters for news in letter.news} if draft else set()
    for session in sessions:
        session.cohort = cohort
    guests = guest_states(sessions, with_names=with_names)
    closed = closed_meanwhile(sessions)
    return Board(
        cohort=cohort,
        rows=tuple(
            BoardRow(
                session=session,
                modules=tuple(row.edition_module for row in session.session_modules.all()),
                extras=extras.get(session.pk, 0),
                is_next=session is following,
                guests=guests[session.pk],
                closed=reason_words(closed.get(session.pk, ())),
                is_untold=str(session.public_id) in untold,
            )
            for session in sessions
        ),
        untold=len(draft.letters) if draft else 0,
    )
