"""What "My page" shows: one section for each role somebody holds, with the places she holds it at."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from cohorts.attendance.dashboards import Progress, WhatWeDid, own_progress, what_we_did
from cohorts.attendance.queries import newest_told
from cohorts.credentials.dashboards import number_waiting
from cohorts.desk.dashboards import CohortCard, OwnEvening, nearest_evening, own_evenings, own_places
from cohorts.guests.models import GuestMaterialVersion
from cohorts.guests.queries.material import material_shown
from cohorts.roster.models import Enrolment
from cohorts.roster.queries import questions_waiting_for
from lms.people.models import DataRequest, District, LocalGroup, RoleAssignment, User
from lms.people.queries import questions_to, unread_by
from lms.people.roles import LEARNERS, Role
from modules.dashboards.reviews import EditorialWork, work_waiting
from modules.queries import HelpCard, SlotValue, help_cards, place_of_reader, slot_values

COORDINATOR_SLOT = "koordinator"
"""The local place of the texts in which a district says who runs its courses, and when she can be called."""


@dataclass(frozen=True)
class RolePlace:
    """Where a role is held, until when, and what the women there are called."""

    name: str
    within: str  # the place around it; empty for a municipality or an organisation
    title_one: str
    until: datetime | None


@dataclass(frozen=True)
class RoleSection:
    """One role and its places."""

    role: Role
    name: str
    template: str
    places: tuple[RolePlace, ...]

    @property
    def titles_one(self) -> tuple[str, ...]:
        """Give what one of her group is called, each word once."""
        return tuple(dict.fromkeys(place.title_one for place in self.places))


@dataclass(frozen=True)
class RoleQuestion:
    """A role she has been asked to take."""

    public_id: UUID
    role: str
    place: str


@dataclass(frozen=True)
class HerCourse:
    """What a woman asks on any evening: what is next, what did we do, am I on track."""

    evenings: tuple[OwnEvening, ...] = ()  # the next of each of her cohorts, and what is held if that is not
    did: WhatWeDid | None = None  # what was done last, once it was sent to her
    material: tuple[GuestMaterialVersion, ...] = ()  # of that evening
    progress: tuple[Progress, ...] = ()  # how far she has come in each course that runs
    over: str = ""  # how her newest course ended; empty while one is open, or where she has had none
    is_any: bool = False  # she has, or has had, a place

    @property
    def names_cohorts(self) -> bool:
        """Tell whether it has to be said of which cohort an evening is."""
        return len({evening.cohort.pk for evening in self.evenings}) > 1

    @property
    def has_begun(self) -> bool:
        """Tell whether an evening of hers was held."""
        return any(each.has_begun for each in self.progress)


@dataclass(frozen=True)
class NearestHelp:
    """Whom she can call at once: who runs her course, as her district has filled it in, and the checked numbers of her
    country for any trouble."""

    coordinator: SlotValue | None = None
    services: tuple[HelpCard, ...] = ()


@dataclass(frozen=True)
class MyPage:
    """The first page of somebody who is signed in."""

    first_name: str
    sections: tuple[RoleSection, ...]
    questions: tuple[RoleQuestion, ...] = ()
    unread: int = 0  # messages on the platform
    work: EditorialWork | None = None  # what waits for the secretariat
    asked: int = 0  # questions from cohorts that wait for the secretariat
    data_requests: int = 0  # what people ask about their own data
    completions: int = 0  # proposals for a diploma that wait for the secretariat
    nearest: CohortCard | None = None  # the next evening of the cohorts that she runs
    course: HerCourse = HerCourse()
    help: NearestHelp = NearestHelp()

    @property
    def is_one_screen(self) -> bool:
        """Tell whether she learns or listens and nothing else: then the page is only her four questions."""
        return len(self.sections) == 1 and self.sections[0].role in LEARNERS


def my_page_of(person: User) -> MyPage:
    """Give the sections in the order of the table of roles. Costs three queries, however many roles she has, at most
    twelve more for the secretariat, three for whoever runs cohorts, and for whoever learns or listens four, and
    fifteen more for her course."""
    language = get_language() or ""
    held: dict[Role, list[RoleAssignment]] = {role: [] for role in Role}
    for assignment in person.roles_with_places:
        held[Role(assignment.role)].append(assignment)
    learns = any(held[role] for role in LEARNERS)
    return MyPage(
        first_name=person.get_short_name(),
        sections=tuple(_section(role, assignments) for role, assignments in held.items() if assignments),
        questions=tuple(_question(asked) for asked in questions_to(person)),
        unread=unread_by(person),
        work=work_waiting() if held[Role.SECRETARIAT] else None,
        asked=questions_waiting_for(person).count() if held[Role.SECRETARIAT] else 0,
        data_requests=DataRequest.objects.open().to_answer(person).count() if held[Role.SECRETARIAT] else 0,
        completions=number_waiting(person) if held[Role.SECRETARIAT] else 0,
        nearest=nearest_evening(person) if held[Role.COORDINATOR] or held[Role.HELPER] else None,
        course=_course_of(own_places(person), language) if learns else HerCourse(),
        help=_help_near(person, language) if learns else NearestHelp(),
    )


def _course_of(places: list[Enrolment], language: str) -> HerCourse:
    open_ones = [place for place in places if place.cohort.is_open and place.takes_part]
    if not open_ones:
        return HerCourse(over=places[0].cohort.state if places else "", is_any=bool(places))
    note = newest_told(open_ones)
    return HerCourse(
        evenings=own_evenings(open_ones),
        did=what_we_did(note, language) if note else None,
        material=tuple(material_shown([note.session]).get(note.session_id, ())) if note else (),
        progress=own_progress(open_ones),
        is_any=True,
    )


def _help_near(person: User, language: str) -> NearestHelp:
    place = place_of_reader(person)
    town = place.municipality if isinstance(place, District) else place
    cards = help_cards((), language, town.country_id if town else "").values()
    return NearestHelp(
        coordinator=slot_values(place).get(COORDINATOR_SLOT),
        services=tuple(card for card in cards if card.call_url and _is_for_any_trouble(card.number)),
    )


def _is_for_any_trouble(number: str) -> bool:
    """Tell whether a number says nothing about whoever calls it: emergency numbers have three digits in all our
    countries, and two more are those of the doctor on call. Somebody may look over her shoulder, so lines for one
    trouble stand on the page about help only."""
    return len(number) == 3 or number.replace(" ", "") in ("116117", "1813")


def _question(asked: RoleAssignment) -> RoleQuestion:
    section = _section(Role(asked.role), [asked])
    return RoleQuestion(public_id=asked.public_id, role=section.name, place=section.places[0].name)


def _section(role: Role, assignments: list[RoleAssignment]) -> RoleSection:
    places = sorted((_place(assignment) for assignment in assignments), key=lambda place: place.name)
    name = str(role.label)
    if role is Role.VOLUNTEER:
        # A neighbourhood mother is called what her own group calls her.
        name = " · ".join(dict.fromkeys(place.title_one.capitalize() for place in places))
    return RoleSection(role=role, name=name, template=f"home/roles/{role.value}.html", places=tuple(places))


def _place(assignment: RoleAssignment) -> RolePlace:
    place = assignment.place
    group = place if isinstance(place, LocalGroup) else None
    around = getattr(place, "district", None) or getattr(place, "municipality", None)
    return RolePlace(
        name=place.name,
        within=around.name if around else "",
        title_one=group.title_one if group else "",
        until=assignment.ends_at,
    )
