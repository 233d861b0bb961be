"""The board: a cohort as one row for each evening."""

from dataclasses import dataclass

from django.utils import timezone

from cohorts.roster.models import Cohort
from cohorts.schedule.models import CourseSession
from cohorts.schedule.queries import evenings_of
from curriculum.models import EditionModule

from .. import queries


@dataclass(frozen=True)
class BoardRow:
    """One evening on the board. `needs_venue`: it comes and nobody knows where."""

    session: CourseSession
    modules: tuple[EditionModule, ...]
    extras: int
    is_next: bool

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

    @property
    def behind(self) -> int:
        """Count the evenings that stand before the next one; none if there is no next one."""
        return next((place for place, row in enumerate(self.rows) if row.is_next), 0)

    @property
    def needing(self) -> int:
        """Count the rows on which somebody has to do something."""
        return sum(row.needs_venue for row in self.rows)


def board_of(cohort: Cohort) -> Board:
    """Give the board of a cohort. Three queries, however many evenings it has."""
    sessions = evenings_of(cohort)
    following = next((each for each in sessions if not each.is_cancelled and each.ends > timezone.now()), None)
    extras = queries.extras_counted(cohort)
    for session in sessions:
        session.cohort = cohort
    return Board(
        cohort=cohort,
        rows=tuple(
            BoardRow(
                session=session,
                modules=tuple(row.edition_module for row in session.session_modules.all()),
                extras=extras.get(session.pk, 0),
                is_next=session is following,
            )
            for session in sessions
        ),
    )
