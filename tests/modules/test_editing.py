"""The way into the editor, and what of bad input never reaches a reader."""

import json

import pytest
from django.urls import reverse

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from modules.models import ModulePage
from tests.factories.modules import make_module
from tests.factories.people import DistrictFactory, OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

SCRIPT = "<script>alert(1)</script>"
IMAGE = '<img src="x" onerror="alert(2)">'


def draftail(text: str, *, link: str = "") -> str:
    """Give what the field of a running text sends."""
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if link else []
    entities = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": link}}} if link else {}
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": ranges}
    return json.dumps({"blocks": [block], "entityMap": entities})


def post(client, page: ModulePage, body: list[dict], *, action: str = "action-publish", **fields):
    """Send the form of the editor as a browser does."""
    data = {
        name: getattr(page, name) for name in ("title", "kind", "theme", "sensitivity", "neutral_name", "text_origin")
    }
    data |= {"lead": "", "content_warning": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", action: "1"}
    data["body-count"] = str(len(body))
    for number, part in enumerate(body):
        place = f"body-{number}"
        data |= {
            f"{place}-deleted": "",
            f"{place}-order": str(number),
            f"{place}-type": part.pop("type"),
            f"{place}-id": "",
        }
        data |= {f"{place}-value-{name}": value for name, value in part.items()}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | fields)


def test_script_in_a_text_is_never_executed_for_readers(editor):
    page = make_module()
    body = [
        {"type": "text", "heading": SCRIPT, "text": draftail(SCRIPT + IMAGE)},
        {"type": "rights", "text": draftail("Klikk her", link="javascript:alert(3)")},
    ]
    assert post(editor, page, body, title=f"Tittel {SCRIPT}", lead=IMAGE).status_code == 302
    page.refresh_from_db()
    shown = editor.get(f"/moduler/{page.slug}/").content.decode()
    assert "Klikk her" in shown
    for bad in (SCRIPT, IMAGE, "javascript:"):
        assert bad not in shown
    assert "&lt;script&gt;" in shown


def test_html_sent_instead_of_the_editors_own_form_is_refused_or_cleaned(editor):
    page = make_module()
    editor.raise_request_exception = False
    response = post(editor, page, [{"type": "rights", "text": f"<p>Hei{SCRIPT}</p>"}])
    page.refresh_from_db()
    assert response.status_code in (200, 302, 400, 500)
    assert SCRIPT not in editor.get(f"/moduler/{page.slug}/").content.decode()


def test_module_without_goals_is_refused_and_one_with_an_empty_goal_is_told(editor):
    page = make_module()
    refused = post(editor, page, [{"type": "goals", "items-count": "0"}])
    assert refused.status_code == 200
    assert "kunne ikke lagres" in refused.content.decode()
    goal = {"items-0-deleted": "", "items-0-order": "0", "items-0-type": "item", "items-0-id": ""}
    post(editor, page, [{"type": "goals", "items-count": "1", "items-0-value": draftail(""), **goal}])
    assert "Læringsmål mangler" in editor.get(reverse("content_check", args=[page.pk])).content.decode()


def test_way_into_the_editor_comes_back_to_the_page(editor):
    page = make_module()
    address = f"/moduler/{page.slug}/"
    editor_address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert f'href="{editor_address}?next=%2Fmoduler%2F{page.slug}%2F"' in editor.get(address).content.decode()
    assert post(editor, page, [], next=address).headers["Location"] == address


@pytest.mark.parametrize("sensitivity", ["no", "yes"])
def test_nobody_else_sees_the_way_into_the_editor(client, sensitivity):
    page = make_module(sensitivity=sensitivity)
    address = f"/moduler/{page.slug}/"
    assert "edit-bar" not in client.get(address).content.decode()
    for role, place in ((Role.COORDINATOR, DistrictFactory()), (Role.STEERING_MEMBER, OrganisationFactory())):
        client.force_login(person_with(role, place))
        assert "edit-bar" not in client.get(address).content.decode()


def test_way_into_the_editor_does_not_stay_for_the_next_reader(editor, client):
    page = make_module()
    address = f"/moduler/{page.slug}/"
    assert "edit-bar" in editor.get(address).content.decode()
    editor.logout()
    assert "edit-bar" not in client.get(address).content.decode()


@pytest.mark.parametrize(("chosen", "got"), [("nb", "nb"), ("da", "da"), ("ar", "nb")])
def test_editor_speaks_the_language_of_her_menus(client, chosen, got):
    sync_roles()
    person = person_with(Role.SECRETARIAT, OrganisationFactory(), interface_language=chosen)
    mirror_roles(person)
    client.force_login(person)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[make_module().pk]))
    assert f'lang="{got}"' in shown.content.decode()
    assert shown.headers["Content-Language"] == got


def test_texts_of_the_editor_run_in_the_direction_of_their_words(editor):
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[make_module().pk])).context["form"]
    assert {name: form.fields[name].widget.attrs.get("dir") for name in ("title", "lead", "content_warning")} == {
        "title": "auto",
        "lead": "auto",
        "content_warning": "auto",
    }
    parts = ModulePage._meta.get_field("body").stream_block.child_blocks
    assert parts["text"].child_blocks["heading"].field.widget.attrs["dir"] == "auto"
    assert parts["worksheet"].child_blocks["items"].child_block.field.widget.attrs["dir"] == "auto"
