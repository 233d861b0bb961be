"""What an edition has to be before it can be released."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .completion import Key, Rule


class Kind(StrEnum):
    """What a module is to the course."""

    FRAME = "frame"  # opens or closes it
    SUBJECT = "subject"
    METHOD = "method"


class Weight(StrEnum):
    """What a finding means for the release."""

    REFUSE = "refuse"
    WARN = "warn"


class EditionCode(StrEnum):
    """What can be wrong with an edition."""

    NO_MODULES = "no_modules"
    POSITION_TAKEN_TWICE = "position_taken_twice"
    POSITION_GAP = "position_gap"
    MODULE_TWICE = "module_twice"
    HOURS_NOT_POSITIVE = "hours_not_positive"
    HOURS_DIFFER_FROM_EVENING = "hours_differ_from_evening"
    FIRST_IS_NO_FRAME = "first_is_no_frame"
    LAST_IS_NO_FRAME = "last_is_no_frame"
    EVENING_NOT_POSITIVE = "evening_not_positive"
    SIZE_TURNED_ROUND = "size_turned_round"
    NO_RULE = "no_rule"
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    MANDATORY_UNKNOWN = "mandatory_unknown"
    MORE_MANDATORY_THAN_MODULES = "more_mandatory_than_modules"


@dataclass(frozen=True)
class PlannedModule:
    """One place of an edition."""

    key: Key
    position: int
    hours: Decimal
    kind: Kind


@dataclass(frozen=True)
class EditionPlan:
    """An edition as it is to be released."""

    modules: tuple[PlannedModule, ...]
    rule: Rule | None
    evening_minutes: int
    size_min: int
    size_max: int


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or worth a look, and the positions it is about."""

    code: EditionCode
    positions: tuple[int, ...] = ()
    weight: Weight = Weight.REFUSE


def check_edition(plan: EditionPlan) -> list[Finding]:
    """Give what stands in the way of a release, and what is only worth a look."""
    if not plan.modules:
        return [Finding(EditionCode.NO_MODULES), *_check_frame_of_numbers(plan), *_check_rule(plan)]
    return [*_check_positions(plan), *_check_hours(plan), *_check_frame_of_numbers(plan), *_check_rule(plan)]


def _check_positions(plan: EditionPlan) -> list[Finding]:
    found = []
    positions = Counter(module.position for module in plan.modules)
    if twice := tuple(sorted(position for position, times in positions.items() if times > 1)):
        found.append(Finding(EditionCode.POSITION_TAKEN_TWICE, twice))
    if gaps := tuple(sorted(set(range(1, max(positions) + 1)) - positions.keys())):
        found.append(Finding(EditionCode.POSITION_GAP, gaps))
    keys = Counter(module.key for module in plan.modules)
    if again := tuple(sorted(module.position for module in plan.modules if keys[module.key] > 1)):
        found.append(Finding(EditionCode.MODULE_TWICE, again))
    ordered = sorted(plan.modules, key=lambda module: module.position)
    if ordered[0].kind is not Kind.FRAME:
        found.append(Finding(EditionCode.FIRST_IS_NO_FRAME, (ordered[0].position,)))
    if ordered[-1].kind is not Kind.FRAME or len(ordered) == 1:
        found.append(Finding(EditionCode.LAST_IS_NO_FRAME, (ordered[-1].position,)))
    return found


def _check_hours(plan: EditionPlan) -> list[Finding]:
    found = []
    if none := tuple(sorted(module.position for module in plan.modules if module.hours <= 0)):
        found.append(Finding(EditionCode.HOURS_NOT_POSITIVE, none))
    differing = [module for module in plan.modules if module.hours > 0 and module.hours * 60 != plan.evening_minutes]
    if differing and plan.evening_minutes > 0:
        positions = tuple(sorted(module.position for module in differing))
        found.append(Finding(EditionCode.HOURS_DIFFER_FROM_EVENING, positions, Weight.WARN))
    return found


def _check_frame_of_numbers(plan: EditionPlan) -> list[Finding]:
    found = []
    if plan.evening_minutes <= 0:
        found.append(Finding(EditionCode.EVENING_NOT_POSITIVE))
    if not 0 < plan.size_min <= plan.size_max:
        found.append(Finding(EditionCode.SIZE_TURNED_ROUND))
    return found


def _check_rule(plan: EditionPlan) -> list[Finding]:
    if plan.rule is None:
        return [Finding(EditionCode.NO_RULE)]
    return [Finding(code) for code in check_rule(plan.rule, {module.key for module in plan.modules})]


def check_rule(rule: Rule, modules: Collection[Key]) -> list[EditionCode]:
    """Give why nobody could fulfil a rule with these modules; nothing when it can be fulfilled."""
    found = []
    if not 0 < Fraction(str(rule.share)) <= 1:
        found.append(EditionCode.SHARE_OUT_OF_RANGE)
    if len(rule.mandatory) > len(modules):
        found.append(EditionCode.MORE_MANDATORY_THAN_MODULES)
    elif rule.mandatory - set(modules):
        found.append(EditionCode.MANDATORY_UNKNOWN)
    return found
