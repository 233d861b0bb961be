"""What the doorway shows: codes and how many have come; whether a woman stands as here; for a tablet, names."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cohorts.schedule.models import CourseSession
from lms.kit.rotating import Codes
from lms.people.models import AccessLink, User

from .. import queries
from ..models import Door
from ..rules import OPENS_BEFORE, Entry
from .sheets import THERE, sheet_of


@dataclass(frozen=True)
class Doorway:
    """The check-in of an evening as its host sees it. No name: it may hang on a wall."""

    shut: Entry | None
    codes: Codes | None
    there: int
    women: int
    opens: datetime
    is_opened: bool
    has_kiosk: bool

    @property
    def is_over(self) -> bool:
        """Tell whether there is nothing left to open."""
        return self.shut in (Entry.OVER, Entry.CANCELLED)


def doorway_of(session: CourseSession) -> Doorway:
    """Give the check-in of an evening. Five queries."""
    door = Door.objects.filter(session=session).first()
    is_opened = bool(door and door.is_open)
    shut = queries.shut_now(session, opened=is_opened)
    lines = queries.roll_of(session)
    tablets = AccessLink.objects.usable().filter(purpose=AccessLink.Purpose.KIOSK, subject_id=str(session.pk))
    return Doorway(
        shut=shut,
        codes=None if shut or door is None else door.codes,
        there=sum(line.status in THERE for line in lines),
        women=len(lines),
        opens=session.begins - OPENS_BEFORE,
        is_opened=is_opened,
        has_kiosk=tablets.exists(),
    )


@dataclass(frozen=True)
class OwnArrival:
    """An evening of hers today: whether she stands as here, or else why she cannot say so."""

    session: CourseSession
    status: str
    minutes: int | None
    shut: Entry | None

    @property
    def is_here(self) -> bool:
        """Tell whether she stands as here, if only for a part."""
        return self.status in THERE


def own_arrivals(person: User) -> list[OwnArrival]:
    """Give her evenings of today. Three queries."""
    return [
        OwnArrival(
            session=each.session,
            status=each.mark.status if each.mark else "",
            minutes=each.mark.minutes if each.mark else None,
            shut=queries.shut_now(each.session, opened=each.is_open),
        )
        for each in queries.own_evenings_near(person)
    ]


@dataclass(frozen=True)
class TabletName:
    """A name on the tablet, and whether she stands as here. What else is marked is nobody's business there."""

    place: UUID
    name: str
    is_here: bool


def tablet_of(session: CourseSession) -> list[TabletName]:
    """Give the names of an evening as the roll shows them: first name and initial. Four queries."""
    return [TabletName(line.place, line.name, line.is_there) for line in sheet_of(session).lines]
