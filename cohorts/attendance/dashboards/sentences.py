"""The sentence of a judgement, made of its codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.roster.models import Enrolment
from curriculum.rules import Verdict

from ..rules import Hint, HintCode

if TYPE_CHECKING:
    from .progress import Progress


def sentence_for(progress: Progress) -> str:
    """Give the sentence: figures first, then where she stands, then what to do, and when and where that can be done.
    Modules are named by their number, never by what they are about."""
    judgement = progress.judgement
    numbers = {line.place.pk: line.place.position for line in progress.modules}
    count = len(numbers)
    if not progress.has_begun:
        return _("The course has %(count)s modules. You need %(needed)s of them.") % {
            "count": count,
            "needed": judgement.needed,
        }
    said = [_("%(credited)s of %(count)s.") % {"credited": judgement.credited, "count": count}]
    said += {
        Verdict.COMPLETED: _completed,
        Verdict.ON_TRACK: _on_track,
        Verdict.AT_RISK: _at_risk,
        Verdict.NEEDS_CATCH_UP: _needs_catch_up,
        Verdict.OUT_OF_REACH: _out_of_reach,
    }[_standing(progress)](progress, numbers)
    said += [hint_words(hint, numbers[hint.module]) for hint in progress.hints]
    return " ".join(said)


def _standing(progress: Progress) -> Verdict:
    """Give where she stands. Once a course is over nothing is promised any more, and what was decided holds."""
    if not progress.is_over or progress.judgement.verdict is Verdict.COMPLETED:
        return progress.judgement.verdict
    has_completed = progress.enrolment.state == Enrolment.State.COMPLETED
    return Verdict.COMPLETED if has_completed else Verdict.OUT_OF_REACH


def hint_words(hint: Hint, number: int) -> str:
    """Say one thing about a module she missed, by its number."""
    words = {"number": number, "place": hint.where}
    if hint.day:
        words["date"] = date_format(hint.day, "MONTH_DAY_FORMAT")
    return {
        HintCode.BOOKED: _("You make up module %(number)s on %(date)s in %(place)s."),
        HintCode.ASKED: _("You have asked to make up module %(number)s on %(date)s in %(place)s."),
        HintCode.NEW_DATE: _("Module %(number)s needs a new date."),
        HintCode.TALK: _("For module %(number)s, a talk with your coordinator is left."),
        HintCode.AGAIN: _("Module %(number)s comes again on %(date)s."),
        HintCode.ELSEWHERE: _("Module %(number)s can be made up on %(date)s in %(place)s."),
        HintCode.READ: _("Module %(number)s can be made up by reading and a talk."),
    }[hint.code] % words


def _completed(progress: Progress, numbers: dict[int, int]) -> list[str]:
    return [_("You have what the diploma asks for.")]


def _on_track(progress: Progress, numbers: dict[int, int]) -> list[str]:
    return [_("You are on track.")]


def _at_risk(progress: Progress, numbers: dict[int, int]) -> list[str]:
    judgement = progress.judgement
    words = {"attend": judgement.to_attend, "ahead": judgement.ahead}
    if progress.by_evening:
        need = ngettext(
            "You need %(attend)s of the %(ahead)s evening left",
            "You need %(attend)s of the %(ahead)s evenings left",
            judgement.ahead,
        )
    else:
        need = ngettext(
            "You need %(attend)s of the %(ahead)s module left",
            "You need %(attend)s of the %(ahead)s modules left",
            judgement.ahead,
        )
    if not judgement.mandatory_ahead:
        return [_("%(clause)s.") % {"clause": need % words}]
    mandatory = ngettext(
        "module %(numbers)s is mandatory", "modules %(numbers)s are mandatory", len(judgement.mandatory_ahead)
    ) % {"numbers": _listed(judgement.mandatory_ahead, numbers)}
    return [_("%(need)s, and %(mandatory)s.") % {"need": need % words, "mandatory": mandatory}]


def _needs_catch_up(progress: Progress, numbers: dict[int, int]) -> list[str]:
    judgement = progress.judgement
    need = ngettext(
        "You can make this good: make up %(count)s module.",
        "You can make this good: make up %(count)s modules.",
        judgement.catch_ups_needed,
    ) % {"count": judgement.catch_ups_needed}
    return [need, *_needed_by_all(judgement.mandatory_missing, numbers)]


def _out_of_reach(progress: Progress, numbers: dict[int, int]) -> list[str]:
    return [_("That is not enough for the diploma this time. Talk with your coordinator: there are ways to go on.")]


def _needed_by_all(keys: tuple, numbers: dict[int, int]) -> list[str]:
    if not keys:
        return []
    return [
        ngettext("Everybody needs module %(numbers)s.", "Everybody needs modules %(numbers)s.", len(keys))
        % {"numbers": _listed(keys, numbers)}
    ]


def _listed(keys: Iterable, numbers: dict[int, int]) -> str:
    return get_text_list([str(numbers[key]) for key in keys], _("and"))
