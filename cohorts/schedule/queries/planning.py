"""What a plan is made of: closed days, feasts, and what others need at the same time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet

from cohorts.roster.models import Cohort, CohortCoordinator, Enrolment, Venue
from cohorts.roster.models.places import CoursePlace
from cohorts.roster.queries import course_places
from curriculum.models import countries_edited_by
from curriculum.queries import ordered_modules
from curriculum.rules import OrderConflict, find_order_conflicts
from lms.kit.dates import feasts
from lms.people.models import District, Municipality, User

from ..models import ClosedDays, CourseSession, PlanDraft
from ..rules import (
    Asked,
    Closure,
    Conflict,
    Evening,
    Occasion,
    Proposal,
    Reason,
    Sitting,
    Slot,
    VenueFacts,
    asked_from_data,
    closures_of,
    find_conflicts,
    module_order,
    outline_from_data,
    propose_plan,
)
from ..rules.evenings import Key

REASONS = {ClosedDays.Kind.SCHOOL: Reason.SCHOOL_HOLIDAY, ClosedDays.Kind.OWN: Reason.OWN}
YEARS_AHEAD = 5
"""A plan ends, or is refused, before this."""


def closures_at(place: CoursePlace, years: Iterable[int]) -> list[Closure]:
    """Give what closes days at a place in these years: holidays of its country, school holidays of its municipality,
    closed days of its own. One query."""
    municipality = place.municipality if isinstance(place, District) else place
    wanted = sorted(set(years))
    rows = ClosedDays.objects.counting_at(place).filter(
        last__year__gte=wanted[0],
        first__year__lte=wanted[-1],
    )
    return [*closures_of(municipality.country_id, wanted), *(closure_of(row) for row in rows)]


def closure_of(row: ClosedDays) -> Closure:
    """Give stored closed days as the rules take them."""
    kind = ClosedDays.Kind(row.kind)
    return Closure(row.first, row.last, REASONS[kind], row.label, row.source, row.source_year, row.to_check)


def closed_days_kept_by(user: User) -> QuerySet[ClosedDays]:
    """Give the closed days of the places in the countries that she looks after, with their places."""
    countries = countries_edited_by(user)
    return ClosedDays.objects.filter(
        Q(municipality__country__in=countries) | Q(district__municipality__country__in=countries)
    ).select_related("municipality", "district__municipality", "country")


def places_closed_by(user: User) -> dict[str, CoursePlace]:
    """Give the places where she runs courses and may close days, by how they stand in addresses. Four queries."""
    return {place.path: place for place in course_places(user)}


def closed_days_shown_to(user: User) -> QuerySet[ClosedDays]:
    """Give the closed days that she keeps, and those that count where she runs courses, with their places."""
    condition = Q(pk__in=closed_days_kept_by(user).values("pk"))
    for place in course_places(user):
        condition |= Q(pk__in=ClosedDays.objects.counting_at(place).values("pk"))
    return ClosedDays.objects.filter(condition).select_related("municipality", "district__municipality", "country")


def places_kept_by(user: User) -> dict[str, CoursePlace]:
    """Give the municipalities and districts of the countries that she looks after, by how they stand in addresses. Two
    queries."""
    countries = countries_edited_by(user)
    districts = District.objects.filter(municipality__country__in=countries).select_related("municipality")
    places: list[CoursePlace] = [*Municipality.objects.filter(country__in=countries), *districts]
    return {place.path: place for place in places}


def school_days_known_until(place: CoursePlace) -> date | None:
    """Give the last day of the last school holiday that is known at a place; None when none is."""
    known = ClosedDays.objects.counting_at(place).filter(kind=ClosedDays.Kind.SCHOOL)
    return known.aggregate(latest=Max("last"))["latest"]


def proposal_at(place: CoursePlace, asked: Asked, outline: Sequence[Sitting]) -> Proposal:
    """Propose a plan at a place, with everything that is known to be closed there and all feasts. One query."""
    years = range(asked.first.year, asked.first.year + YEARS_AHEAD)
    return propose_plan(
        outline=outline,
        first=asked.first,
        rhythm=asked.rhythm,
        start=asked.start,
        end=asked.end,
        closures=closures_at(place, years),
        # The Ramadan of a year may have begun in the year before.
        feasts=feasts(range(asked.first.year - 1, asked.first.year + YEARS_AHEAD)),
    )


def draft_parts(draft: PlanDraft) -> tuple[Asked, tuple[Sitting, ...]]:
    """Give what was asked of a draft, and what is held on its evenings."""
    return asked_from_data(draft.asked), outline_from_data(draft.evenings)


def proposal_of(draft: PlanDraft) -> Proposal:
    """Propose the plan of a draft as it comes out today, each evening with its venue. One query when the cohort is
    there `with_places`."""
    asked, outline = draft_parts(draft)
    proposal = proposal_at(draft.cohort.place, asked, outline)
    usual = asked.venue or draft.cohort.venue_id
    return replace(proposal, evenings=tuple(replace(each, venue=each.venue or usual) for each in proposal.evenings))


def occasions_beside(cohort: Cohort, evenings: Sequence[Evening]) -> list[Occasion]:
    """Give the evenings of other cohorts, on the days of these, that need one of their venues or of the people of this
    cohort: those who run it and the women in it. Three queries."""
    own = _people_of([cohort.pk])[cohort.pk]
    venues = {evening.venue or cohort.venue_id for evening in evenings} - {None}
    # Where zones differ, an evening may overlap one of the day before or after.
    days = {evening.day + timedelta(days=shift) for evening in evenings for shift in (-1, 0, 1)}
    others = list(
        CourseSession.objects.held().filter(date__in=days).exclude(cohort=cohort).order_by("date", "starts_at")
    )
    people = _people_of({session.cohort_id for session in others})
    found = []
    for session in others:
        shared = people[session.cohort_id] & own
        if shared or session.venue_id in venues:
            slot = Slot(session.date, session.starts_at, session.ends_at)
            found.append(Occasion(session.pk, slot, session.time_zone, session.venue_id, frozenset(shared)))
    return found


def _people_of(cohorts: Iterable[int]) -> dict[int, set[int]]:
    """Give who is needed on the evenings of each cohort."""
    found: dict[int, set[int]] = defaultdict(set)
    runs = CohortCoordinator.objects.current().filter(cohort__in=cohorts).values_list("cohort_id", "person_id")
    takes_part = Enrolment.objects.active().filter(cohort__in=cohorts).values_list("cohort_id", "person_id")
    for cohort, person in [*runs, *takes_part]:
        found[cohort].add(person)
    return found


def facts_of(venue: Venue | None) -> VenueFacts | None:
    """Give a venue as the rules take it."""
    if venue is None:
        return None
    return VenueFacts(venue.pk, venue.capacity, venue.step_free, venue.opens_at, venue.closes_at)


def order_conflicts_of(cohort: Cohort, evenings: Sequence[Evening]) -> list[OrderConflict]:
    """Give what is out of order in a plan of a cohort's edition, by the ids of the places. Two queries."""
    places = {place.module_id: place.pk for place in cohort.edition.places.all()}
    modules = {pk: module for module, pk in places.items()}
    order = [modules[key] for key in module_order(evenings) if key in modules]
    found = find_order_conflicts(ordered_modules(cohort.edition), order)
    return [replace(each, module=places[each.module], other=places[each.other]) for each in found]


def warnings_about(cohort: Cohort, evenings: Sequence[Evening]) -> list[str]:
    """Give the codes of what is to be looked at before a plan is used."""
    return warning_codes(conflicts_of(cohort, evenings), order_conflicts_of(cohort, evenings))


def warning_codes(conflicts: dict[Key, list[Conflict]], order: Iterable[OrderConflict]) -> list[str]:
    """Give the codes of conflicts, each with the key of its evening, and of what is out of order."""
    found = {f"{each.code.value}:{key}" for key, several in conflicts.items() for each in several}
    return sorted(found | {f"{each.code.value}:{each.module}" for each in order})


def conflicts_of(cohort: Cohort, evenings: Sequence[Evening]) -> dict[Key, list[Conflict]]:
    """Give what stands in the way of each evening of a plan, by its key: other cohorts, closed days, its venue. Six
    queries."""
    if not evenings:
        return {}
    others = occasions_beside(cohort, evenings)
    closures = closures_at(cohort.place, {evening.day.year for evening in evenings})
    venues = Venue.objects.of(cohort).in_bulk()
    group = cohort.enrolments.taken().count() or cohort.size_min
    people = frozenset(person for other in others for person in other.people)
    found = {}
    for evening in evenings:
        if evening.cancelled:
            continue
        venue = evening.venue or cohort.venue_id
        occasion = Occasion(None, evening.slot, cohort.time_zone, venue, people)
        conflicts = find_conflicts(
            occasion,
            others=others,
            closures=closures,
            venue=facts_of(venues.get(venue)),
            group_size=group,
            needs_access=True,  # who needs it is asked of nobody, so every venue is looked at as if somebody did
        )
        if conflicts:
            found[evening.key] = conflicts
    return found
