"""National material: uploaded by the secretariat, kept in versions, fetched by those who lead evenings."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from lms.people.roles import Role
from modules.actions import add_material_version
from modules.models import Material, MaterialVersion
from modules.permissions import can_use_material
from tests.factories.modules import make_goal, make_material, make_module, norwegian
from tests.factories.people import DistrictFactory, LocalGroupFactory, OrganisationFactory, UserFactory, person_with
from tests.hostile import docx, with_parts
from tests.kit.test_pictures import GPS, photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

ADD = "wagtailsnippets_modules_material:add"
EDIT = "wagtailsnippets_modules_material:edit"
MEGABYTE = 1024 * 1024


def facts(**more) -> dict:
    page = make_module() if "module" not in more else None
    base = {"title": "Lysbilder", "kind": "slides", "locale": norwegian().pk, "audience": "guests", "position": "100"}
    return base | ({"module": page.pk} if page else {}) | more


def pdf(content: bytes = b"%PDF-1.7 one") -> SimpleUploadedFile:
    return SimpleUploadedFile("Økt 1.pdf", content, "application/pdf")


def test_secretariat_adds_material_and_a_newer_version_keeps_the_old_one(editor):
    sent = facts(new_file=pdf(), what_is_new="")
    assert editor.post(reverse(ADD), sent).status_code == 302
    material = Material.objects.get()
    newer = {**sent, "new_file": pdf(b"%PDF-1.7 two"), "what_is_new": "Ny lov"}
    assert editor.post(reverse(EDIT, args=[material.pk]), newer).status_code == 302
    versions = [(each.number, each.what_is_new, each.file.read()) for each in material.versions.all()]
    assert versions == [(2, "Ny lov", b"%PDF-1.7 two"), (1, "", b"%PDF-1.7 one")]
    assert "kt" not in material.versions.first().file.name.removeprefix("material/").split(".")[0]


def test_changing_a_title_makes_no_version(editor):
    material = make_material(make_module())
    sent = facts(module=material.module_id, title="Ny tittel")
    assert editor.post(reverse(EDIT, args=[material.pk]), sent).status_code == 302
    assert MaterialVersion.objects.count() == 1


def test_film_elsewhere_is_a_link(editor):
    assert editor.post(reverse(ADD), facts(link="https://vimeo.com/1", kind="film")).status_code == 302
    assert not MaterialVersion.objects.exists()


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({}, "new_file", "Velg en fil eller oppgi en lenke"),
        ({"new_file": pdf(), "link": "https://vimeo.com/1"}, "new_file", "Velg en fil eller oppgi en lenke"),
        ({"link": "ftp://x.no/a.mp4"}, "link", "https://"),
        ({"new_file": SimpleUploadedFile("a.svg", b"<svg/>")}, "new_file", "tas ikke imot her"),
        ({"new_file": SimpleUploadedFile("a.pdf", b"<html>")}, "new_file", "av et annet slag"),
        (
            {"new_file": SimpleUploadedFile("a.docx", with_parts(docx(), {"word/vbaProject.bin": b"x"}))},
            "new_file",
            "makroer",
        ),
        (
            {"new_file": SimpleUploadedFile("a.pdf", b"%PDF-1.7" + bytes(101 * MEGABYTE))},
            "new_file",
            "100 MB er det meste",
        ),
    ],
)
def test_material_that_cannot_be_taken_is_refused_beside_the_field(editor, more, field, sentence):
    response = editor.post(reverse(ADD), facts(**more))
    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors[field])
    assert not Material.objects.exists()


def test_picture_does_not_tell_where_it_was_taken(editor):
    file = SimpleUploadedFile("a.jpg", photo().getvalue())
    assert editor.post(reverse(ADD), facts(new_file=file, kind="picture")).status_code == 302
    stored = Image.open(io.BytesIO(MaterialVersion.objects.get().file.read()))
    assert not stored.getexif().get_ifd(GPS)


def test_two_versions_at_once_get_two_numbers():
    material = make_material(make_module())
    for _each in range(2):
        add_material_version(by=None, material=material, file=pdf())
    assert [each.number for each in material.versions.all()] == [3, 2, 1]


def test_nobody_but_editors_adds_a_version():
    material = make_material(make_module())
    with pytest.raises(PermissionDenied):
        add_material_version(by=person_with(Role.COORDINATOR, DistrictFactory()), material=material, file=pdf())


def test_file_is_saved_and_never_run_in_the_browser(client):
    version = make_material(make_module(), title="Vold: lysbilder").versions.get()
    client.force_login(person_with(Role.COORDINATOR, DistrictFactory()))
    response = client.get(reverse("material_file", args=[version.public_id]))
    assert response["Content-Disposition"] == 'attachment; filename="vold-lysbilder-1.pdf"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content) == b"%PDF-1.4 x"


@pytest.mark.parametrize(
    ("role", "place", "may"),
    [
        (Role.COORDINATOR, DistrictFactory, True),
        (Role.HELPER, DistrictFactory, True),
        (Role.SECRETARIAT, OrganisationFactory, True),
        (Role.ORG_LEADER, OrganisationFactory, True),
        (Role.STEERING_MEMBER, OrganisationFactory, False),
        (Role.VOLUNTEER, LocalGroupFactory, False),
        (Role.TRAINEE, LocalGroupFactory, False),
    ],
)
def test_module_shows_material_and_goals_to_those_who_lead(client, role, place, may):
    page = make_module()
    page.tags = [make_goal(name="Tillit til andre")]
    page.save_revision().publish()
    version = make_material(page, title="Lysbilder til kvelden").versions.get()
    person = person_with(role, place())
    client.force_login(person)
    html = client.get(page.url).content.decode()
    assert can_use_material(person) is may
    for piece in ("Lysbilder til kvelden", "Tillit til andre", str(version.public_id)):
        assert (piece in html) is may
    client.logout()
    assert "Lysbilder til kvelden" not in client.get(page.url).content.decode()


def test_modules_are_found_by_what_they_strengthen(client):
    tag = make_goal()
    page = make_module(title="Bli kjent")
    page.tags = [tag]
    page.save_revision().publish()
    make_module("ccccff", title="Noe annet")
    client.force_login(person_with(Role.COORDINATOR, DistrictFactory()))
    html = client.get(reverse("goal", args=[tag.code])).content.decode()
    assert "Bli kjent" in html
    assert "Noe annet" not in html


def test_material_costs_as_many_queries_for_three_as_for_one(client):
    page = make_module()
    make_material(page)
    page.tags = [make_goal()]
    page.save_revision().publish()
    client.force_login(person_with(Role.COORDINATOR, DistrictFactory()))
    one = queries_of(client, page.url)
    for number in range(2):
        add_material_version(by=None, material=make_material(page, title=f"Nummer {number}"), file=pdf())
    page.tags = [*page.tags.all(), make_goal("ro", "Ro"), make_goal("mot", "Mot")]
    page.save_revision().publish()
    assert queries_of(client, page.url) == one


def queries_of(client, address: str) -> int:
    """Give how many queries a page costs that was shown before."""
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        client.get(address)
    return len(counted)


def test_preview_user_without_role_sees_no_material(client):
    page = make_module()
    make_material(page, title="Lysbilder til kvelden")
    client.force_login(UserFactory())
    assert "Lysbilder til kvelden" not in client.get(page.url).content.decode()
