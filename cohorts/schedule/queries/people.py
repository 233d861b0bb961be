"""Who of a cohort would be in two places, as far as a reader may see it."""

from collections.abc import Iterable, Mapping

from cohorts.roster.models import CohortCoordinator, Enrolment
from lms.people.models import User

from ..models import CourseSession
from ..rules import Conflict, ConflictCode
from ..rules.evenings import Key

Named = Mapping[tuple[Key, int], User]
"""People by the evening of the other cohort that needs them, and by their key."""


def named_in_two_places(reader: User, conflicts: Iterable[Conflict]) -> Named:
    """Give those whom the reader may see in the other cohort too: a name tells that she is there. The rest is only
    counted. No query where nobody is in two places, else three."""
    taken = [each for each in conflicts if each.code is ConflictCode.PERSON_TAKEN]
    if not taken:
        return {}
    people = {person for each in taken for person in each.facts["people"]}
    sessions = CourseSession.objects.filter(pk__in={each.facts["other"] for each in taken})
    cohorts = dict(sessions.values_list("pk", "cohort"))
    seen: dict[tuple[int, int], User] = {}
    for rows in (
        Enrolment.objects.active().visible_to(reader),
        CohortCoordinator.objects.current().visible_to(reader),
    ):
        for row in rows.filter(person__in=people, cohort__in=set(cohorts.values())).select_related("person"):
            seen[row.cohort_id, row.person_id] = row.person
    return {
        (each.facts["other"], person): seen[cohorts[each.facts["other"]], person]
        for each in taken
        for person in each.facts["people"]
        if (cohorts.get(each.facts["other"]), person) in seen
    }
