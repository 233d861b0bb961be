"""What a reader is told of a translation is true of the texts that she gets, not of those that wait."""

import pytest
from wagtail.models import Revision

from curriculum.actions.releasing import pin_correction
from curriculum.models import CurriculumEdition
from modules.models import ModulePage
from tests.factories import curriculum
from tests.factories.curriculum import make_released
from tests.factories.pages import make_page
from tests.factories.translations import original, rewrite_original, translated

pytestmark = pytest.mark.django_db

ADDRESS, TOGETHER = "/ar/moduler/bcdfgh/", "/ar/moduler/bcdfgh/?with=nb"
BEHIND, PART_BEHIND = 'class="small muted behind"', "تغيّر النص الأصلي منذ ترجمة هذا الجزء"


@pytest.fixture
def module(db) -> ModulePage:
    """Make a module with a translation of every text."""
    make_page("home")
    make_page("home", "ar")
    module = original()
    translated(module)
    return module


@pytest.fixture
def edition(module) -> CurriculumEdition:
    """Release an edition with the module in both languages."""
    start, end = (curriculum.make_module(title, "frame") for title in ("Start", "Slutt"))
    return make_released([start, ModulePage.objects.get(pk=module.pk), end])


def shown(client, address: str) -> str:
    """Give a page."""
    return client.get(address).content.decode()


def test_translation_of_the_pinned_text_is_not_behind_one_that_waits(client, module, edition):
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    assert BEHIND not in shown(client, ADDRESS)
    page = shown(client, TOGETHER)
    assert "Det er gratis." in page
    assert PART_BEHIND not in page


def test_translation_is_behind_once_the_original_was_corrected(client, module, edition):
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    page = ModulePage.objects.get(pk=module.pk)
    pin_correction(
        by=None,
        edition_module=edition.places.get(position=2),
        locale=page.locale,
        revision=Revision.objects.get(pk=page.live_revision_id),
        reason="Det var uklart",
    )
    assert BEHIND in shown(client, ADDRESS)
    page = shown(client, TOGETHER)
    assert "Det er helt gratis." in page
    assert page.count(PART_BEHIND) == 1


def test_original_itself_is_never_behind(client, module, edition):
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    assert BEHIND not in shown(client, "/moduler/bcdfgh/")
