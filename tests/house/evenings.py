"""Files, pictures, links and additions of evenings, for the matrix."""

from django.core.files.base import ContentFile

from cohorts.models import EveningExtra, SessionModule
from lms.kit.seal import seal
from tests.house.cohorts import cohorts, evenings
from tests.house.things import Objects, no_such_id
from tests.house.world import World


def board_files(world: World, actor: str) -> Objects:
    """Give the boards of the cohorts as lists."""
    return {letter: arguments | {"kind": "xlsx"} for letter, arguments in cohorts(world, actor).items()}


def no_such_file() -> dict:
    """Give the board of a cohort that is not there."""
    return no_such_id() | {"kind": "xlsx"}


def pictures(world: World, actor: str) -> Objects:
    """Give the pictures of these evenings."""
    return {letter: arguments | {"language": "nb"} for letter, arguments in evenings(world, actor).items()}


def no_such_picture() -> dict:
    """Give the picture of an evening that is not there."""
    return no_such_id() | {"language": "nb"}


def shared_evenings(world: World, actor: str) -> Objects:
    """Give the links under which these evenings are shared."""
    return {letter: {"seal": seal(str(session.pk), "shared evening")} for letter, session in world.evenings.items()}


def extras(world: World, actor: str) -> Objects:
    """Give what each cohort has added to its evening, for the women too."""
    found = {}
    for letter, session in world.evenings.items():
        extra = session.extras.first()
        if extra is None:
            extra = EveningExtra(session=session, title="matrix", text="Gå en tur.", is_shared=True)
            extra.file.save("m.pdf", ContentFile(b"%PDF-1.4"), save=False)
            extra.save()
        found[letter] = {"public_id": extra.public_id}
    return found


def new_extra(world: World, actor: str, letter: str) -> dict:
    """Fill in an exercise."""
    return {"kind": "exercise", "title": "Tegn ditt nabolag", "text": "To og to, ti minutter."}


def evening_modules(world: World, actor: str) -> Objects:
    """Give the first module of the edition on each evening, to be printed."""
    found = {}
    for letter, session in world.evenings.items():
        place = session.cohort.edition.places.first()
        SessionModule.objects.get_or_create(session=session, edition_module=place)
        found[letter] = {"public_id": session.public_id, "position": place.position, "reader": "handout"}
    return found


def no_such_evening_module() -> dict:
    """Give a module of an evening that is not there."""
    return no_such_id() | {"position": 1, "reader": "handout"}
