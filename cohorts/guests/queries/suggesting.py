"""Reads for suggestions: who could come to an evening."""

from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from cohorts.schedule.models import CourseSession, SessionModule
from lms.people.models import User
from modules.models import ModuleKind

from ..models import GuestInvitation, GuestProfessional, GuestSubject, ModuleWish, ProfessionModule
from ..models.people import GuestProfessionalQuerySet
from .directory import last_asked_by

State = GuestInvitation.State
MOST_LOOKED_AT = 60


def modules_on(session: CourseSession) -> list[UUID]:
    """Give the keys of the modules for which an evening wants a guest: its subjects, else all. One query."""
    rows = SessionModule.objects.filter(session=session).values_list(
        "edition_module__module__translation_key", "edition_module__module__kind"
    )
    found = list(rows)
    return [key for key, kind in found if kind == ModuleKind.SUBJECT] or [key for key, _kind in found]


def wishes_for(keys: list[UUID]) -> set[str]:
    """Give what the guests of modules should be besides their profession, by the names of the fields. One query."""
    rows = ModuleWish.objects.filter(module_key__in=keys).values("woman", "icdp_guide", "own_story")
    return {name for row in rows for name, wanted in row.items() if wanted}


def usual_professions(keys: list[UUID]) -> dict[int, bool]:
    """Give the keys of the professions that usually teach modules, and whether they are the first choice. One query."""
    found: dict[int, bool] = {}
    for profession, first in ProfessionModule.objects.filter(module_key__in=keys).values_list(
        "profession", "is_first_choice"
    ):
        found[profession] = first or found.get(profession, False)
    return found


def candidates_for(
    session: CourseSession, user: User, keys: list[UUID], professions: list[int]
) -> GuestProfessionalQuerySet:
    """Give those who come to the place of an evening, have not been asked for it, and teach one of its modules, have
    taught it here or are of a profession that does: each with `taught_at`, `teaches` and `last_asked`. One query."""
    asked = GuestInvitation.objects.filter(guest=OuterRef("pk"), request__session=session)
    here = GuestInvitation.objects.visible_to(user).accepted().filter(guest=OuterRef("pk"))
    here = here.filter(request__session__date__lt=session.date, request__session__in=_evenings_about(keys))
    taught = here.order_by().values("guest").annotate(last=Max("request__session__date")).values("last")
    rows = GuestProfessional.objects.visible_to(user).filter(~Exists(asked.exclude(state=State.CANCELLED)))
    if session.cohort.district_id:
        rows = rows.filter(Q(districts=session.cohort.district_id) | Q(districts__isnull=True))
    rows = rows.annotate(
        taught_at=Subquery(taught),
        teaches=Exists(GuestSubject.objects.filter(guest=OuterRef("pk"), module_key__in=keys)),
        last_asked=Subquery(last_asked_by(user)),
    )
    rows = rows.filter(Q(taught_at__isnull=False) | Q(teaches=True) | Q(kind__in=professions))
    best = (F("taught_at").desc(nulls_last=True), "-teaches", F("last_asked").asc(nulls_first=True), "name", "pk")
    return rows.order_by(*best)[:MOST_LOOKED_AT]


def _evenings_about(keys: list[UUID]) -> QuerySet:
    rows = SessionModule.objects.filter(edition_module__module__translation_key__in=keys)
    return rows.values("session")
