"""The editions that the views of the matrix are about: d and r of the country, D and R of another one."""

from curriculum.models import CurriculumEdition, EditionModule
from modules.models import ModulePage
from tests.factories.curriculum import make_edition, make_released, rewrite
from tests.factories.people import CountryFactory
from tests.house.things import Objects, no_such_id
from tests.house.world import World

NEWS = "<p>Loven er ny.</p>"
BOOK = {"language": "nb", "reader": "guide", "kind": "pdf"}


def editions(world: World, actor: str) -> Objects:
    """Give a draft and a released edition of the country and of another one."""
    found = {}
    abroad = world.places["district abroad"].municipality.country
    for letter, country in (("d", CountryFactory()), ("r", CountryFactory()), ("D", abroad), ("R", abroad)):
        label = f"matrix {ord(letter)}"
        edition = CurriculumEdition.objects.filter(label=label).first()
        make = make_edition if letter in "dD" else make_released
        found[letter] = {"public_id": (edition or make(country=country, label=label)).public_id}
    return found


def edition_texts(world: World, actor: str) -> Objects:
    """Give the first module of each of these."""
    return {
        letter: arguments | {"module": EditionModule.objects.get(position=1, edition__public_id=key).module.slug}
        for letter, arguments in editions(world, actor).items()
        for key in arguments.values()
    }


def edition_books(world: World, actor: str) -> Objects:
    """Give each of these as a book."""
    return {letter: arguments | BOOK for letter, arguments in editions(world, actor).items()}


def printed_module(world: World, actor: str) -> Objects:
    """Give a published module on paper."""
    module = edition_texts(world, actor)["r"]["module"]
    return {"x": {"language": "nb", "module": module, "kind": "pdf"}}


def module_to_keep(world: World, actor: str) -> Objects:
    """Give a published module that a phone may keep."""
    return {"x": {"slug": edition_texts(world, actor)["r"]["module"]}}


def no_such_print() -> dict:
    """Give the paper of a module that is not there."""
    return {"language": "nb", "module": "nothing", "kind": "pdf"}


def no_such_text() -> dict:
    """Give a text that is not there."""
    return {**no_such_id(), "module": "nothing"}


def edition_news(world: World, actor: str) -> Objects:
    """Give the first module of each of these, with a published text that is not pinned yet."""
    found = edition_texts(world, actor)
    for place in EditionModule.objects.filter(edition__label__startswith="matrix", position=1):
        if place.module.body[0].value["text"].source != NEWS:
            rewrite(place.module, "Loven er ny.")
    return found


def facts_of_edition(world: World, actor: str, letter: str) -> dict:
    """Fill in an edition that is not there yet."""
    facts = {"label": "Ny", "valid_from": "2028-01-01", "evening_minutes": 180, "size_min": 10, "size_max": 20}
    return facts | {"country": "NO", "code": "NO-5"}


def modules_of_edition(world: World, actor: str, letter: str) -> dict:
    """Fill in the hours of every module there is, and no number."""
    return {f"hours_{key}": 3 for key in ModulePage.objects.values_list("pk", flat=True)}
