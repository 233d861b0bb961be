"""What a cohort's first page says: what is missing before the first evening."""

from dataclasses import dataclass

from .models import Cohort, CohortCoordinator, Enrolment
from .queries import coordinators_of, number_unsigned
from .rules import SizeWarning, size_warning


@dataclass(frozen=True)
class CohortStart:
    """A cohort in figures. What each of them means for the reader stands in the template."""

    women: int
    asked: int
    size: SizeWarning | None
    team: tuple[CohortCoordinator, ...]
    unsigned: int

    @property
    def taken(self) -> int:
        """Give how many places are taken or offered."""
        return self.women + self.asked

    @property
    def has_helper(self) -> bool:
        """Tell whether somebody shares the work."""
        return len(self.team) > 1


def start_of(cohort: Cohort) -> CohortStart:
    """Give what is known of a cohort before its first evening. Three queries."""
    states = list(cohort.enrolments.taken().values_list("state", flat=True))
    asked = states.count(Enrolment.State.OFFERED)
    return CohortStart(
        women=len(states) - asked,
        asked=asked,
        size=size_warning(len(states), least=cohort.size_min, most=cohort.size_max),
        team=tuple(coordinators_of(cohort)),
        unsigned=number_unsigned(cohort),
    )
