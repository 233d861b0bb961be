"""Modules and registers for tests, made the way the starter data is."""

from django.core.files.base import ContentFile
from wagtail.models import Locale

from modules.actions import add_material_version, load_content
from modules.models import (
    Exercise,
    GlossaryTerm,
    GoalTag,
    GoalTagName,
    HelpService,
    HelpServiceText,
    Material,
    ModulePage,
    Source,
)
from tests.factories import curriculum
from tests.factories.people import CountryFactory

INDEX = {"slug": "moduler", "title": "Modulene", "lead": "Alle kan lese.", "in_menu": True}


def module_item(slug: str = "bcdfgh", **fields) -> dict:
    """Give the description of a module, as a file in `fixtures/curriculum/` would."""
    body = [{"type": "goals", "items": ["Du kan lytte."]}]
    item = {"slug": slug, "title": f"Modul {slug}", "kind": "subject", "theme": "family", "sensitivity": "no"}
    return item | {"body": body} | fields


def load_modules(*items: dict, language: str = "nb", overwrite: bool = False, **more) -> dict:
    """Load modules in a language with the page that lists them; give what was done."""
    languages = {language: {"index": INDEX, "modules": list(items)} | more}
    content = {"sources": [], "services": [], "languages": languages}
    return dict(load_content(by=None, content=content, overwrite=overwrite))


def make_module(slug: str = "bcdfgh", **fields) -> ModulePage:
    """Make a module and give it."""
    load_modules(module_item(slug, **fields))
    return ModulePage.objects.get(slug=slug, locale__language_code="nb")


def make_service(code: str = "vo-linjen", name: str = "VO-linjen", **fields) -> HelpService:
    """Make a help service with a name in Norwegian."""
    values = {"country": fields.pop("country", None) or CountryFactory(), "number": "116 006", "is_checked": True}
    service = HelpService.objects.create(code=code, **values | fields)
    HelpServiceText.objects.create(service=service, locale=norwegian(), name=name)
    return service


def make_word(term: str = "samtykke", explanation: str = "du sier ja") -> GlossaryTerm:
    """Make a word of the glossary."""
    return GlossaryTerm.objects.create(term=term, explanation=explanation, locale=norwegian())


def make_exercise(name: str = "Nøkler", **fields) -> Exercise:
    """Make an exercise of the bank."""
    values = {"kind": "check-in", "minutes": 10, "how": "Vis nøkkelknippet."} | fields
    return Exercise.objects.create(name=name, locale=norwegian(), **values)


def make_source(code: str = "K1", **fields) -> Source:
    """Make a source."""
    return Source.objects.create(code=code, **{"name": "Nkom", "addresses": "https://nkom.no/"} | fields)


def make_material(module: ModulePage | None = None, title: str = "Lysbilder", file: bytes = b"%PDF-1.4 x", **fields):
    """Make material of a module with its first version."""
    values = {"kind": "slides", "locale": norwegian()} | fields
    module = module or ModulePage.objects.first() or curriculum.make_module("Modul")
    material = Material.objects.create(module=module, title=title, **values)
    add_material_version(by=None, material=material, file=ContentFile(file, name="a.pdf"))
    return material


def make_goal(code: str = "tillit", name: str = "Tillit") -> GoalTag:
    """Make something that modules strengthen."""
    tag = GoalTag.objects.create(code=code)
    GoalTagName.objects.create(tag=tag, locale=norwegian(), name=name)
    return tag


def norwegian() -> Locale:
    """Give the language of the original."""
    return Locale.objects.get_or_create(language_code="nb")[0]
