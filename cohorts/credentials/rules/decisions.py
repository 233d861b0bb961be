"""When somebody may be proposed for a diploma, and when two people have decided."""

from dataclasses import dataclass
from enum import StrEnum


class Refusal(StrEnum):
    """Why a diploma cannot be proposed or confirmed."""

    NOT_IN_COURSE = "not_in_course"  # she has left, or has one already
    ALREADY_PROPOSED = "already_proposed"
    REASON_NEEDED = "reason_needed"  # she has less than the rule asks for
    COURSE_NOT_OVER = "course_not_over"  # and she could still come
    SAME_PERSON = "same_person"  # whoever proposes does not confirm
    NAME_NOT_CONFIRMED = "name_not_confirmed"  # nobody prints a name that she has not seen
    NAME_CANNOT_BE_DRAWN = "name_cannot_be_drawn"  # no font of ours has a sign of it
    PAPER_CANNOT_BE_DRAWN = "paper_cannot_be_drawn"  # nor of what stands on it beside her name
    DECIDED_ALREADY = "decided_already"
    ENDED_ALREADY = "ended_already"  # it is replaced or withdrawn
    ASKED_ALREADY = "asked_already"  # somebody waits for the second person
    NOT_ASKED = "not_asked"  # nobody has asked for it, or it was taken back
    NOBODY_TO_GIVE = "nobody_to_give"  # a new paper is asked for, and whoever held the old one is not known here
    NAME_UNCHANGED = "name_unchanged"  # a new name is asked for, and she has confirmed none
    SAY_WHY = "say_why"  # sent back without a word


@dataclass(frozen=True)
class Standpoint:
    """What is known when somebody is proposed. `fulfilled`: she has what the rule asks for."""

    takes_part: bool
    proposed: bool
    fulfilled: bool
    course_over: bool
    reason: str = ""


def why_not_proposed(facts: Standpoint) -> Refusal | None:
    """Say why somebody cannot be proposed for a diploma, if so. Who has less than the rule asks for needs a reason, and
    her course has to be over: before that she can still come."""
    if not facts.takes_part:
        return Refusal.NOT_IN_COURSE
    if facts.proposed:
        return Refusal.ALREADY_PROPOSED
    if facts.fulfilled:
        return None
    if not facts.course_over:
        return Refusal.COURSE_NOT_OVER
    return None if facts.reason.strip() else Refusal.REASON_NEEDED


def why_not_confirmed(
    *, proposed_by: int | None, confirmed_by: int, is_open: bool, name_confirmed: bool
) -> Refusal | None:
    """Say why a proposal cannot be confirmed by somebody, if so. People are given by their keys."""
    if not is_open:
        return Refusal.DECIDED_ALREADY
    if proposed_by == confirmed_by:
        return Refusal.SAME_PERSON
    return None if name_confirmed else Refusal.NAME_NOT_CONFIRMED
