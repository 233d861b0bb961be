"""Reads of the directory: who stands there, what she teaches, when she was last asked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from cohorts.roster.models.places import CoursePlace
from cohorts.roster.queries import course_places
from curriculum.models import CurriculumEdition, EditionModule
from lms.people.models import District, User

from ..models import GuestConsent, GuestInvitation, GuestProfessional, GuestSubject, Profession
from ..models.people import GuestProfessionalQuerySet, municipalities_of

State = GuestInvitation.State


@dataclass(frozen=True)
class Wanted:
    """Which guest professionals somebody looks for."""

    words: str = ""
    module: UUID | None = None
    language: str = ""


def guests_for(user: User, wanted: Wanted) -> GuestProfessionalQuerySet:
    """Give the guest professionals she may see and looks for, by name, each with `last_asked` (by the cohorts she
    sees), the keys of her modules and her districts. Three queries for a page."""
    rows = GuestProfessional.objects.visible_to(user).annotate(last_asked=Subquery(last_asked_by(user)))
    if wanted.words:
        words = wanted.words
        rows = rows.filter(Q(name__icontains=words) | Q(service__icontains=words) | Q(profession__icontains=words))
    if wanted.module:
        rows = rows.filter(Exists(GuestSubject.objects.filter(guest=OuterRef("pk"), module_key=wanted.module)))
    if wanted.language:
        rows = rows.annotate(tags=Cast("speaks", TextField())).filter(tags__contains=f'"{wanted.language}"')
    rows = rows.select_related("district__municipality__country", "municipality__country")
    return rows.prefetch_related("subjects", "districts").order_by("name", "pk")


def last_asked_by(user: User) -> QuerySet:
    """Give when somebody was last asked, as far as the user sees it: what others ask her is theirs."""
    rows = GuestInvitation.objects.visible_to(user).filter(guest=OuterRef("pk"), asked_at__isnull=False)
    return rows.order_by().values("guest").annotate(last=Max("asked_at")).values("last")


def history_of(guest: GuestProfessional, user: User) -> list[GuestInvitation]:
    """Give what somebody was asked for by the cohorts that the user sees, the latest evening first. One query."""
    rows = GuestInvitation.objects.visible_to(user).filter(guest=guest)
    rows = rows.select_related("request__session__cohort", "request__edition_module__module")
    return list(rows.order_by("-request__session__date", "-pk")[:20])


def consents_of(guest: GuestProfessional) -> list[GuestConsent]:
    """Give what somebody agrees to now. One query."""
    return list(guest.consents.filter(withdrawn_at__isnull=True))


def modules_of_places(user: User) -> dict[UUID, EditionModule]:
    """Give the modules of the newest released editions where somebody runs cohorts, by their keys, in their order: two
    editions of a country share their modules. Two queries."""
    countries = [place.country_id for place in municipalities_of(user)]
    return modules_of_countries(countries)


def modules_of_countries(countries: list[str]) -> dict[UUID, EditionModule]:
    """Give the modules of the released editions of countries, by their keys, in the order of the longest. One query."""
    editions = CurriculumEdition.objects.released().filter(country__in=countries)
    rows = EditionModule.objects.filter(edition__in=editions).select_related("module", "edition")
    found: dict[UUID, EditionModule] = {}
    for place in rows.order_by("-edition__valid_from", "edition", "position"):
        found.setdefault(place.module.translation_key, place)
    return found


def places_to_add_at(user: User) -> dict[str, CoursePlace]:
    """Give the places where she enters guests, by a key for the form."""
    kinds = {True: "district", False: "municipality"}
    return {f"{kinds[isinstance(place, District)]}:{place.pk}": place for place in course_places(user)}


def districts_near(user: User) -> QuerySet[District]:
    """Give the districts of the municipalities in which she runs cohorts or helps."""
    near = municipalities_of(user).values("pk")
    return District.objects.filter(municipality__in=near).select_related("municipality").order_by("name")


def professions() -> list[Profession]:
    """Give the known professions with the modules of each, in their order. Two queries."""
    return list(Profession.objects.prefetch_related(Prefetch("modules")))


def guests_out_of_time(before: datetime) -> QuerySet[GuestProfessional]:
    """Give those who were last asked before a moment (or entered then, and never asked) and have no evening ahead."""
    asked = GuestInvitation.objects.filter(guest=OuterRef("pk"))
    last = asked.order_by().values("guest").annotate(last=Max("asked_at")).values("last")
    ahead = asked.filter(request__session__date__gte=timezone.localdate()).exclude(state=State.CANCELLED)
    rows = GuestProfessional.objects.annotate(last_asked=Coalesce(Subquery(last), "added_at"))
    return rows.filter(~Exists(ahead), last_asked__lt=before)
