"""The programme of an evening: the plans of its modules by the clock, and what its texts say."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from curriculum.models import EditionModule
from curriculum.queries import EveningText, evening_texts
from modules.blocks.evening import STEP_KINDS
from modules.models import Sensitivity
from modules.queries import Version

from ..models import CourseSession, SessionModule
from ..rules.programme import Portion, Timed, TimedStep, timed

NAMES = dict(STEP_KINDS)
CAREFUL = (Sensitivity.NO, Sensitivity.PARTLY, Sensitivity.YES)


def name_of(step: TimedStep) -> str:
    """Give the neutral name of a step: what sort it is, and nothing of what it is about."""
    return str(NAMES.get(step.step.kind, _("Step")))


@dataclass(frozen=True)
class TaughtModule:
    """A module of an evening with the text that its cohort's edition has pinned; without one it has not been read."""

    row: SessionModule
    text: EveningText | None

    @property
    def place(self) -> EditionModule:
        """Give its place in the edition."""
        return self.row.edition_module

    @property
    def title(self) -> str:
        """Give what it is called, in the language of its text."""
        return self.text.title if self.text else self.place.shown_title

    @property
    def neutral_title(self) -> str:
        """Give what it is called on paper and wherever somebody looks on."""
        return self.text.neutral_name if self.text and self.leaves_no_trace else self.title

    @property
    def sensitivity(self) -> str:
        """Give how careful its readers must be."""
        return self.text.sensitivity if self.text else self.place.module.sensitivity

    @property
    def leaves_no_trace(self) -> bool:
        """Tell whether nothing of it may be kept or named."""
        return self.sensitivity == Sensitivity.YES

    @property
    def has_plan(self) -> bool:
        """Tell whether its text plans the evening."""
        return bool(self.text and self.text.parts.steps)


@dataclass(frozen=True)
class Programme:
    """The programme of one evening."""

    session: CourseSession
    modules: tuple[TaughtModule, ...]
    timed: Timed

    @property
    def lines(self) -> list[tuple[TimedStep, str, TaughtModule]]:
        """Give each step with its neutral name and its module."""
        return [(each, name_of(each), self.modules[each.module]) for each in self.timed.steps]

    @property
    def without_plan(self) -> list[TaughtModule]:
        """Give the modules whose text plans no evening."""
        return [module for module in self.modules if not module.has_plan]

    @property
    def sensitivity(self) -> str:
        """Give how careful the evening is: as its most careful module."""
        return max((module.sensitivity for module in self.modules), key=CAREFUL.index, default=Sensitivity.NO)

    @property
    def leaves_no_trace(self) -> bool:
        """Tell whether what it is about may be kept or named nowhere."""
        return self.sensitivity == Sensitivity.YES

    @property
    def first_talk(self) -> TimedStep | None:
        """Give the first step in which somebody talks to the group: when a guest has to be there."""
        return next((each for each in self.timed.steps if each.step.kind == "input"), None)


def programme_of(session: CourseSession, language: str, version: Version | None = None) -> Programme:
    """Give the programme of an evening in a language, by the texts that its cohort's edition has pinned. Ask
    `with_modules` first. One query at most."""
    rows = list(session.session_modules.all())
    texts = evening_texts([row.edition_module for row in rows], language, version)
    modules = tuple(TaughtModule(row, texts.get(row.edition_module_id)) for row in rows)
    portions = [
        Portion(module.text.parts.steps if module.text else (), module.row.part, module.row.parts) for module in modules
    ]
    return Programme(session, modules, timed(portions, session.begins, session.ends))


def programme_on_phone(programme: Programme) -> list[dict[str, str | int]]:
    """Give the programme as a phone keeps it: times, and each step by its neutral name. Every evening looks the same,
    so that nobody can tell from what is missing which ones are sensitive."""
    return [
        {
            "at": f"{each.begins:%H:%M}",
            "begins": each.begins.isoformat(timespec="minutes"),
            "ends": each.ends.isoformat(timespec="minutes"),
            "minutes": each.minutes,
            "name": name,
        }
        for each, name, _module in programme.lines
    ]
