"""The page of an evening: all that whoever leads it needs, with what is needed now first."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from cohorts.guests.figures import GuestsTonight, guests_tonight
from cohorts.roster.queries import coordinators_of
from cohorts.schedule.figures.programme import Programme, TaughtModule, programme_of
from cohorts.schedule.models import CourseSession
from lms.people.models import User
from modules.models import Material
from modules.queries import HelpCard, Version, evening_help, evening_material

from .desk import EveningCard, WhoComes, evening_card

ON_THE_WAY = timedelta(hours=4)  # before it begins: she packs, cooks and sets out chairs
STAYS = timedelta(hours=1)  # after its end: she tidies up


class Phase(StrEnum):
    """What is needed of the page."""

    AHEAD = "ahead"
    NOW = "now"
    OVER = "over"


def phase_of(session: CourseSession) -> Phase:
    """Tell whether an evening is still to be prepared, runs or is about to, or is over."""
    now = timezone.now()
    if now < session.begins - ON_THE_WAY:
        return Phase.AHEAD
    return Phase.NOW if now < session.ends + STAYS else Phase.OVER


@dataclass(frozen=True)
class Cockpit:
    """One evening with what belongs to it."""

    card: EveningCard
    phase: Phase
    programme: Programme
    guests: GuestsTonight
    material: tuple[Material, ...]
    help: tuple[HelpCard, ...]
    team: tuple[User, ...] = ()  # who runs the cohort, where it matters that there are two of them

    @property
    def taught(self) -> list[tuple[TaughtModule, list[Material]]]:
        """Give each module with its national material."""
        return [
            (
                module,
                [
                    piece
                    for piece in self.material
                    if piece.module.translation_key == module.place.module.translation_key
                ],
            )
            for module in self.programme.modules
        ]

    @property
    def is_now(self) -> bool:
        """Tell whether it runs or is about to."""
        return self.phase == Phase.NOW

    @property
    def is_over(self) -> bool:
        """Tell whether it is over."""
        return self.phase == Phase.OVER


def cockpit_of(session: CourseSession, who: WhoComes | None, version: Version | None = None) -> Cockpit:
    """Give the page of an evening; `who` is None for whoever sees no names. Ask `with_modules` first. Two queries, and
    five more where modules, material and services were not read in this version of the content; one more for an evening
    that leaves no trace."""
    language = get_language() or settings.LANGUAGE_CODE
    programme = programme_of(session, language, version)
    guests = guests_tonight(session, with_names=who is not None)
    services = {pk for module in programme.modules if module.text for pk in module.text.parts.services}
    keys = [module.place.module.translation_key for module in programme.modules]
    return Cockpit(
        card=evening_card(session, who, guests.state),
        phase=phase_of(session),
        programme=programme,
        guests=guests,
        material=tuple(evening_material(keys, language, version)) if keys else (),
        help=tuple(evening_help(services, language, version)),
        team=tuple(each.person for each in coordinators_of(session.cohort))
        if who is not None and programme.leaves_no_trace
        else (),
    )
