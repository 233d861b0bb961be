"""What stands in the way of a release."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count

from modules.models import EditorialTodo
from modules.queries import subject_approved

from ..models import CurriculumEdition
from ..rules import Finding, Weight, check_edition
from .plans import places_of, plan_of


class TodoCode(StrEnum):
    """What is still open when an edition is to be released."""

    TO_CHECK = "to_check"  # facts of the module's text
    NOT_APPROVED = "not_approved"
    TITLE_IS_PROPOSAL = "title_is_proposal"


@dataclass(frozen=True)
class Todo:
    """One kind of open to-do at one place. `count` says how many."""

    code: TodoCode
    position: int
    title: str
    count: int = 1


@dataclass(frozen=True)
class Readiness:
    """What stands in the way of a release."""

    findings: tuple[Finding, ...]
    unpublished: tuple[int, ...]  # positions whose module has no published text
    todos: tuple[Todo, ...]

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Give the findings no reason lets through."""
        return tuple(finding for finding in self.findings if finding.weight is Weight.REFUSE)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Give what is only worth a look."""
        return tuple(finding for finding in self.findings if finding.weight is Weight.WARN)

    @property
    def is_sound(self) -> bool:
        """Tell whether it can be released, if need be with a reason."""
        return not (self.refusals or self.unpublished)


def readiness_of(edition: CurriculumEdition) -> Readiness:
    """Give everything that is to be known before a release."""
    places = places_of(edition)
    approved = subject_approved(
        {
            place.module.live_revision_id: place.module_id
            for place in places
            if place.module.live and place.module.live_revision_id
        }
    )
    open_todos = dict(
        EditorialTodo.objects.open()
        .filter(page__in=[place.module_id for place in places])
        .values_list("page")
        .annotate(Count("pk"))
    )
    todos = []
    for place in places:
        if count := open_todos.get(place.module_id):
            todos.append(Todo(TodoCode.TO_CHECK, place.position, place.shown_title, count))
        if place.module.live_revision_id not in approved:
            todos.append(Todo(TodoCode.NOT_APPROVED, place.position, place.shown_title))
        if place.title_is_proposal:
            todos.append(Todo(TodoCode.TITLE_IS_PROPOSAL, place.position, place.shown_title))
    return Readiness(
        findings=tuple(check_edition(plan_of(edition))),
        unpublished=tuple(
            place.position for place in places if not (place.module.live and place.module.live_revision_id)
        ),
        todos=tuple(todos),
    )
