"""Which guests know an evening otherwise than it now stands: a difference, as for the women, and never a queue."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.utils import timezone

from cohorts.roster.models import Cohort
from cohorts.schedule.rules import Slot

from ..models import GuestInvitation
from ..models.invitations import facts_of

State = GuestInvitation.State
TOLD_OF_CHANGES = (State.ASKED, State.PROPOSED, State.ACCEPTED)


class NewsCode(StrEnum):
    """What a guest does not know yet."""

    MOVED = "moved"
    PLACE = "place"
    CANCELLED = "cancelled"
    RESTORED = "restored"


@dataclass(frozen=True)
class GuestNews:
    """What one guest is going to be told of her evening."""

    invitation: GuestInvitation
    code: NewsCode
    old: Slot

    @property
    def asks_anew(self) -> bool:
        """Tell whether she has to say once more whether she comes."""
        return self.code in (NewsCode.MOVED, NewsCode.RESTORED)


def guests_to_tell(cohort: Cohort) -> list[GuestNews]:
    """Give what the guests of a cohort have to be told of evenings that lie ahead, by evening and name. One query."""
    rows = GuestInvitation.objects.filter(request__session__cohort=cohort, state__in=TOLD_OF_CHANGES)
    rows = rows.select_related("guest", "entry", "request__session__venue", "request__edition_module__module__locale")
    found = []
    for invitation in rows.order_by("request__session__number", "guest__name", "pk"):
        invitation.session.cohort = cohort
        code = _news_of(invitation)
        if code is not None and invitation.session.begins > timezone.now():
            found.append(GuestNews(invitation, code, _slot(invitation.told["slot"])))
    return found


def _news_of(invitation: GuestInvitation) -> NewsCode | None:
    told, now = invitation.told, facts_of(invitation.session)
    if not told or told == now or (told["cancelled"] and now["cancelled"]):
        return None
    if now["cancelled"]:
        return NewsCode.CANCELLED
    if told["cancelled"]:
        return NewsCode.RESTORED
    return NewsCode.MOVED if told["slot"] != now["slot"] else NewsCode.PLACE


def _slot(text: str) -> Slot:
    day, clocks = text.split()
    start, end = clocks.split("-")
    return Slot(date.fromisoformat(day), time.fromisoformat(start), time.fromisoformat(end))
