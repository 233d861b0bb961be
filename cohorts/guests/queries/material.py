"""Reads about what guests hand in."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from lms.people.models import User
from modules.models import Audience, MaterialVersion

from ..models import GuestInvitation, GuestMaterial, GuestMaterialVersion
from ..models.material import SHARED, Reach

SEARCHED = ("title", "service", "edition_module__title", "edition_module__module__title")


def material_of(invitation: GuestInvitation) -> list[GuestMaterial]:
    """Give what a guest has handed in, with all versions, newest first. Two queries."""
    rows = GuestMaterial.objects.filter(invitation=invitation).prefetch_related("versions")
    return list(rows.order_by("added_at", "pk"))


def material_shown(sessions: Iterable[CourseSession]) -> dict[int, list[GuestMaterialVersion]]:
    """Give what the women of evenings may have: of each piece its newest approved file. One query."""
    rows = GuestMaterialVersion.objects.approved().filter(material__session__in=[each.pk for each in sessions])
    found: dict[int, list[GuestMaterialVersion]] = {}
    seen: set[int] = set()
    for version in rows.select_related("material").order_by("material__added_at", "material", "-number"):
        if version.material_id not in seen:
            seen.add(version.material_id)
            found.setdefault(version.material.session_id, []).append(version)
    return found


def files_for(session: CourseSession) -> QuerySet[GuestMaterialVersion]:
    """Give every file handed in for an evening, the newest of each piece first. One query."""
    rows = GuestMaterialVersion.objects.filter(
        Q(material__session=session) | Q(material__invitation__request__session=session)
    )
    return rows.select_related("material").order_by("material__added_at", "material", "-number")


def library_of(user: User, *, q: str = "", module: str = "", language: str = "", year: str = "") -> QuerySet:
    """Give the approved material she may use, searched and narrowed by the database; the caller takes a page of it."""
    rows = GuestMaterial.objects.visible_to(user).exclude(reach="")
    for word in q.split()[:6]:
        said = Q()
        for spelt in {word, word.lower(), word.capitalize()}:  # SQLite knows the small letter of A, not of Ø
            for field in SEARCHED:
                said |= Q(**{f"{field}__icontains": spelt})
        rows = rows.filter(said)
    narrow = {"edition_module__module__translation_key": module, "language": language, "year": year}
    rows = rows.filter(**{name: value for name, value in narrow.items() if value})
    approved = Prefetch("versions", queryset=GuestMaterialVersion.objects.approved(), to_attr="approved")
    return rows.select_related("edition_module__module", "municipality").prefetch_related(approved)


def choices_of_library(user: User) -> dict[str, list]:
    """Give by what the library can be narrowed: modules, languages and years that are there. Three queries."""
    rows = GuestMaterial.objects.visible_to(user).exclude(reach="").order_by()
    modules = rows.exclude(edition_module=None).values_list(
        "edition_module__module__translation_key", "edition_module__module__title"
    )
    by_key = dict(modules.distinct())  # one name for each module, whatever the edition
    return {
        "modules": sorted(by_key.items(), key=lambda pair: pair[1]),
        "languages": sorted(rows.values_list("language", flat=True).distinct()),
        "years": sorted(rows.values_list("year", flat=True).distinct(), reverse=True),
    }


def proposals_for(user: User) -> QuerySet:
    """Give what coordinators of her country propose as national material. Two queries."""
    rows = GuestMaterial.objects.visible_to(user).filter(proposal=GuestMaterial.Proposal.PROPOSED, reach=Reach.COUNTRY)
    approved = Prefetch("versions", queryset=GuestMaterialVersion.objects.approved(), to_attr="approved")
    return rows.select_related("edition_module__module", "municipality").prefetch_related(approved)


def reusable_for(invitation: GuestInvitation, places: Iterable[EditionModule]) -> list[GuestMaterialVersion]:
    """Give the newest approved files for these modules that the municipality of an evening shares, without her own; of
    thirty pieces at most."""
    rows = GuestMaterialVersion.objects.approved().filter(
        material__reach__in=SHARED,
        material__municipality=invitation.session.cohort.in_municipality,
        material__edition_module__module__translation_key__in=_keys(places),
    )
    rows = rows.exclude(material__invitation=invitation).select_related("material")
    newest: dict[int, GuestMaterialVersion] = {}
    for version in rows.order_by("-material__year", "material", "-number")[:90]:
        newest.setdefault(version.material_id, version)
    return list(newest.values())[:30]


def national_for(places: Iterable[EditionModule]) -> list[MaterialVersion]:
    """Give the newest files of the national material of these modules that guests may have."""
    rows = MaterialVersion.objects.filter(
        material__audience=Audience.GUESTS, material__module__translation_key__in=_keys(places)
    )
    newest: dict[int, MaterialVersion] = {}
    for version in rows.select_related("material").order_by("material__position", "material", "-number"):
        newest.setdefault(version.material_id, version)
    return list(newest.values())


def _keys(places: Iterable[EditionModule]) -> list:
    return [place.module.translation_key for place in places]
