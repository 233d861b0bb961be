"""A database with cohorts whose proposals wait for the second person."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cohorts.models import Attendance, Cohort, CompletionDecision, DiplomaWishes, Enrolment
from curriculum.models import CurriculumEdition
from lms.people.models import Municipality, User
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, planned_weekly
from tests.factories.curriculum import make_module, make_released
from tests.factories.people import DistrictFactory, OrganisationFactory, person_with

MODULES = 17


@dataclass(frozen=True)
class Seeded:
    """A cohort, who runs it, and the keys of its proposals."""

    cohort: Cohort
    coordinator: User
    decisions: list[int]


def edition_and_secretary() -> tuple[CurriculumEdition, User]:
    """Give an edition of seventeen modules, and somebody of the secretariat."""
    edition = make_released([make_module(f"Modul {number} om hverdagen", "frame") for number in range(1, MODULES + 1)])
    return edition, person_with(Role.SECRETARIAT, OrganisationFactory())


def proposed(edition: CurriculumEdition, count: int, phones: int, within: Municipality | None = None) -> Seeded:
    """Make a cohort whose evenings are over, of women who came to all of them and are proposed. `phones` is the first
    number that no woman has yet."""
    district = DistrictFactory(municipality=within) if within else DistrictFactory()
    cohort = CohortFactory(edition=edition, state=Cohort.State.RUNNING, district=district)
    planned_weekly(cohort, timezone.localdate() - timedelta(weeks=20))
    coordinator = person_with(Role.COORDINATOR, district)
    people = User.objects.bulk_create(
        User(name=f"Amina Prøve {phones + n}", phone=f"+47{40_000_000 + phones + n}") for n in range(count)
    )
    places = Enrolment.objects.bulk_create(Enrolment(cohort=cohort, person=each) for each in people)
    now = timezone.now()
    DiplomaWishes.objects.bulk_create(
        DiplomaWishes(enrolment=each, name=each.person.name, languages=["nb"], name_confirmed_at=now) for each in places
    )
    Attendance.objects.bulk_create(
        Attendance(session=session, enrolment=each, status="present", revision=1)
        for session in cohort.sessions.all()
        for each in places
    )
    said = {"credited": list(range(1, MODULES + 1)), "needed": MODULES, "fulfilled": True, "proposed_by": coordinator}
    rows = CompletionDecision.objects.bulk_create(CompletionDecision(enrolment=each, **said) for each in places)
    return Seeded(cohort, coordinator, [row.pk for row in rows])
