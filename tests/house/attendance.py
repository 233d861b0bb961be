"""Attendance in the cohorts of the matrix."""

import json
from uuid import UUID, uuid4

from cohorts.attendance.forms.brought import PURPOSE
from cohorts.models import Door, Signature, WalkIn
from cohorts.roster.models import Purpose
from cohorts.roster.queries import newest_text
from cohorts.schedule.actions.asking import answer_link
from lms.kit.seal import seal
from tests.house.cohorts import cohorts
from tests.house.things import Objects, no_such_id
from tests.house.world import World


def one_mark(world: World, actor: str, letter: str) -> dict:
    """Mark a woman of district A."""
    return {"key": uuid4(), "woman": world.enrolments["t"].public_id, "status": "present", "base": 0}


def one_typed(world: World, actor: str, letter: str) -> dict:
    """Type in a line about a woman of district A."""
    return {"key": uuid4(), f"status-{world.enrolments['t'].public_id}": "present"}


def brought_list(world: World, actor: str, letter: str) -> dict:
    """Bring a list about a woman of district A."""
    return {"pasted": f"Navn\t{world.evenings['A'].number}\n{world.people['t'].name}\tx"}


def sealed_list(world: World, actor: str, letter: str) -> dict:
    """Confirm a list without a line."""
    return {"brought": seal(json.dumps([str(world.cohorts["A"].public_id), "0", []]), PURPOSE)}


def new_walk_in(world: World, actor: str, letter: str) -> dict:
    """Write down who came without a place."""
    return {"key": uuid4(), "name": "Leyla"}


def walk_ins(world: World, actor: str) -> Objects:
    """Give a line on the roll of each evening."""
    found = {}
    for letter, session in world.evenings.items():
        facts = {"session": session, "name": "Leyla", "device": "phone-one", "number": 1}
        line, _made = WalkIn.objects.standing().get_or_create(session=session, defaults=facts | {"key": uuid4()})
        found[letter] = {"public_id": session.public_id, "key": line.key}
    return found


def no_such_walk_in() -> dict:
    """Give a line that is not there."""
    return no_such_id() | {"key": UUID(int=2**127 + 1)}


def who_she_is(world: World, actor: str, letter: str) -> dict:
    """Say that she is a woman of district A."""
    return {"enrolment": world.enrolments["t"].public_id}


def attendance_lists(world: World, actor: str) -> Objects:
    """Give the attendance of the cohorts as files that can be read without a program."""
    return {letter: arguments | {"kind": "csv"} for letter, arguments in cohorts(world, actor).items()}


def no_such_list() -> dict:
    """Give the attendance of a cohort that is not there."""
    return no_such_id() | {"kind": "csv"}


def funding_lists(world: World, actor: str) -> Objects:
    """Give the lists of the cohorts for whoever pays; the women have said yes to being named there."""
    text = newest_text(Purpose.PAYER_NAME, "nb")
    for place in world.enrolments.values():
        yes = {"text": text, "channel": Signature.Channel.PAPER}
        Signature.objects.standing().get_or_create(enrolment=place, purpose=Purpose.PAYER_NAME, defaults=yes)
    which = {"code": "no-study", "kind": "xlsx"}
    return {letter: arguments | which for letter, arguments in cohorts(world, actor).items()}


def no_such_funding_list() -> dict:
    """Give the list of a cohort that is not there."""
    return no_such_id() | {"code": "no-study", "kind": "xlsx"}


def codes_of_doors(world: World, actor: str) -> Objects:
    """Give the code of each evening."""
    found = {}
    for letter, session in world.evenings.items():
        door, _made = Door.objects.get_or_create(session=session, defaults={"seed": letter})
        found[letter] = {"public_id": session.public_id, "word": door.codes.word}
    return found


def no_such_code() -> dict:
    """Give a code of an evening that is not there."""
    return no_such_id() | {"word": "a" * 16}


def typed_number(world: World, actor: str, letter: str) -> dict:
    """Type four digits."""
    return {"key": uuid4(), "number": "1234"}


def asked_women(world: World, actor: str) -> Objects:
    """Give the link by which a trainee of district A was asked."""
    _asked, link = answer_link(world.evenings["A"], world.enrolments["t"])
    return {"x": {"token": link.strip("/").split("/")[-1]}}


def she_comes(world: World, actor: str, letter: str) -> dict:
    """Say that she comes."""
    return {"answer": "coming", "sequence": world.evenings["A"].sequence}
