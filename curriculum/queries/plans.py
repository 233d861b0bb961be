"""An edition as the rules take it."""

from collections.abc import Iterable
from uuid import UUID

from modules.models import ModulePage

from ..models import CompletionRule, CurriculumEdition, EditionModule
from ..rules import EditionPlan, Kind, OrderedModule, PlannedModule, Rule


def places_of(edition: CurriculumEdition) -> list[EditionModule]:
    """Give the places of an edition in order, with their modules. One query."""
    return list(edition.places.select_related("module__locale").order_by("position"))


def all_modules() -> list[ModulePage]:
    """Give the modules an edition can be made of: each once, in the language it was written in."""
    originals = ModulePage.objects.filter(alias_of__isnull=True).select_related("locale").order_by("pk")
    found: dict[UUID, ModulePage] = {}
    for page in originals:
        found.setdefault(page.translation_key, page)
    return list(found.values())


def rule_of(edition: CurriculumEdition, places: Iterable[EditionModule] | None = None) -> Rule | None:
    """Give the rule of an edition with its mandatory modules (keys are ids of modules), or None if it has none yet."""
    stored = CompletionRule.objects.filter(edition=edition).first()
    if stored is None:
        return None
    held = places_of(edition) if places is None else places
    return Rule(
        share=stored.share,
        mandatory=frozenset(place.module_id for place in held if place.mandatory),
        catch_up_allowed=stored.catch_up_allowed,
        max_catch_ups=stored.max_catch_ups,
        ways=stored.ways,
    )


def plan_of(edition: CurriculumEdition) -> EditionPlan:
    """Give an edition as `check_edition` takes it."""
    places = places_of(edition)
    return EditionPlan(
        modules=tuple(
            PlannedModule(place.module_id, place.position, place.hours, Kind(place.module.kind)) for place in places
        ),
        rule=rule_of(edition, places),
        evening_minutes=edition.evening_minutes,
        size_min=edition.size_min,
        size_max=edition.size_max,
    )


def ordered_modules(edition: CurriculumEdition) -> list[OrderedModule]:
    """Give what each module of an edition asks of its place in a plan of evenings: the first frame opens, the last
    one closes, and the methods keep the order of the edition."""
    places = places_of(edition)
    found: list[OrderedModule] = []
    methods: set[int] = set()
    for number, place in enumerate(places):
        kind = Kind(place.module.kind)
        found.append(
            OrderedModule(
                key=place.module_id,
                opens=kind is Kind.FRAME and number == 0,
                closes=kind is Kind.FRAME and 0 < number == len(places) - 1,
                after=frozenset(methods) if kind is Kind.METHOD else frozenset(),
            )
        )
        if kind is Kind.METHOD:
            methods.add(place.module_id)
    return found
