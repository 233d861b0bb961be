"""In which order modules may be taught."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Key = Hashable


class OrderCode(StrEnum):
    """What can be wrong with an order."""

    NOT_FIRST = "not_first"  # another module stands before one that opens the course
    NOT_LAST = "not_last"  # another module stands after one that closes it
    TOO_EARLY = "too_early"  # it stands before a module it builds upon


@dataclass(frozen=True)
class OrderedModule:
    """What a module asks of its place."""

    key: Key
    opens: bool = False
    closes: bool = False
    after: frozenset[Key] = frozenset()  # the modules it builds upon


@dataclass(frozen=True)
class OrderConflict:
    """One thing that is out of order: a module, and the one it collides with."""

    code: OrderCode
    module: Key
    other: Key


def find_order_conflicts(modules: Iterable[OrderedModule], order: Sequence[Key]) -> list[OrderConflict]:
    """Give what is out of order, in the sequence in which it is met. An order that is not complete yet is fine, as are
    keys nobody knows (an evening of the group's own). A module that is held twice stands where it is held first,
    except that what closes must come last of all."""
    known = {module.key: module for module in modules}
    planned = [key for key in order if key in known]
    first = {key: place for place, key in reversed(list(enumerate(planned)))}
    last = {key: place for place, key in enumerate(planned)}
    found = []
    for key, place in first.items():
        module = known[key]
        others = [other for other in first if other != key]
        if module.opens:
            before = [other for other in others if first[other] < place and not known[other].opens]
            found += [OrderConflict(OrderCode.NOT_FIRST, key, other) for other in before]
        if module.closes:
            behind = [other for other in others if last[other] > last[key] and not known[other].closes]
            found += [OrderConflict(OrderCode.NOT_LAST, key, other) for other in behind]
        early = [other for other in others if other in module.after and place < first[other]]
        found += [OrderConflict(OrderCode.TOO_EARLY, key, other) for other in early]
    return found
