"""Makes the demo's courses by the actions of the screens: opened, planned, filled, and lived in."""

from datetime import date

from django.utils import timezone

from cohorts.models import ClosedDays, Cohort, CourseSession, EveningExtra, Rsvp, Venue
from cohorts.roster.actions import add_coordinator, enrol, note_on_paper, open_cohort, start_cohort
from cohorts.roster.models import REQUIRED, Purpose
from cohorts.roster.models.places import CoursePlace
from cohorts.roster.queries import papers_in
from cohorts.schedule.actions import PlannedEvening, add_extra, answer_evening, use_plan
from cohorts.schedule.actions.changes import change_plan
from cohorts.schedule.queries.changing import outlook_of
from cohorts.schedule.rules.closed import Closure, Reason, closures_of
from cohorts.schedule.rules.edits import Move
from cohorts.schedule.rules.evenings import Slot
from cohorts.schedule.rules.planning import Rhythm, one_each, propose_plan
from curriculum.models import CurriculumEdition
from lms.people.actions.settings import choose_languages
from lms.people.models import District, LocalGroup, User

from .after import look_back
from .attendance import take_rolls
from .catch_ups import make_up
from .courses import (
    ALNA,
    ALNA_BEFORE,
    COURSES,
    DAY,
    KOBENHAVN,
    STOVNER,
    VESTRE_AKER,
    DemoCourse,
    DemoWoman,
)
from .credentials import complete_course
from .guests import ask_in_alna, ask_in_kobenhavn, ask_in_vestre_aker

GUESTS = {ALNA.name: ask_in_alna, VESTRE_AKER.name: ask_in_vestre_aker, KOBENHAVN.name: ask_in_kobenhavn}
"""Who asks the guests of each course."""
SIGNED = (*REQUIRED, Purpose.PAYER_NAME)
"""What the women of a running course have signed."""


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
            _sign_papers(coordinator, cohort)
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


def _sign_papers(coordinator: User, cohort: Cohort) -> None:
    """Note what the women have signed on paper. The first one has not said yet whether whoever pays may read her
    name, where that is asked."""
    asked = [each for each in papers_in(cohort) if each in SIGNED]
    for number, enrolment in enumerate(cohort.enrolments.active().select_related("person").order_by("pk")):
        purposes = [each for each in asked if number or each != Purpose.PAYER_NAME]
        note_on_paper(by=coordinator, enrolment=enrolment, purposes=purposes)


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
