"""How far each woman has come, and the sentence that says so: the same for her and for whoever runs the cohort."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.text import get_text_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from curriculum.queries import titles_for
from curriculum.rules import Judgement, Standing, Verdict, judge_completion

from .. import queries
from ..models import Attendance
from ..queries import Course
from ..rules import Concern, HeldPart, concerns_about, credited_modules, gives_credit


class ModuleState(StrEnum):
    """What one woman has of one module, as it is shown."""

    PRESENT = "present"
    MADE_UP = "made_up"
    MISSING = "missing"
    OPEN = "open"  # held, and nobody has marked her, or the second half is to come
    AHEAD = "ahead"


@dataclass(frozen=True)
class ModuleLine:
    """One module of the edition, what she has of it, and whether it is one of those that everybody needs."""

    place: EditionModule
    title: str  # in the language at hand; of a sensitive module its neutral name
    state: ModuleState
    can_be_made_up: bool = False

    @property
    def is_mandatory(self) -> bool:
        """Tell whether everybody needs it."""
        return self.place.mandatory


@dataclass(frozen=True)
class Progress:
    """How far one woman has come."""

    enrolment: Enrolment
    judgement: Judgement
    modules: tuple[ModuleLine, ...]
    concerns: tuple[Concern, ...]
    has_begun: bool

    @property
    def sentence(self) -> str:
        """Say it, in the language at hand."""
        return sentence_for(self.judgement, self.modules, has_begun=self.has_begun)


def progress_of(cohort: Cohort, women: Iterable[Enrolment]) -> list[Progress]:
    """Give how far these women of a cohort have come. Six queries, however many women and evenings."""
    women = list(women)
    course = queries.course_of(cohort)
    marks = queries.marks_on(course.held, women)
    titles = titles_for(course.places, get_language() or "")
    return [_progress(course, woman, marks, titles) for woman in women]


def own_progress(places: Iterable[Enrolment]) -> Progress | None:
    """Give how far somebody has come in the first of her places whose course runs; None if none does. Six queries."""
    running = next((place for place in places if place.cohort.state == Cohort.State.RUNNING), None)
    return progress_of(running.cohort, [running])[0] if running else None


def women_to_talk_with(cohort: Cohort) -> int:
    """Count the women of a running cohort with whom something is to be talked about. Seven queries; none before the
    course has begun."""
    if cohort.state != Cohort.State.RUNNING:
        return 0
    return sum(bool(each.concerns) for each in progress_of(cohort, cohort.enrolments.active()))


def _progress(
    course: Course, woman: Enrolment, marks: dict[tuple[int, int], Attendance], titles: dict[int, str]
) -> Progress:
    own = {session.pk: marks[session.pk, woman.pk] for session in course.held if (session.pk, woman.pk) in marks}
    had = credited_modules(_parts(course, own))
    standings = {key: Standing.PRESENT if has else Standing.MISSING for key, has in had.items() if has is not None}
    judgement = judge_completion(course.rule, course.keys, standings, course.coming)
    modules = tuple(
        ModuleLine(place, titles[place.pk], _state(place.pk, had), place.pk in judgement.can_be_made_up)
        for place in course.places
    )
    last = [own[session.pk].status for session in course.held if session.pk in own]
    return Progress(woman, judgement, modules, concerns_about(judgement, last), has_begun=bool(course.held))


def _parts(course: Course, own: dict[int, Attendance]) -> Iterable[HeldPart]:
    for session in course.held:
        mark = own.get(session.pk)
        credit = gives_credit(mark.status, mark.minutes, course.late_minutes) if mark else None
        for row in _modules_of(session):
            yield HeldPart(row.edition_module_id, row.parts, credit, row.part)


def _modules_of(session: CourseSession) -> Iterable:
    return session.session_modules.all()  # read along with the evenings


def _state(key: int, had: dict[int, bool | None]) -> ModuleState:
    if key not in had:
        return ModuleState.AHEAD
    return {True: ModuleState.PRESENT, False: ModuleState.MISSING, None: ModuleState.OPEN}[had[key]]


def sentence_for(judgement: Judgement, modules: Iterable[ModuleLine], *, has_begun: bool) -> str:
    """Give the sentence of a judgement: figures first, then where she stands, then what to do. Modules are named by
    their number, never by what they are about."""
    lines = {line.place.pk: line for line in modules}
    count = len(lines)
    if not has_begun:
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
    }[judgement.verdict](judgement, lines)
    return " ".join(said)


def _completed(judgement: Judgement, lines: dict) -> list[str]:
    return [_("You have what the diploma asks for.")]


def _on_track(judgement: Judgement, lines: dict) -> list[str]:
    return [_("You are on track.")]


def _at_risk(judgement: Judgement, lines: dict) -> list[str]:
    words = {"attend": judgement.to_attend, "ahead": judgement.ahead}
    need = ngettext(
        "You need %(attend)s of the %(ahead)s module that is left.",
        "You need %(attend)s of the %(ahead)s modules that are left.",
        judgement.ahead,
    )
    return [need % words, *_needed_by_all(judgement.mandatory_ahead, lines)]


def _needs_catch_up(judgement: Judgement, lines: dict) -> list[str]:
    need = ngettext(
        "You can make this good: make up %(count)s module.",
        "You can make this good: make up %(count)s modules.",
        judgement.catch_ups_needed,
    ) % {"count": judgement.catch_ups_needed}
    return [need, *_needed_by_all(judgement.mandatory_missing, lines)]


def _out_of_reach(judgement: Judgement, lines: dict) -> list[str]:
    return [_("That is not enough for the diploma this time. Talk with your coordinator: there are ways to go on.")]


def _needed_by_all(keys: Iterable, lines: dict) -> list[str]:
    numbers = [str(lines[key].place.position) for key in keys]
    if not numbers:
        return []
    return [
        ngettext("Everybody needs module %(numbers)s.", "Everybody needs modules %(numbers)s.", len(numbers))
        % {"numbers": get_text_list(numbers, _("and"))}
    ]
