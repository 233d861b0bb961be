"""The editors' screens for modules and registers."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from modules.blocks import ModuleBody
from modules.models import EditorialTodo, Exercise, GlossaryTerm, HelpService, ModuleIndexPage, ModulePage, Source
from tests.factories.modules import make_exercise, make_module, make_service, make_source, make_word
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

REGISTERS = {
    HelpService: lambda: make_service("a-line", "A-linjen"),
    GlossaryTerm: make_word,
    Exercise: make_exercise,
    Source: lambda: make_source("A0"),
    EditorialTodo: lambda: EditorialTodo.objects.create(text="Pris", page=make_module()),
}


@pytest.mark.parametrize("model", REGISTERS, ids=lambda model: model.__name__)
def test_secretariat_lists_adds_and_changes_each_register(editor, model):
    row = REGISTERS[model]()
    name = f"wagtailsnippets_modules_{model._meta.model_name}"
    for view, args in (("list", []), ("add", []), ("edit", [row.pk])):
        assert editor.get(reverse(f"{name}:{view}", args=args)).status_code == 200, view


@pytest.mark.parametrize("model", [HelpService, GlossaryTerm, Exercise, Source], ids=lambda model: model.__name__)
def test_secretariat_chooses_a_row_for_a_block(editor, model):
    row = model.objects.first() or REGISTERS[model]()
    name = f"wagtailsnippetchoosers_modules_{model._meta.model_name}"
    assert str(row) in editor.get(reverse(f"{name}:choose")).json()["html"]
    assert editor.get(reverse(f"{name}:chosen", args=[row.pk])).status_code == 200


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (GlossaryTerm, {"term": "samtykke", "explanation": "du sier ja"}),
        (Exercise, {"name": "Nøkler", "kind": "group", "minutes": "5", "how": "Slik"}),
        (EditorialTodo, {"text": "Hører ikke til noe"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_row_that_cannot_be_is_refused_with_a_sentence(editor, model, data):
    make_word("samtykke")
    make_exercise("Nøkler")
    response = editor.post(reverse(f"wagtailsnippets_modules_{model._meta.model_name}:add"), data)
    assert response.status_code == 200
    assert response.context["form"].errors


def test_secretariat_opens_a_module_and_its_preview(editor):
    page = make_module()
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
    new = reverse("wagtailadmin_pages:add", args=["modules", "modulepage", page.get_parent().pk])
    assert editor.get(new).status_code == 200


@pytest.mark.parametrize("name", ModuleBody.base_blocks)
def test_every_block_has_a_preview_and_a_description(client, name):
    client.force_login(UserFactory(is_superuser=True))
    block = ModulePage._meta.get_field("body").stream_block.child_blocks[name]
    assert client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}).status_code == 200
    assert block.get_description()
    assert block.meta.group


def test_saving_a_draft_with_a_mark_makes_a_to_do(editor):
    page = make_module()
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    data = {
        name: form[name].value() for name in ("title", "kind", "theme", "sensitivity", "neutral_name", "text_origin")
    }
    data |= {"lead": "Prisen er 300 [kontroller]", "content_warning": "", "body-count": "0", "action": "save"}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    assert EditorialTodo.objects.get(page=page).text == "Prisen er 300"


def test_page_shows_no_slug_to_choose(editor):
    page = make_module()
    assert 'name="slug"' not in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_module_stands_under_a_list_of_modules_only():
    assert ModuleIndexPage.allowed_subpage_models() == [ModulePage]
    assert not ModulePage.can_create_at(Page.objects.get(depth=1))
