"""Lists, the search and the page in two languages show modules as their readers get them."""

import pytest
from wagtail.models import Revision

from curriculum.actions.releasing import pin_correction, pin_translation
from curriculum.models import CurriculumEdition
from curriculum.queries import as_readers_get
from modules.models import ModulePage
from tests.factories.curriculum import body, index_page, make_module, make_released, translate
from tests.factories.pages import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(db) -> ModulePage:
    """Give a published module in a site."""
    make_page("home")
    return make_module("Tillit", text="Pinnet tekst.", lead="Pinnet ingress.")


@pytest.fixture
def edition(module) -> CurriculumEdition:
    """Release an edition with the module."""
    return make_released([make_module("Start", "frame"), module, make_module("Slutt", "frame")])


def publish(module: ModulePage, title: str, text: str = "Nypublisert.", **fields) -> ModulePage:
    """Publish another title, lead and text."""
    page = ModulePage.objects.get(pk=module.pk)
    for name, value in (fields | {"title": title, "lead": f"{title}, ingress.", "body": body(text)}).items():
        setattr(page, name, value)
    page.save_revision().publish()
    return ModulePage.objects.get(pk=module.pk)


def test_list_costs_three_queries_for_one_module_and_for_three(edition, django_assert_num_queries):
    pages = list(ModulePage.objects.select_related("locale").order_by("pk"))
    for few in (pages[:1], pages):
        with django_assert_num_queries(3):
            as_readers_get(few)


def test_pages_that_repeat_others_cost_one_query_more(module, edition, django_assert_num_queries):
    index = index_page("da")
    pages = [page.create_alias(parent=index, update_locale=index.locale) for page in ModulePage.objects.all()]
    pages = list(ModulePage.objects.filter(pk__in=[page.pk for page in pages]).select_related("locale"))
    publish(module, "Ny tittel")
    for few in (pages[:1], pages):
        with django_assert_num_queries(4):
            as_readers_get(few)
    assert "Tillit" in [page.title for page in as_readers_get(pages)]


def test_public_list_shows_title_and_lead_that_readers_get(client, module, edition):
    publish(module, "Ny tittel")
    page = client.get(index_page().get_url()).content.decode()
    assert "Tillit</a>" in page
    assert "Pinnet ingress." in page
    assert "Ny tittel" not in page


def test_public_list_follows_a_correction_and_a_module_in_no_edition(client, module, edition):
    client.get(index_page().get_url())
    page = publish(module, "Rettet tittel")
    alone = make_module("Alene")
    pin_correction(
        by=None,
        edition_module=edition.places.get(module=module),
        locale=page.locale,
        revision=Revision.objects.get(pk=page.live_revision_id),
        reason="Rettet",
    )
    publish(alone, "Fortsatt alene")
    shown = client.get(index_page().get_url()).content.decode()
    assert "Rettet tittel</a>" in shown
    assert "Fortsatt alene</a>" in shown


def test_search_finds_what_readers_get_and_not_what_waits(client, module, edition):
    publish(module, "Ny tittel", "Gullfisk.")

    def found(asked: str) -> str:
        return client.post("/search/", {"q": asked}).content.decode()

    assert module.get_url() in found("Pinnet")
    assert "Tillit</a>" in found("Tillit")
    assert module.get_url() not in found("Gullfisk")


def test_search_suggests_nothing_of_a_module_that_is_sensitive_now(client, module, edition):
    publish(module, "Ny tittel", sensitivity="yes", neutral_name="Tema")
    assert "pinnet" not in client.post("/search/", {"q": "pinnett"}).content.decode().lower().replace("pinnett", "")


def test_both_languages_beside_each_other_are_those_that_readers_get(client, module, edition):
    make_page("home", "ar")
    arabic = translate(module, "ar", "الثقة")
    pin_translation(
        by=None,
        edition_module=edition.places.get(module=module),
        locale=arabic.locale,
        revision=Revision.objects.get(pk=arabic.live_revision_id),
    )
    publish(module, "Ny tittel")
    publish(arabic, "جديد", "نص جديد")
    for page, code in ((arabic, "nb"), (module, "ar")):
        shown = client.get(f"{ModulePage.objects.get(pk=page.pk).get_url()}?with={code}").content.decode()
        assert "Tillit" in shown
        assert "Pinnet tekst." in shown
        assert "الثقة" in shown
        assert "Ny tittel" not in shown
        assert "نص جديد" not in shown
