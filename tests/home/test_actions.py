"""Loading the starter pages: what is made, what is renewed, and what is left to people."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from home.actions import load_pages
from home.models import HomePage, StandardPage
from home.queries import key_of
from lms.management.commands.load_curriculum import read_registers
from lms.management.commands.load_starter import CURRICULUM, FIXTURES, read_pages
from modules.actions import load_content
from tests.factories.pages import make_page, source
from tests.factories.people import CountryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def services() -> None:
    """Load the help services that the starter pages name."""
    for code in ("NO", "DK"):
        CountryFactory(code=code)
    load_content(by=None, content=read_registers(CURRICULUM) | {"languages": {}})


@pytest.fixture(scope="module")
def starter() -> list[dict]:
    return read_pages(FIXTURES / "pages")


def test_fresh_database_has_a_home_page_under_the_site():
    home = Site.objects.get(is_default_site=True).root_page.specific
    assert isinstance(home, HomePage)
    assert home.translation_key == key_of("home")
    assert home.locale.language_code == "nb"


def test_starter_pages_are_published_in_their_languages(starter, services):
    outcome = load_pages(by=None, pages=starter)
    assert outcome == {"written": len(starter)}
    assert Page.objects.live().filter(depth__gt=1).count() == len(starter)
    for name in ("home", "help"):
        versions = Page.objects.filter(translation_key=key_of(name))
        assert {page.locale.language_code for page in versions} == {"nb", "da", "en", "ar"}
    assert not any(Page.find_problems())


def test_starter_pages_loaded_twice_change_nothing(starter, services):
    load_pages(by=None, pages=starter)
    revisions = set(HomePage.objects.values_list("latest_revision", flat=True))
    assert load_pages(by=None, pages=starter) == {"unchanged": len(starter)}
    assert set(HomePage.objects.values_list("latest_revision", flat=True)) == revisions


def test_new_starter_text_reaches_a_page_nobody_has_edited():
    make_page("about", lead="Før")
    page = make_page("about", lead="Nå")
    assert page.lead == "Nå"
    assert page.live


@pytest.mark.parametrize(("overwrite", "title"), [(False, "Min tittel"), (True, "about nb")])
def test_page_edited_by_a_person_stays_unless_told_otherwise(overwrite, title):
    page = make_page("about")
    page.title = "Min tittel"
    page.save_revision(user=UserFactory()).publish()
    outcome = load_pages(by=None, pages=[source("about")], overwrite=overwrite)
    assert StandardPage.objects.get(pk=page.pk).title == title
    assert outcome == ({"written": 1} if overwrite else {"kept": 1})


def test_draft_of_a_person_is_not_overwritten_either():
    page = make_page("about")
    page.title = "Utkast"
    page.save_revision(user=UserFactory())
    assert load_pages(by=None, pages=[source("about", lead="Ny")]) == {"kept": 1}


def test_page_moved_to_another_slug_is_found_again():
    page = make_page("about")
    page.slug = "om-oss"
    page.save()
    make_page("about", lead="Ny")
    assert StandardPage.objects.get(translation_key=key_of("about")).slug == "om-oss"


def test_link_by_name_leads_to_the_page_in_the_same_language():
    make_page("help")
    make_page("home", "ar")
    arabic = make_page("help", "ar")
    call = {"type": "call_to_action", "value": {"heading": "H", "label": "L", "page": "help"}}
    assert make_page("about", body=[call]).body[0].value["page"].locale.language_code == "nb"
    assert make_page("home", "ar", body=[call]).body[0].value["page"].pk == arabic.pk


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"language": "xx"}, KeyError),
        ({"parent": "missing"}, KeyError),
        ({"body": [{"type": "call_to_action", "value": {"heading": "H", "label": "L", "page": "missing"}}]}, KeyError),
        ({"body": [{"type": "steps", "value": {"heading": "H", "steps": []}}]}, ValidationError),
    ],
)
def test_wrong_source_is_refused_and_nothing_is_written(wrong, problem):
    before = (Page.objects.count(), Locale.objects.count())
    with pytest.raises(problem):
        load_pages(by=None, pages=[source("help"), source("about") | wrong])
    assert (Page.objects.count(), Locale.objects.count()) == before


def test_nobody_loads_pages_from_a_screen():
    with pytest.raises(PermissionDenied):
        load_pages(by=UserFactory(), pages=[])


def test_every_language_of_one_country_offers_the_same_help(starter):
    def services(language: str) -> list[str]:
        page = next(page for page in starter if (page["name"], page["language"]) == ("help", language))
        blocks = [block["value"] for block in page["body"] if block["type"] == "help_numbers"]
        return [code for block in blocks for code in block["services"]]

    assert services("nb") == services("en") == services("ar")
    assert services("da")[0] == "alarm-dk"


def test_unknown_help_service_is_refused_and_nothing_is_written():
    before = Page.objects.count()
    block = {"type": "help_numbers", "value": {"heading": "Det haster", "services": ["ukjent"]}}
    with pytest.raises(KeyError):
        load_pages(by=None, pages=[source("help", body=[block])])
    assert Page.objects.count() == before


def test_translations_of_the_starter_say_that_a_machine_made_them(starter):
    assert {page.get("text_origin", "original") for page in starter if page["language"] != "nb"} == {"machine"}


def test_command_loads_places_and_pages_and_says_so(capsys):
    call_command("load_starter")
    call_command("load_starter")
    told = capsys.readouterr().out
    assert "Pages: 18 written, 0 unchanged, 0 kept" in told
    assert "Pages: 0 written, 18 unchanged, 0 kept" in told
