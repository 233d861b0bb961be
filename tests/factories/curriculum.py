"""Modules and editions for tests, made the way the secretariat makes them."""

from datetime import date
from decimal import Decimal

from wagtail.models import Locale, Page

from curriculum.actions.drafting import Place, create_edition, set_modules
from curriculum.actions.releasing import release
from curriculum.models import CurriculumEdition
from home.models import HomePage
from lms.people.models import Country
from modules.models import ModuleIndexPage, ModulePage
from tests.factories.people import CountryFactory

KINDS = ("frame", "subject", "method", "frame")


def index_page(language: str = "nb") -> ModuleIndexPage:
    """Give the list of modules in a language, made once."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    found = ModuleIndexPage.objects.filter(locale=locale, slug=f"moduler-{language}").first()
    if found:
        return found
    page = ModuleIndexPage(title="Moduler", slug=f"moduler-{language}", locale=locale)
    home = HomePage.objects.filter(locale=locale).first()
    return (home or Page.get_first_root_node()).add_child(instance=page)


def body(*paragraphs: str) -> list:
    """Give a body with these paragraphs of text."""
    return [("text", {"text": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)})]


def make_module(title: str, kind: str = "subject", text: str = "Hei.", language: str = "nb", **fields) -> ModulePage:
    """Make a published module."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    page = ModulePage(title=title, kind=kind, locale=locale, body=body(text), live=False, **fields)
    index_page(language).add_child(instance=page)
    page.save_revision().publish()
    return ModulePage.objects.get(pk=page.pk)


def translate(module: ModulePage, language: str, title: str) -> ModulePage:
    """Publish the same module in another language."""
    return make_module(title, module.kind, language=language, translation_key=module.translation_key)


def rewrite(module: ModulePage, *paragraphs: str, publish: bool = True) -> ModulePage:
    """Write a new text into a module; give it as it now is."""
    module = ModulePage.objects.get(pk=module.pk)
    module.body = body(*paragraphs)
    revision = module.save_revision()
    if publish:
        revision.publish()
    return ModulePage.objects.get(pk=module.pk)


def make_edition(
    modules: list[ModulePage] | None = None, country: Country | None = None, label: str = "2027", **fields
) -> CurriculumEdition:
    """Make a draft; without modules it gets four: opening, subject, method, closing. What opens, closes and is a
    method is mandatory."""
    modules = [make_module(f"Modul {n}", kind) for n, kind in enumerate(KINDS, 1)] if modules is None else modules
    fields = {"code": "NO-4", "valid_from": date(2026, 1, 1)} | fields
    edition = create_edition(by=None, country=country or CountryFactory(), label=label, **fields)
    places = [
        Place(module=module, position=number, hours=Decimal(3), mandatory=module.kind != "subject")
        for number, module in enumerate(modules, 1)
    ]
    set_modules(by=None, edition=edition, places=places)
    return edition


def make_released(*args, **kwargs) -> CurriculumEdition:
    """Make an edition and release it."""
    edition = make_edition(*args, **kwargs)
    release(by=None, edition=edition, reason="Starter")
    edition.refresh_from_db()
    return edition
