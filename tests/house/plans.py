"""Plans that are being made, for the matrix: a draft for each cohort of the world, which has no evenings then."""

import uuid
from datetime import date, time, timedelta

from django.utils import timezone

from cohorts.models import ClosedDays, Cohort, CourseSession, PlanDraft
from cohorts.schedule.actions.drafts import fingerprint
from cohorts.schedule.queries import proposal_of, warnings_about
from cohorts.schedule.rules import Asked, asked_as_data, one_each, outline_as_data
from tests.house.things import Objects
from tests.house.world import COHORTS, Actor, World

DRAFTS = {letter: uuid.uuid4() for letter in COHORTS}
CLOSED = {letter: uuid.uuid4() for letter in COHORTS}
EVENING = {"place": 0}


def first_evening() -> date:
    """Give a day on which a course could begin."""
    return timezone.localdate() + timedelta(days=30)


def unplanned(world: World, actor: Actor) -> None:
    """Take the evenings of the cohorts away, and begin a plan for each."""
    CourseSession.objects.filter(cohort__in=world.cohorts.values()).delete()
    for letter, cohort in world.cohorts.items():
        PlanDraft.objects.create(
            public_id=DRAFTS[letter],
            cohort=cohort,
            asked=asked_as_data(Asked(first_evening(), time(17), time(20))),
            evenings=outline_as_data(one_each(cohort.edition.places.values_list("pk", flat=True))),
        )


def drafts(world: World, actor: str) -> Objects:
    """Give the drafts by the letters of their cohorts."""
    return {letter: {"public_id": public_id} for letter, public_id in DRAFTS.items()}


def evenings_of_drafts(world: World, actor: str) -> Objects:
    """Give the first evening of each draft."""
    return {letter: {"public_id": public_id} | EVENING for letter, public_id in DRAFTS.items()}


def no_such_evening() -> dict:
    """Give an evening of a draft that is not there."""
    return {"public_id": uuid.uuid4()} | EVENING


def plan_wish(world: World, actor: str, letter: str) -> dict:
    """Ask for a plan."""
    return {"first": first_evening(), "weekdays": [2], "start": "17:00", "end": "20:00", "every_weeks": 1, "seen": 0}


def plan_as_shown(world: World, actor: str, letter: str) -> dict:
    """Use a plan as it comes out."""
    draft = PlanDraft.objects.filter(public_id=DRAFTS.get(letter)).first()
    if draft is None:
        return {}
    draft.cohort = Cohort.objects.with_places().get(pk=draft.cohort_id)
    evenings = proposal_of(draft).evenings
    return {"shown": fingerprint(evenings, warnings_about(draft.cohort, evenings)), "reason": "Det går."}


def one_step(world: World, actor: str, letter: str) -> dict:
    """Put an extra evening behind the first."""
    return {"kind": "extra", "seen": 0}


def with_closed_days(world: World, actor: Actor) -> None:
    """Close a day in each district that has a cohort."""
    for letter, cohort in world.cohorts.items():
        ClosedDays.objects.create(
            public_id=CLOSED[letter],
            district=cohort.district,
            kind=ClosedDays.Kind.OWN,
            label="Stengt",
            first=first_evening(),
            last=first_evening(),
        )


def closed_days(world: World, actor: str) -> Objects:
    """Give the closed days by the letters of their districts."""
    return {letter: {"public_id": public_id} for letter, public_id in CLOSED.items()}


def new_closed_days(world: World, actor: str, letter: str) -> dict:
    """Bring a day that is closed in district A."""
    place = world.cohorts["A"].district
    return {
        "place": place.path,
        "kind": "school",
        "source": "skolen",
        "year": "2027",
        "pasted": f"{first_evening()}; Fri",
    }


def days_to_close(world: World, actor: str, letter: str) -> dict:
    """Close a day of district A."""
    return {"place": world.cohorts["A"].district.path, "first": first_evening(), "label": "Maling"}
