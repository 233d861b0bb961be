"""What a guest meets: who receives her."""

from cohorts.roster.queries import coordinators_of
from cohorts.schedule.models import CourseSession
from lms.people.models import District, RoleAssignment, User
from lms.people.models.assignments import has_right_at
from lms.people.roles import Right, Role


def hosts_of(session: CourseSession) -> list[User]:
    """Give those who receive a guest: the named coordinators of the cohort who still have their role, helpers last;
    where nobody is left, whoever is coordinator of the place."""
    place = session.cohort.place
    named = [runs.person for runs in coordinators_of(session.cohort)]
    able = [person for person in named if person.is_active and has_right_at(person, Right.SEE_COHORTS, place)]
    if able:
        return able
    at = {"district": place} if isinstance(place, District) else {"municipality": place}
    held = RoleAssignment.objects.running().filter(role=Role.COORDINATOR, **at)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))
