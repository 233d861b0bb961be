"""When a woman has completed the education.

Plain Python: facts in, codes and data out. A module is named by a key; whatever can stand in a set will do.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

Key = Hashable
Share = Fraction | Decimal | float | str


class Standing(StrEnum):
    """What one woman has of one module."""

    PRESENT = "present"
    MADE_UP = "made_up"
    MISSING = "missing"  # it was held without her
    NOT_HELD = "not_held"


class Verdict(StrEnum):
    """How far she is, from best to worst."""

    COMPLETED = "completed"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"  # coming is enough, but more than half of what she may miss is used up
    NEEDS_CATCH_UP = "needs_catch_up"  # coming alone is no longer enough
    OUT_OF_REACH = "out_of_reach"


class Way(StrEnum):
    """How a missed module is made up."""

    VISIT = "visit"  # the same module in another district's cohort
    EVENING = "evening"  # an evening of her own cohort that repeats it: she simply comes
    READ = "read"  # read and listen, its quiz, and a talk


EVERY_WAY = frozenset(Way)


@dataclass(frozen=True)
class Rule:
    """When the education is completed: a share of the modules, and every one of the mandatory ones."""

    share: Share
    mandatory: frozenset[Key] = frozenset()
    catch_up_allowed: bool = True
    max_catch_ups: int | None = None  # how many may count; None is all
    ways: frozenset[Way] = EVERY_WAY

    def allows(self, way: Way) -> bool:
        """Tell whether a module may be made up in this way."""
        return self.catch_up_allowed and way in self.ways


@dataclass(frozen=True)
class Evening:
    """One evening that is still to come, and the modules it holds."""

    modules: frozenset[Key]


@dataclass(frozen=True)
class Judgement:
    """The verdict, and the figures behind it. Lists of modules are in the order of the edition."""

    verdict: Verdict
    credited: int
    needed: int
    to_attend: int  # of the modules ahead, how many she has to attend …
    ahead: int  # … and how many there are that she does not have yet
    catch_ups_needed: int  # the fewest that help; 0 unless the verdict is `needs_catch_up`
    mandatory_missing: tuple[Key, ...]  # held without her, not made up, and not coming again
    mandatory_ahead: tuple[Key, ...]
    can_be_made_up: tuple[Key, ...]
    unplanned: tuple[Key, ...]  # neither held nor in any evening: the course owes them, so they count as ahead


def needed_modules(share: Share, count: int) -> int:
    """Give how many of `count` modules a share asks for, rounded up: 0.8 of 17 is 14. A float means what it shows."""
    return ceil(Fraction(str(share)) * count)


def judge_completion(
    rule: Rule, modules: Sequence[Key], standings: Mapping[Key, Standing], remaining: Iterable[Evening]
) -> Judgement:
    """Judge how far somebody is.

    Takes the rule, the modules of the edition in order, what she has of each (none is `NOT_HELD`) and the evenings
    still to come. A module she missed that comes again can be attended; whatever was held and is missed can be made
    up where the rule allows it, and of the modules made up those count first that are mandatory.
    """
    course = list(dict.fromkeys(modules))
    having = {key: standings.get(key, Standing.NOT_HELD) for key in course}
    present = {key for key in course if having[key] is Standing.PRESENT}
    made_up = {key for key in course if having[key] is Standing.MADE_UP}
    coming = {key for evening in remaining for key in evening.modules}
    unplanned = {key for key in course if having[key] is Standing.NOT_HELD and key not in coming}
    attending = present | {key for key in course if key in coming or key in unplanned}
    needed = needed_modules(rule.share, len(course))

    credited = _credited(rule, course, present, made_up)
    by_attending = _credited(rule, course, attending, made_up - attending)
    with_catch_ups = _credited(rule, course, attending, set(course) - attending)
    spare, may_miss = len(by_attending) - needed, len(course) - needed
    missing_mandatory = rule.mandatory - by_attending

    if _fulfils(rule, needed, credited):
        verdict = Verdict.COMPLETED
    elif _fulfils(rule, needed, by_attending):
        verdict = Verdict.AT_RISK if spare * 2 < may_miss else Verdict.ON_TRACK
    elif _fulfils(rule, needed, with_catch_ups):
        verdict = Verdict.NEEDS_CATCH_UP
    else:
        verdict = Verdict.OUT_OF_REACH

    ahead = attending - credited
    mandatory_ahead = tuple(key for key in course if key in ahead and key in rule.mandatory)
    short = max(0, needed - len(credited))
    return Judgement(
        verdict=verdict,
        credited=len(credited),
        needed=needed,
        to_attend=min(len(ahead), max(short, len(mandatory_ahead))),
        ahead=len(ahead),
        catch_ups_needed=max(len(missing_mandatory), -spare) if verdict is Verdict.NEEDS_CATCH_UP else 0,
        mandatory_missing=tuple(key for key in course if key in missing_mandatory),
        mandatory_ahead=mandatory_ahead,
        can_be_made_up=tuple(key for key in course if rule.catch_up_allowed and key not in attending | made_up),
        unplanned=tuple(key for key in course if key in unplanned),
    )


def _credited(rule: Rule, course: list[Key], present: set[Key], made_up: set[Key]) -> set[Key]:
    """Give what counts: all she attended, and of what she made up as many as the rule lets count."""
    if not rule.catch_up_allowed:
        return set(present)
    first_mandatory = sorted((key for key in course if key in made_up), key=lambda key: key not in rule.mandatory)
    return present | set(first_mandatory[: rule.max_catch_ups])


def _fulfils(rule: Rule, needed: int, credited: set[Key]) -> bool:
    return len(credited) >= needed and rule.mandatory <= credited
