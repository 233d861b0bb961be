"""Open a cohort, and say who runs it."""

from collections.abc import Sequence
from datetime import time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from curriculum.models import CurriculumEdition
from lms.kit.guard import refuse, require
from lms.people.models import District, LocalGroup, Municipality, User

from .. import permissions
from ..models import Cohort, CohortCoordinator, Venue
from ..models.places import CoursePlace
from .auditing import audit


@transaction.atomic
def open_cohort(
    *,
    by: User,
    place: CoursePlace,
    local_group: LocalGroup | None,
    edition: CurriculumEdition,
    name: str,
    weekdays: Sequence[int],
    starts_at: time = time(17),
    rhythm: Cohort.Rhythm = Cohort.Rhythm.WEEKLY,
    venue: Venue | None = None,
    languages: Sequence[str] = (),
    food: bool = True,
    childcare: bool = True,
    interpreter: bool = False,
) -> Cohort:
    """Open a cohort that is being planned; whoever opens it runs it. Where there is no group yet, one is made. Time is
    local, 1 of `weekdays` is Monday. Raises PermissionDenied, and ValidationError with `not_released`, `elsewhere`
    (group or venue of another place), `weekdays` or `name_taken`."""
    require(permissions.can_open_cohort(by, place))
    if edition.state != CurriculumEdition.State.RELEASED:
        refuse("not_released")
    if not weekdays or not {*weekdays} <= {*range(1, 8)}:
        refuse("weekdays")
    at = {"district": place} if isinstance(place, District) else {"municipality": place}
    cohort = Cohort(
        **at,
        local_group=_group_at(place, local_group),
        edition=edition,
        name=name,
        weekdays=sorted({*weekdays}),
        starts_at=starts_at,
        rhythm=rhythm,
        venue=venue,
        languages=list(languages),
        food=food,
        childcare=childcare,
        interpreter=interpreter,
        size_min=edition.size_min,
        size_max=edition.size_max,
        created_by=by,
    )
    if venue and not Venue.objects.of(cohort).filter(pk=venue.pk).exists():
        refuse("elsewhere")
    try:
        with transaction.atomic():
            cohort.save()
    except IntegrityError:
        refuse("name_taken")
    CohortCoordinator.objects.create(cohort=cohort, person=by)
    audit(by=by, obj=cohort, action="cohorts.cohort_opened")
    return cohort


def _group_at(place: CoursePlace, chosen: LocalGroup | None) -> LocalGroup:
    """Give the group that was chosen, which has to be of the place, else the first one."""
    municipality = place.municipality if isinstance(place, District) else place
    group = chosen or _first_group(place, municipality)
    its_districts = (None, place.pk) if isinstance(place, District) else (None,)
    if group.municipality_id != municipality.pk or group.district_id not in its_districts:
        refuse("elsewhere")
    return group


def _first_group(place: CoursePlace, municipality: Municipality) -> LocalGroup:
    """Give the group that begins with the first cohort of a place."""
    district = place if isinstance(place, District) else None
    slug = f"{municipality.slug}-{district.slug}" if district else municipality.slug
    return LocalGroup.objects.get_or_create(
        slug=slug, defaults={"name": place.name, "municipality": municipality, "district": district}
    )[0]


@transaction.atomic
def add_coordinator(*, by: User, cohort: Cohort, person: User, is_helper: bool = False) -> CohortCoordinator:
    """Name somebody who runs the cohort too; she must be coordinator or helper at the place. Raises PermissionDenied,
    and ValidationError with `not_at_the_place`."""
    require(permissions.can_run_cohort(by, cohort))
    if not permissions.can_see_women(person, cohort):
        refuse("not_at_the_place")
    row, made = CohortCoordinator.objects.update_or_create(
        cohort=cohort, person=person, defaults={"is_helper": is_helper, "until": None}
    )
    if made:
        audit(by=by, obj=cohort, action="cohorts.coordinator_added")
    return row


@transaction.atomic
def remove_coordinator(*, by: User, cohort: Cohort, person: User) -> None:
    """End that somebody runs a cohort; the last one stays. Again it does nothing. Raises PermissionDenied, and
    ValidationError with `last_coordinator`."""
    require(permissions.can_run_cohort(by, cohort))
    current = CohortCoordinator.objects.current().filter(cohort=cohort)
    if not current.exclude(person=person).filter(is_helper=False).exists():
        refuse("last_coordinator")
    if current.filter(person=person).update(until=timezone.localdate() - timedelta(days=1)):
        audit(by=by, obj=cohort, action="cohorts.coordinator_removed")
