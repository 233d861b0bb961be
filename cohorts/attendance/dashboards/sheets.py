"""What the roll shows."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from cohorts.schedule.models import CourseSession
from lms.people.models import User

from .. import queries
from ..models.marks import StatusChoices
from ..rules import short_names


@dataclass(frozen=True)
class SheetLine:
    """One woman of a roll, by first name and initial."""

    place: UUID
    person: User
    name: str
    status: str
    revision: int
    said_no: bool

    @property
    def word(self) -> str:
        """Give the mark in words; empty if there is none."""
        return str(StatusChoices(self.status).label) if self.status else ""


@dataclass(frozen=True)
class Sheet:
    """The roll of an evening."""

    session: CourseSession
    lines: tuple[SheetLine, ...]

    @property
    def counts(self) -> Counter[str]:
        """Give how many have each mark; the empty one counts who is still to be marked."""
        return Counter(line.status for line in self.lines)

    @property
    def open_lines(self) -> list[SheetLine]:
        """Give who is still to be marked and has not said that she cannot come: “everyone else”."""
        return [line for line in self.lines if not line.status and not line.said_no]

    @property
    def unmarked(self) -> int:
        """Count who is still to be marked."""
        return self.counts[""]

    @property
    def there(self) -> int:
        """Count who was there, if only for a part."""
        return sum(self.counts[each] for each in ("present", "late", "left_early"))

    def as_data(self) -> list[dict]:
        """Give what stands for each woman, for a phone."""
        return [{"woman": str(line.place), "status": line.status, "revision": line.revision} for line in self.lines]


def sheet_of(session: CourseSession) -> Sheet:
    """Give the roll of an evening. Three queries."""
    lines = queries.roll_of(session)
    names = short_names({line.enrolment.pk: line.enrolment.person.name for line in lines})
    return Sheet(
        session,
        tuple(
            SheetLine(
                place=line.enrolment.public_id,
                person=line.enrolment.person,
                name=names[line.enrolment.pk],
                status=line.status,
                revision=line.revision,
                said_no=line.said_no,
            )
            for line in lines
        ),
    )
