"""The demo's courses: one in its middle, one planned across Christmas, one in Denmark, all counted from today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from cohorts.models import ClosedDays, Cohort, CourseSession, EveningExtra, Rsvp, Venue
from cohorts.roster.actions import add_coordinator, enrol, open_cohort, start_cohort
from cohorts.roster.models.places import CoursePlace
from cohorts.schedule.actions import PlannedEvening, add_extra, answer_evening, use_plan
from cohorts.schedule.actions.changes import change_plan
from cohorts.schedule.queries.changing import outlook_of
from cohorts.schedule.rules.closed import Closure, Reason, closures_of
from cohorts.schedule.rules.edits import Move
from cohorts.schedule.rules.evenings import Slot
from cohorts.schedule.rules.planning import Rhythm, one_each, propose_plan
from curriculum.models import CurriculumEdition
from lms.demo_after import look_back
from lms.demo_attendance import take_rolls
from lms.demo_catch_ups import make_up
from lms.demo_credentials import complete_course
from lms.demo_guests import ask_in_alna, ask_in_kobenhavn, ask_in_vestre_aker
from lms.people.actions.settings import choose_languages
from lms.people.models import District, LocalGroup, User

DAY, WEEK = timedelta(days=1), timedelta(days=7)
TUESDAY, WEDNESDAY, THURSDAY = 2, 3, 4


@dataclass(frozen=True)
class DemoWoman:
    """An invented woman; the number of her phone can belong to nobody."""

    name: str
    phone: str
    language: str = "nb"
    speaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoCourse:
    """One course: where, by which edition, from when, and who takes part. `first` gives the day before which it does
    not begin, from the day of today."""

    name: str
    coordinator: str
    edition: str
    weekday: int
    first: Callable[[date], date]
    venue: dict
    women: tuple[DemoWoman, ...]
    languages: tuple[str, ...]
    group: str = ""
    district: str = ""  # where there is no group yet: the course makes one
    until: time = time(20)
    helper: str = ""
    running: bool = True
    lively: bool = False  # an evening has been moved, women have answered, and an exercise was added


def eight_evenings_ago(today: date) -> date:
    """Give a day so long ago that about half of a course is over."""
    return today - 8 * WEEK


def before_christmas(today: date) -> date:
    """Give a day from which a course that is still to begin goes on across the next Christmas."""
    christmas = date(today.year, 12, 24)
    if christmas - today < 3 * WEEK:
        christmas = date(today.year + 1, 12, 24)
    return max(today + 9 * DAY, christmas - 8 * WEEK)


def three_evenings_ago(today: date) -> date:
    """Give a day so long ago that a course has just begun."""
    return today - 3 * WEEK


def long_ago(today: date) -> date:
    """Give a day so long ago that a course is over, holidays and all."""
    return today - 40 * WEEK


def five_evenings_ago(today: date) -> date:
    """Give a day so long ago that a course has come to what one that began earlier has behind it."""
    return today - 5 * WEEK


ALNA = DemoCourse(
    name="Alna kveld",
    coordinator="coordA",
    helper="helperA",
    lively=True,
    group="bydelsmodre-alna",
    edition="NO-17",
    weekday=TUESDAY,
    first=eight_evenings_ago,
    venue={
        "name": "Møteplassen Brua (demo)",
        "where": "Demoveien 9, Haugerud",
        "way_in": "Ring på klokka ved den blå døra.",
        "capacity": 30,
        "step_free": True,
        "opens_at": time(9),
        "closes_at": time(22),
    },
    women=(
        DemoWoman("Amal Haddad", "+4710000002", "ar", ("ar", "nb")),
        DemoWoman("Selam Tesfay", "+4710000003", "nb", ("ti", "am")),
        DemoWoman("Oksana Bondarenko", "+4710000004", "en", ("uk",)),
        DemoWoman("Shabana Iqbal", "+4710000101", "nb", ("ur", "nb")),
        DemoWoman("Hamdi Warsame", "+4710000102", "nb", ("so", "nb")),
        DemoWoman("Meryem Arslan", "+4710000103", "nb", ("tr", "nb")),
        DemoWoman("Kavitha Rajan", "+4710000104", "en", ("ta", "en")),
        DemoWoman("Nour Khatib", "+4710000105", "ar", ("ar",)),
        DemoWoman("Agnieszka Nowak", "+4710000106", "nb", ("pl", "nb")),
        DemoWoman("Lwam Gebremedhin", "+4710000107", "nb", ("ti",)),
    ),
    languages=("nb", "ar", "en"),
)
VESTRE_AKER = DemoCourse(
    name="Vestre Aker vinter",
    coordinator="coordB",
    group="bydelsmodre-vestre-aker",
    edition="NO-17",
    weekday=THURSDAY,
    first=before_christmas,
    venue={"name": "Seterstua (demo)", "where": "Demolia 14, Røa", "capacity": 24, "opens_at": time(16)},
    women=(
        DemoWoman("Fatuma Abdi", "+4710000005", "nb", ("so", "sw")),
        DemoWoman("Maryam Hosseini", "+4710000201", "nb", ("prs", "nb")),
        DemoWoman("Joy Okafor", "+4710000202", "en", ("en",)),
        DemoWoman("Linh Tran", "+4710000203", "nb", ("vi", "nb")),
        DemoWoman("Sahra Mohamud", "+4710000204", "nb", ("so",)),
        DemoWoman("Elena Popescu", "+4710000205", "nb", ("ro", "nb")),
    ),
    languages=("nb", "en"),
    running=False,
)
KOBENHAVN = DemoCourse(
    name="Nørrebro formiddag",
    coordinator="coordD",
    group="bydelsmodre-kobenhavn",
    edition="DK-15",
    weekday=TUESDAY,
    first=three_evenings_ago,
    venue={"name": "Beboerhuset Kilden (demo)", "where": "Demogade 3, København N", "capacity": 26},
    women=(
        DemoWoman("Hodan Jama", "+4510000001", "da", ("so", "da")),
        DemoWoman("Gülay Demir", "+4510000002", "da", ("tr", "da")),
        DemoWoman("Rana Suleiman", "+4510000003", "ar", ("ar",)),
        DemoWoman("Olena Shevchenko", "+4510000004", "en", ("uk", "en")),
        DemoWoman("Farzana Butt", "+4510000005", "da", ("ur", "da")),
        DemoWoman("Jamila El Idrissi", "+4510000006", "da", ("ar", "fr")),
        DemoWoman("Thanh Pham", "+4510000007", "da", ("vi", "da")),
    ),
    languages=("da", "ar", "en"),
)
ALNA_BEFORE = DemoCourse(
    name="Alna vår",
    coordinator="coordA",
    group="bydelsmodre-alna",
    edition="NO-17",
    weekday=THURSDAY,
    first=long_ago,
    venue=ALNA.venue,
    women=(
        DemoWoman("Samira Nasser", "+4710000301", "ar", ("ar", "nb")),
        DemoWoman("Blessing Adeyemi", "+4710000302", "en", ("en",)),
        DemoWoman("Yodit Haile", "+4710000303", "nb", ("am", "nb")),
        DemoWoman("Rukhsana Akhtar", "+4710000304", "nb", ("ur", "nb")),
        DemoWoman("Ayan Ali", "+4710000305", "nb", ("so", "nb")),
        DemoWoman("Dilnoza Karimova", "+4710000306", "nb", ("ru", "nb")),
        DemoWoman("Mina Rezaei", "+4710000307", "nb", ("fa", "nb")),
    ),
    languages=("nb", "ar", "en"),
)
STOVNER = DemoCourse(
    name="Stovner onsdag",
    coordinator="coordS",
    district="stovner",
    edition="NO-17",
    weekday=WEDNESDAY,
    first=five_evenings_ago,
    venue={"name": "Grendehuset (demo)", "where": "Demosvingen 2, Stovner", "capacity": 20, "step_free": True},
    women=(
        DemoWoman("Habiba Osman", "+4710000401", "nb", ("so", "nb")),
        DemoWoman("Tuba Akgün", "+4710000402", "nb", ("tr", "nb")),
        DemoWoman("Salma Farah", "+4710000403", "ar", ("ar",)),
        DemoWoman("Ivana Kovač", "+4710000404", "nb", ("bs", "nb")),
    ),
    languages=("nb", "ar"),
)
"""The district that has opened evenings for women of others."""
COURSES = (ALNA, VESTRE_AKER, KOBENHAVN, STOVNER)
GUESTS = {ALNA.name: ask_in_alna, VESTRE_AKER.name: ask_in_vestre_aker, KOBENHAVN.name: ask_in_kobenhavn}
"""Who asks the guests of each course."""


def hold_courses(people: dict[str, User]) -> None:
    """Make each course once, by the actions of the screens; nothing where its edition is not loaded."""
    made: dict[str, Cohort] = {}
    for course in COURSES:
        coordinator = people[course.coordinator]
        edition = CurriculumEdition.objects.released().filter(code=course.edition).first()
        if edition is None or Cohort.objects.filter(name=course.name).exists():
            continue
        made[course.name] = cohort = _open(course, coordinator, edition)
        if course.helper:
            add_coordinator(by=coordinator, cohort=cohort, person=people[course.helper], is_helper=True)
        use_plan(by=coordinator, cohort=cohort, evenings=_planned(course, cohort))
        for woman in course.women:
            _give_place(coordinator, cohort, woman)
        if course.running:
            start_cohort(by=coordinator, cohort=cohort)
            take_rolls(coordinator, cohort)
        if course.name in GUESTS:
            GUESTS[course.name](coordinator, cohort)
        if course.lively:
            _move_one(coordinator, cohort)
            _say_who_comes(cohort)
            _add_an_exercise(coordinator, cohort)
            look_back(coordinator, cohort)
    if ALNA.name in made and STOVNER.name in made:
        make_up(made[ALNA.name], people[ALNA.coordinator], made[STOVNER.name], people[STOVNER.coordinator])


def hold_completed_course(people: dict[str, User]) -> None:
    """Make the course that is over once, up to its diplomas."""
    course, coordinator = ALNA_BEFORE, people[ALNA_BEFORE.coordinator]
    edition = CurriculumEdition.objects.released().filter(code=course.edition).first()
    if edition is None or Cohort.objects.filter(name=course.name).exists():
        return
    cohort = _open(course, coordinator, edition)
    use_plan(by=coordinator, cohort=cohort, evenings=_planned(course, cohort))
    for woman in course.women:
        _give_place(coordinator, cohort, woman)
    start_cohort(by=coordinator, cohort=cohort)
    take_rolls(coordinator, cohort)
    complete_course(cohort, people)


def _open(course: DemoCourse, coordinator: User, edition: CurriculumEdition) -> Cohort:
    group = LocalGroup.objects.get(slug=course.group) if course.group else None
    place: CoursePlace = (
        group.district or group.municipality
        if group
        else District.objects.get(slug=course.district, municipality__country=edition.country)
    )
    at = {"district": place} if isinstance(place, District) else {"municipality": place}
    return open_cohort(
        by=coordinator,
        place=place,
        local_group=group,
        edition=edition,
        name=course.name,
        weekdays=[course.weekday],
        venue=Venue.objects.get_or_create(name=course.venue["name"], defaults=course.venue | at)[0],
        languages=course.languages,
    )


def _planned(course: DemoCourse, cohort: Cohort) -> list[PlannedEvening]:
    """Give the evenings that the planner proposes."""
    first = course.first(timezone.localdate())
    first += (course.weekday - first.isoweekday()) % 7 * DAY
    closures = closures_of(cohort.in_municipality.country.code, range(first.year, first.year + 3))
    for year in range(first.year, first.year + 3):
        closures.append(Closure(date(year, 12, 20), date(year + 1, 1, 3), Reason.OWN, "Jul (demo)"))
    for closed in ClosedDays.objects.counting_at(cohort.place):
        closures.append(Closure(closed.first, closed.last, Reason.SCHOOL_HOLIDAY, closed.label))
    proposal = propose_plan(
        outline=one_each(cohort.edition.places.order_by("position").values_list("pk", flat=True)),
        first=first,
        rhythm=Rhythm(weekdays=frozenset(cohort.weekdays)),
        start=cohort.starts_at,
        end=course.until,
        closures=closures,
    )
    return [
        PlannedEvening(
            date=evening.day,
            starts_at=evening.slot.start,
            ends_at=evening.slot.end,
            modules=tuple((portion.module, portion.part, portion.parts) for portion in evening.portions),
        )
        for evening in proposal.evenings
    ]


def _give_place(coordinator: User, cohort: Cohort, woman: DemoWoman) -> None:
    """Give her a place; somebody new says which languages she speaks."""
    enrolment = enrol(by=coordinator, cohort=cohort, name=woman.name, phone=woman.phone, language=woman.language)
    choose_languages(by=enrolment.person, interface_language=woman.language, spoken=list(woman.speaks))


def _move_one(coordinator: User, cohort: Cohort) -> None:
    """Move the third evening ahead to the day before."""
    session = _ahead(cohort)[2]
    to = Slot(session.date - DAY, session.starts_at, session.ends_at)
    wish = Move(str(session.public_id), to)
    outlook = outlook_of(cohort, wish)
    accepted = [caution.name for caution in outlook.cautions]
    change_plan(
        by=coordinator, cohort=cohort, wish=wish, seen=outlook.version, accepted=accepted, reason="Rommet er opptatt."
    )


def _ahead(cohort: Cohort) -> list[CourseSession]:
    return list(cohort.sessions.filter(date__gt=timezone.localdate()))


def _say_who_comes(cohort: Cohort) -> None:
    """Let some of the women answer for the next evening; one cannot come, others have not answered yet."""
    session = _ahead(cohort)[0]
    for number, enrolment in enumerate(cohort.enrolments.active().select_related("person")[:6]):
        answer = Rsvp.Answer.AWAY if number == 3 else Rsvp.Answer.COMING
        answer_evening(
            by=enrolment.person, session=session, enrolment=enrolment, answer=answer, sequence=session.sequence
        )


def _add_an_exercise(coordinator: User, cohort: Cohort) -> None:
    """Add an exercise of the cohort's own to the next evening."""
    add_extra(
        by=coordinator,
        session=_ahead(cohort)[0],
        kind=EveningExtra.Kind.EXERCISE,
        title="Kartet over nabolaget vårt",
        text="To og to tegner stedene som er gode å være på. Heng kartene på veggen, og gå en runde sammen.",
        is_shared=True,
    )
