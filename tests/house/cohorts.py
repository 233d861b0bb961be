"""Cohorts and what belongs to them, for the matrix: A and B of two districts of one municipality, Z abroad."""

from datetime import timedelta

from cohorts.models import AgreementText, Question, Signature, Task
from cohorts.schedule.queries.changing import outlook_of
from cohorts.schedule.rules import Slot
from cohorts.schedule.rules.edits import Add, Cancel, Move, Rearrange, Wish
from curriculum.models import CurriculumEdition
from tests.house.things import Objects, no_such_id
from tests.house.world import World


def cohorts(world: World, actor: str) -> Objects:
    """Give the cohorts. The trainee who acts and `t` take part in A, `T` in B."""
    return {letter: {"public_id": cohort.public_id} for letter, cohort in world.cohorts.items()}


def course_modules(world: World, actor: str) -> Objects:
    """Give the first module of each cohort, as its edition has pinned it."""
    return {
        letter: {"public_id": cohort.public_id, "slug": cohort.edition.places.get(position=1).module.slug}
        for letter, cohort in world.cohorts.items()
    }


def evenings(world: World, actor: str) -> Objects:
    """Give an evening that each of them has before it."""
    return {letter: {"public_id": session.public_id} for letter, session in world.evenings.items()}


def places_in_cohorts(world: World, actor: str) -> Objects:
    """Give the places in cohorts by whose they are: `t`, `T`, and `m` of the trainee who acts."""
    found = {letter: world.enrolments[letter] for letter in "tT"}
    if actor in world.enrolments:
        found = {"m": world.enrolments[actor]} | found
    return {letter: {"public_id": enrolment.public_id} for letter, enrolment in found.items()}


def new_cohort(world: World, actor: str, letter: str) -> dict:
    """Fill in a cohort that is not there yet."""
    edition = CurriculumEdition.objects.released().filter(country="NO").first()
    place, when = f"group:{world.places['group A'].pk}", {"weekdays": [2], "starts_at": "17:00", "rhythm": "weekly"}
    return {"name": "Et nytt kull", "place": place, "edition": edition.public_id if edition else ""} | when


def new_woman(world: World, actor: str, letter: str) -> dict:
    """Fill in a woman who is not there yet."""
    return {"name": "Ny kvinne", "phone": "+4741000002", "language": "nb"}


def chosen_venue(world: World, actor: str, letter: str) -> dict:
    """Choose the venue that the cohort of district A has."""
    return {"venue": str(world.cohorts["A"].venue.public_id)}


def new_helper(world: World, actor: str, letter: str) -> dict:
    """Name the helper of district A."""
    return {"person": str(world.people["h"].public_id), "helps": "on"}


def new_list(world: World, actor: str, letter: str) -> dict:
    """Fill in a list of one woman, ticked."""
    return {"pasted": "Ny kvinne\t+4741000003", "language": "nb", "chosen": "+4741000003"}


def moved_evening(world: World, actor: str, letter: str) -> dict:
    """Move an evening to the day after."""
    session = world.evenings[letter or "A"]
    to = Slot(session.date + timedelta(days=1), session.starts_at, session.ends_at)
    return _times(to) | {"scope": "one"} | _accepting(world, letter, Move(str(session.public_id), to))


def rearranged_evening(world: World, actor: str, letter: str) -> dict:
    """Let an evening begin and end an hour later."""
    session = world.evenings[letter or "A"]
    start, end = session.starts_at.replace(hour=18), session.ends_at.replace(hour=21)
    wish = Rearrange(str(session.public_id), start, end, session.venue_id)
    shown = {"start": "18:00", "end": "21:00", "venue": session.venue_id or "", "scope": "one"}
    return shown | _accepting(world, letter, wish)


def cancelled_evening(world: World, actor: str, letter: str) -> dict:
    """Cancel an evening."""
    return _accepting(world, letter, Cancel(str(world.evenings[letter or "A"].public_id)))


def extra_evening(world: World, actor: str, letter: str) -> dict:
    """Add an evening."""
    session = world.evenings[letter or "A"]
    to = Slot(session.date + timedelta(days=2), session.starts_at, session.ends_at)
    return _times(to) | {"kind": "extra", "venue": ""} | _accepting(world, letter, Add(to))


def _times(slot: Slot) -> dict:
    return {"day": slot.day.isoformat(), "start": f"{slot.start:%H:%M}", "end": f"{slot.end:%H:%M}"}


def _accepting(world: World, letter: str, wish: Wish) -> dict:
    """Pass over whatever there is to look at: the day may be a holiday."""
    names = [caution.name for caution in outlook_of(world.cohorts[letter or "A"], wish).cautions]
    return {"seen": 0, "accepted": names, "reason": "Avtalt"}


def signatures(world: World, actor: str) -> Objects:
    """Give what each of the women has signed, by whose it is."""
    text = AgreementText.objects.filter(purpose="photo_card", language="nb").first()
    found = {letter: world.enrolments[letter] for letter in "tT"}
    if actor in world.enrolments:
        found = {"m": world.enrolments[actor]} | found
    facts = {"text": text, "channel": Signature.Channel.PAPER}
    return {
        letter: {
            "public_id": Signature.objects.get_or_create(enrolment=place, purpose="photo_card", defaults=facts)[
                0
            ].public_id
        }
        for letter, place in found.items()
    }


def papers(world: World, actor: str) -> Objects:
    """Give the agreement to take part, for each place in a cohort."""
    places = places_in_cohorts(world, actor)
    return {letter: arguments | {"purpose": "participation"} for letter, arguments in places.items()}


def no_such_paper() -> dict:
    """Give the paper of a place that is not there."""
    return {**no_such_id(), "purpose": "participation"}


def questions_asked(world: World, actor: str) -> Objects:
    """Give a question about each cohort."""
    return {
        letter: {"public_id": Question.objects.get_or_create(cohort=cohort, text="Hva nå?")[0].public_id}
        for letter, cohort in world.cohorts.items()
    }


def venues(world: World, actor: str) -> Objects:
    """Give the venue of each cohort, asked for from there."""
    return {
        letter: {"cohort_id": cohort.public_id, "public_id": cohort.venue.public_id}
        for letter, cohort in world.cohorts.items()
    }


def no_such_venue() -> dict:
    """Give a venue and a cohort that nobody has."""
    return no_such_id() | {"cohort_id": no_such_id()["public_id"]}


def tasks(world: World, actor: str) -> Objects:
    """Give a task of each cohort."""
    return {
        letter: {"public_id": Task.objects.get_or_create(cohort=cohort, what="Ringe")[0].public_id}
        for letter, cohort in world.cohorts.items()
    }
