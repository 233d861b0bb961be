"""What the page of asking shows: who could come to an evening, and why."""

from dataclasses import dataclass
from datetime import date, datetime

from cohorts.schedule.models import CourseSession
from lms.people.models import User

from .. import queries
from ..models import GuestProfessional
from ..rules import Fit, Why, reasons_of, weight_of

MOST = 8
ATTRIBUTES = {"woman": "is_woman", "icdp_guide": "is_icdp_guide", "own_story": "tells_own_story"}


@dataclass(frozen=True)
class Suggestion:
    """Somebody who could come, with what speaks for her. `missing` are the wishes that she does not fulfil, or of which
    nobody has noted it."""

    guest: GuestProfessional
    reasons: tuple[Why, ...]
    taught_at: date | None
    last_asked: datetime | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestions:
    """Who could come to an evening, the best first, and what it wishes of its guest besides her profession."""

    people: tuple[Suggestion, ...]
    wishes: tuple[str, ...]


def suggestions_for(session: CourseSession, user: User) -> Suggestions:
    """Give who could come to an evening, as far as the user may see them; of two who fit alike, the one who was not
    asked for longest. Whether somebody is busy then is not looked at. Four queries, however many there are."""
    keys = queries.modules_on(session)
    wishes = tuple(sorted(queries.wishes_for(keys)))
    usual = queries.usual_professions(keys)
    found = [_suggestion(guest, usual, wishes) for guest in queries.candidates_for(session, user, keys, list(usual))]
    # Sorting keeps the order of the database among those that fit alike.
    found.sort(key=lambda each: -weight_of(each.reasons))
    return Suggestions(people=tuple(found[:MOST]), wishes=wishes)


def _suggestion(guest: GuestProfessional, usual: dict[int, bool], wishes: tuple[str, ...]) -> Suggestion:
    fulfilled = {wish: getattr(guest, ATTRIBUTES[wish]) is True for wish in wishes}
    fit = Fit(
        taught_here=guest.taught_at is not None,
        teaches=guest.teaches,
        usual=usual.get(guest.kind_id) if guest.kind_id else None,
        wishes=tuple(fulfilled.values()),
    )
    return Suggestion(
        guest=guest,
        reasons=reasons_of(fit),
        taught_at=guest.taught_at,
        last_asked=guest.last_asked,
        missing=tuple(wish for wish, is_so in fulfilled.items() if not is_so),
    )
