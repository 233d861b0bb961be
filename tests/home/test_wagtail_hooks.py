"""The editors' screens for public pages."""

import pytest
from django.urls import reverse

from home.blocks import FrontBody
from home.models import HomePage, StandardPage
from modules.models import ModuleIndexPage, PlaybookIndexPage
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(starter, client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize("model", [HomePage, StandardPage])
def test_editor_opens_a_page_and_its_preview(editor, model):
    page = model.objects.filter(locale__language_code="nb").first()
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


@pytest.mark.parametrize("name", FrontBody.base_blocks)
def test_every_block_has_a_preview_and_a_description(editor, name):
    block = HomePage._meta.get_field("body").stream_block.child_blocks[name]
    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert block.get_description()
    assert block.get_preview_value()


def test_menus_lead_to_no_closed_screen(editor):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "/admin/users/" not in page
    assert "/admin/groups/" not in page
    assert "guide.wagtail.org" not in page


def test_standard_page_stands_under_a_home_page_only():
    assert set(HomePage.allowed_subpage_models()) == {StandardPage, ModuleIndexPage, PlaybookIndexPage}
    assert not StandardPage.can_create_at(HomePage.get_first_root_node())
