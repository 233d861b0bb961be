"""The demo's catch-ups: evenings that one district has opened, and what women of another make up, in every state."""

from datetime import timedelta

from cohorts.attendance.actions import (
    agree_to_catch_up,
    ask_to_make_up,
    confirm_talk,
    decline_catch_up,
    open_evening,
    withdraw_catch_up,
)
from cohorts.attendance.dashboards import ModuleLine, Progress, progress_of
from cohorts.models import Cohort, OpenEvening
from cohorts.schedule.actions.changes import change_plan
from cohorts.schedule.queries.changing import outlook_of
from cohorts.schedule.rules.edits import Move
from cohorts.schedule.rules.evenings import Slot
from lms.people.models import User

OPEN_EVENINGS = 4
PLACES = 3


def make_up(home: Cohort, coordinator: User, hosts: Cohort, host: User) -> None:
    """Let the host open her next evenings, and the women of the other cohort make up what they missed: one has a place,
    one waits for an answer, one needs a new date; others read and talk."""
    home, hosts = (Cohort.objects.with_places().get(pk=each.pk) for each in (home, hosts))
    opened = _open(hosts, host)
    women = home.enrolments.active().select_related("person").order_by("pk")
    missing = sorted((each for each in progress_of(home, women) if each.missed), key=lambda each: -len(each.missed))
    visits = [(each, line) for each in missing[:2] for line in each.missed if line.place.module_id in opened]
    readers = [(each, each.missed[0]) for each in missing[2:]]
    if visits:
        _visit(visits, opened, coordinator)
        _move(opened[visits[min(1, len(visits) - 1)][1].place.module_id], host)
    _read(readers, coordinator)


def _open(hosts: Cohort, host: User) -> dict[int, OpenEvening]:
    """Open the next evenings, and give them by the page of their module."""
    opened = {}
    for session in [each for each in hosts.sessions.held().order_by("date") if not each.is_past][:OPEN_EVENINGS]:
        evening = open_evening(by=host, session=session, places=PLACES)
        opened |= {row.edition_module.module_id: evening for row in session.session_modules.all()}
    return opened


def _visit(visits: list[tuple[Progress, ModuleLine]], opened: dict[int, OpenEvening], coordinator: User) -> None:
    """Let the first ask, and the coordinator book for the others."""
    for number, (each, line) in enumerate(visits):
        by = coordinator if number else each.enrolment.person
        evening = opened[line.place.module_id]
        ask_to_make_up(by=by, enrolment=each.enrolment, module=line.place, evening=evening)


def _move(evening: OpenEvening, host: User) -> None:
    """Move an evening to the day after: who was to come needs a new date."""
    session = evening.session
    cohort = session.cohort
    to = Slot(session.date + timedelta(days=1), session.starts_at, session.ends_at)
    wish = Move(str(session.public_id), to)
    outlook = outlook_of(cohort, wish)
    accepted = [caution.name for caution in outlook.cautions]
    change_plan(by=host, cohort=cohort, wish=wish, seen=outlook.version, accepted=accepted, reason="Salen er opptatt.")


def _read(readers: list[tuple[Progress, ModuleLine]], coordinator: User) -> None:
    """Let women read: one has talked with the coordinator, one has let it go and asks again, one is told to read first
    and to come after that."""
    for number, (each, line) in enumerate(readers):
        asked = {"by": each.enrolment.person, "enrolment": each.enrolment, "module": line.place}
        row = ask_to_make_up(**asked)
        if number == 0:
            confirm_talk(by=coordinator, catch_up=row)
        elif number == 1:
            withdraw_catch_up(by=each.enrolment.person, catch_up=row)
            ask_to_make_up(**asked)
        else:
            decline_catch_up(by=coordinator, catch_up=row)
            agree_to_catch_up(by=coordinator, catch_up=ask_to_make_up(**asked))
