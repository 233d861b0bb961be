"""Change a cohort, say what is provided in it, and copy it."""

from collections.abc import Mapping, Sequence
from datetime import time

from django.conf import settings
from django.db import IntegrityError, transaction

from curriculum.models import CurriculumEdition
from lms.kit.guard import refuse, require
from lms.people.models import User

from .. import permissions
from ..models import Cohort, Venue
from ..rules import DISHES
from .auditing import audit
from .cohorts import open_cohort


@transaction.atomic
def change_cohort(
    *, by: User, cohort: Cohort, name: str, weekdays: Sequence[int], starts_at: time, rhythm: str, title_one: str = ""
) -> None:
    """Change the name of a cohort, what its women are called, and its usual weekday and time. Evenings that are
    planned stay where they are. Raises PermissionDenied, and ValidationError with `weekdays`, `cohort_over` or
    `name_taken`."""
    require(permissions.can_run_cohort(by, cohort))
    if not cohort.is_open:
        refuse("cohort_over")
    if not weekdays or not {*weekdays} <= {*range(1, 8)}:
        refuse("weekdays")
    new = {
        "name": name,
        "weekdays": sorted({*weekdays}),
        "starts_at": starts_at,
        "rhythm": rhythm,
        "title_one": title_one,
    }
    _store(by=by, cohort=cohort, new=new)


@transaction.atomic
def set_venue(*, by: User, cohort: Cohort, venue: Venue | None) -> None:
    """Say where a cohort usually meets. Raises PermissionDenied, and ValidationError with `elsewhere`."""
    require(permissions.can_run_cohort(by, cohort))
    if venue and not Venue.objects.of(cohort).filter(pk=venue.pk).exists():
        refuse("elsewhere")
    _store(by=by, cohort=cohort, new={"venue": venue})


@transaction.atomic
def set_provided(
    *, by: User, cohort: Cohort, food: bool, childcare: bool, interpreter: bool, dishes: Mapping[str, int]
) -> None:
    """Say what is provided, and how many want which kind of dish: numbers, never who. Raises PermissionDenied, and
    ValidationError with `dishes`."""
    require(permissions.can_run_cohort(by, cohort))
    if not {*dishes} <= {*DISHES} or any(number < 0 for number in dishes.values()):
        refuse("dishes")
    counted = {kind: number for kind, number in dishes.items() if number}
    new = {"food": food, "childcare": childcare, "interpreter": interpreter, "dishes": counted}
    _store(by=by, cohort=cohort, new=new)


@transaction.atomic
def set_languages(*, by: User, cohort: Cohort, languages: Sequence[str]) -> None:
    """Say in which languages the group reads what is shared with it, by codes of the interface; none is the language of
    the site. Raises PermissionDenied, and ValidationError with `language`."""
    require(permissions.can_run_cohort(by, cohort))
    offered = [code for code, _name in settings.LANGUAGES]
    if not {*languages} <= {*offered}:
        refuse("language")
    # What a copy or an import brought beside the interface's own stays.
    others = [tag for tag in cohort.languages if tag not in offered]
    _store(by=by, cohort=cohort, new={"languages": [code for code in offered if code in languages] + others})


@transaction.atomic
def copy_cohort(*, by: User, cohort: Cohort, name: str) -> Cohort:
    """Open a new cohort that is made like this one: place, edition, weekdays, time, venue, what is provided. Dates,
    people, dishes and messages are not copied. Where the edition is out of use, the newest of its kind takes its place.
    Raises as `open_cohort` does."""
    require(permissions.can_run_cohort(by, cohort))
    edition = cohort.edition
    if edition.state != CurriculumEdition.State.RELEASED:
        same = CurriculumEdition.objects.released().filter(country=edition.country_id, code=edition.code)
        edition = same.first() or edition
    copy = open_cohort(
        by=by,
        place=cohort.place,
        local_group=cohort.local_group,
        edition=edition,
        name=name,
        weekdays=cohort.weekdays,
        starts_at=cohort.starts_at,
        rhythm=Cohort.Rhythm(cohort.rhythm),
        venue=cohort.venue if cohort.venue and not cohort.venue.is_retired else None,
        languages=cohort.languages,
        food=cohort.food,
        childcare=cohort.childcare,
        interpreter=cohort.interpreter,
    )
    if cohort.title_one:
        _store(by=by, cohort=copy, new={"title_one": cohort.title_one, "title_many": cohort.title_many})
    return copy


def _store(*, by: User, cohort: Cohort, new: Mapping[str, object]) -> None:
    changed = [field for field, value in new.items() if getattr(cohort, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(cohort, field, new[field])
    try:
        with transaction.atomic():
            cohort.save(update_fields=changed)
    except IntegrityError:
        refuse("name_taken")
    audit(by=by, obj=cohort, action="cohorts.cohort_changed", fields=changed)
