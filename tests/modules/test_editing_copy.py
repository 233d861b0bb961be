"""A module as a Word file to edit in."""

import io

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from lms.kit.docx import word_file
from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from modules.blocks import ModuleBody
from modules.documents.editing import bookmark, editing_copy
from modules.models import ModulePage
from tests.factories.modules import make_module
from tests.factories.people import DistrictFactory, OrganisationFactory, person_with

BODY = [
    {"type": "text", "heading": "Legen", "text": "<p>Ring [lokalt]. Det er gratis (K14) [kontroller pris].</p>"},
    {"type": "text", "text": "<ul><li>Ett<ol><li>inni</li></ol></li></ul>"},
    {"type": "exercises", "items": [{"name": "Kort", "minutes": 25, "how": "Legg kort."}]},
    {"type": "quiz", "questions": [{"question": "Hva?", "answers": [{"text": "A", "reply": "B"}] * 2}]},
]


def copy_of(module: ModulePage):
    return docx.Document(io.BytesIO(word_file(editing_copy(module))))


def parts_of(file) -> dict[str, str]:
    marked = ((p, mark) for p in file.paragraphs for mark in p._p.findall(qn("w:bookmarkStart")))
    return {mark.get(qn("w:name")): p.text for p, mark in marked}


@pytest.fixture
def module(home) -> ModulePage:
    return make_module(body=BODY)


@pytest.fixture
def secretary(client, module):
    sync_roles()
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    mirror_roles(person)
    client.force_login(person)
    return client


def test_every_part_begins_with_a_heading_that_names_its_kind_and_id(module):
    found = parts_of(copy_of(module))
    for part in module.body:
        name = bookmark(part.block_type, part.id)
        assert len(name) <= 40
        assert found[name]


def test_marks_stay_in_an_editing_copy(module):
    text = "\n".join(p.text for p in copy_of(module).paragraphs)
    assert "Ring [lokalt: Ring]. Det er gratis (K14) [kontroller pris]." in text


def test_part_without_a_heading_gets_its_kind_in_brackets(module):
    found = parts_of(copy_of(module))
    assert [text for name, text in found.items() if name.startswith("bb_text_")] == ["Legen", "[Tekst]"]


def test_what_word_cannot_hold_stands_as_a_placeholder(module):
    file = copy_of(module)
    assert [p.text for p in file.paragraphs if p.style.name == "Placeholder" and p.text.startswith("Quiz")] == [
        "Quiz: 1 spørsmål – på nettsiden"
    ]


def test_every_kind_of_part_that_can_be_written_is_written(curriculum):
    kinds = set(ModuleBody().child_blocks)
    for module in ModulePage.objects.all():
        file, names = copy_of(module), {part.block_type for part in module.body}
        assert names <= kinds
        assert len(parts_of(file)) >= len(module.body) + 3, module.title


def test_secretariat_fetches_the_draft_as_a_word_file(secretary, module):
    module.title = "Ny tittel"
    module.save_revision()
    response = secretary.get(reverse("module_editing_copy", args=[module.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="ny-tittel-bcdfgh-word-nb.docx"'
    assert docx.Document(io.BytesIO(response.content)).core_properties.title == "Ny tittel"


def test_file_of_a_sensitive_module_has_a_neutral_name_and_title(secretary):
    module = make_module("kkkkkk", title="Vold", sensitivity="yes", neutral_name="Tema")
    response = secretary.get(reverse("module_editing_copy", args=[module.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="tema-kkkkkk-word-nb.docx"'
    assert "no-store" in response["Cache-Control"]
    assert docx.Document(io.BytesIO(response.content)).core_properties.title == "Tema"


def test_menu_of_a_module_offers_its_file(secretary, module):
    address = reverse("module_editing_copy", args=[module.pk])
    assert address in secretary.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    assert address in secretary.get(reverse("wagtailadmin_explore", args=[module.get_parent().pk])).content.decode()


def test_coordinator_does_not_reach_the_editing_copy(client, module):
    client.force_login(person_with(Role.COORDINATOR, DistrictFactory()))
    assert client.get(reverse("module_editing_copy", args=[module.pk])).status_code in (302, 404)


def test_word_file_of_an_absent_module_is_not_there(secretary):
    assert secretary.get(reverse("module_editing_copy", args=[2**30])).status_code == 404
