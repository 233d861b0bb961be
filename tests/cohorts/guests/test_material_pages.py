"""The pages of material: what a guest hands in with and without a script, and who gets a file."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.guests.actions.material import approve_material, hand_in
from cohorts.models import GuestMaterial, GuestMaterialVersion, GuestRequest
from lms.people.roles import Role
from tests import hostile
from tests.factories.cohorts import CohortFactory, planned_weekly, session_of, trainee_of
from tests.factories.guests import invitation_to, pass_of
from tests.factories.people import OrganisationFactory, person_with
from tests.house.checks import TOKEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def session():
    return session_of(CohortFactory(), timezone.localdate() + timedelta(days=20))


@pytest.fixture
def invitation(session):
    request = GuestRequest.objects.create(session=session, minutes=65)
    return invitation_to(
        session, request=request, state="accepted", answered_at=timezone.now(), sequence=session.sequence
    )


@pytest.fixture
def host(session):
    return person_with(Role.COORDINATOR, session.cohort.district)


@pytest.fixture
def address(invitation):
    return pass_of(invitation) + "material/"


def kept(invitation, host, *, approved=True, content=None, **facts) -> GuestMaterialVersion:
    file = ContentFile(content or hostile.pptx(), name="Lysbilder.pptx")
    version = hand_in(by=host, invitation=invitation, file=file, **{"language": "nb", "allowed": "country"} | facts)
    if approved:
        approve_material(by=host, version=version, reach=facts.get("allowed", "country"))
    return version


def test_form_without_a_script_hands_a_file_in_and_says_what_has_come(client, address):
    sent = {"file": SimpleUploadedFile("Hefte.pdf", hostile.pdf()), "language": "nb", "allowed": "cohort"}
    answer = client.post(address, sent, follow=True)
    assert "«Hefte» er kommet" in answer.content.decode()
    assert GuestMaterialVersion.objects.get().pages == 2


def test_refused_file_is_told_beside_the_field(client, address):
    bad = hostile.with_parts(hostile.pptx(), {"ppt/vbaProject.bin": b"x"})
    answer = client.post(address, {"file": SimpleUploadedFile("a.pptx", bad), "language": "nb", "allowed": "cohort"})
    assert answer.status_code == 422
    assert "makroer" in str(answer.context["form"].errors["file"])
    assert not GuestMaterial.objects.exists()


def test_file_in_pieces_goes_through_the_three_addresses(client, address, django_capture_on_commit_callbacks):
    content, upload = hostile.pptx(40), address.replace("/material/", "/upload/")
    begun = client.post(upload, {"name": "a.pptx", "size": len(content), "mark": "1"}).json()
    half = len(content) // 2

    def append(at: int, piece: bytes):
        return client.post(f"{begun['piece']}?at={at}", piece, content_type="application/octet-stream").json()

    assert append(0, content[:half]) == {"offset": half}
    assert append(0, content[:half]) == {"offset": half}  # sent again: nothing is doubled
    assert client.get(begun["piece"]).json() == {"offset": half}
    facts = {"language": "nb", "allowed": "cohort"}
    assert client.post(begun["done"], facts).status_code == 422
    assert append(half, content[half:]) == {"offset": len(content)}
    done = client.post(begun["done"], facts).json()
    shown = client.get(done["next"]).content.decode()
    assert GuestMaterialVersion.objects.get().file.open("rb").read() == content
    assert "40 lysbilder på 65 minutter" in shown


def test_pieces_need_the_cookie_of_the_page(address):
    answer = Client(enforce_csrf_checks=True).post(
        address.replace("/material/", "/upload/"), {"name": "a.pdf", "size": 9}
    )
    assert answer.status_code == 403


def test_guest_replaces_and_withdraws(client, address, invitation, host):
    version = kept(invitation, host)
    item = f"{address}{version.material.public_id}/"
    assert client.get(item).status_code == 200
    sent = {"do": "replace", "new-file": SimpleUploadedFile("Ny.pdf", hostile.pdf())}
    assert client.post(item, sent).status_code == 302
    assert [each.number for each in version.material.versions.all()] == [2, 1]
    assert client.post(item, {"do": "withdraw"}).status_code == 302
    assert not GuestMaterial.objects.exists()


def test_coordinator_approves_and_hands_in_for_her(client, invitation, host):
    client.force_login(host)
    address = reverse("host_material", args=[invitation.public_id])
    sent = {"file": SimpleUploadedFile("Hefte.pdf", hostile.pdf()), "language": "nb", "allowed": "municipality"}
    assert client.post(address, sent).status_code == 302
    material = GuestMaterial.objects.get()
    item = reverse("host_material_item", args=[invitation.public_id, material.public_id])
    assert client.post(item, {"do": "approve", "approve-reach": "country"}).status_code == 422
    assert client.post(item, {"do": "approve", "approve-reach": "municipality"}).status_code == 302
    assert material.versions.get().approved_at


def test_file_is_sent_to_be_saved_and_to_nobody_else(client, invitation, host, session):
    version = kept(invitation, host, allowed="cohort")
    path = reverse("guest_file", args=[version.public_id])
    client.force_login(trainee_of(session.cohort).person)
    answer = client.get(path)
    neutral = f'attachment; filename="kurskveld-{session.number}-1.pptx"'  # it lies on her phone, for others to see
    assert answer["Content-Disposition"] == neutral
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert "sandbox" in answer["Content-Security-Policy"]
    own = client.get("/my/", follow=True).content.decode()
    assert path in own
    assert "Lysbilder" not in own  # a title may say what the evening is about
    assert client.get(f"{path}?picture=1")["Content-Type"] == "image/jpeg"
    client.force_login(host)
    assert client.get(path)["Content-Disposition"] == 'attachment; filename="lysbilder-1.pptx"'
    for stranger in (trainee_of(CohortFactory()).person, person_with(Role.ORG_LEADER, OrganisationFactory())):
        client.force_login(stranger)
        nothing = uuid4()
        refused, absent = client.get(path), client.get(reverse("guest_file", args=[nothing]))
        assert refused.status_code == absent.status_code == 404
        # The page repeats the address she asked for, and draws a new token for its form each time.
        mine = refused.content.replace(str(version.public_id).encode(), str(nothing).encode())
        assert TOKEN.sub(b"", mine) == TOKEN.sub(b"", absent.content)
        assert refused.headers == absent.headers


def test_library_finds_by_word_module_language_and_year(client, host, django_assert_max_num_queries):
    cohort = CohortFactory()
    host = person_with(Role.COORDINATOR, cohort.district)
    client.force_login(host)
    titles = ["Rettigheter i arbeid", "Økonomi", "Kropp"]
    evenings = planned_weekly(cohort, timezone.localdate() + timedelta(days=9))
    for title, evening in zip(titles, evenings, strict=False):
        guest = invitation_to(evening, state="accepted", answered_at=timezone.now(), sequence=evening.sequence)
        kept(guest, host, title=title, allowed="municipality")
    path = reverse("guest_library")

    def found(**asked) -> set[str]:
        return {piece.title for piece in client.get(path, asked).context["page"]}

    key = str(evenings[0].session_modules.get().edition_module.module.translation_key)
    assert found() == set(titles[: len(evenings)])
    assert found(q="arbeid") == {titles[0]}
    assert found(q="helsestasjonen økonomi") == {titles[1]}
    assert found(module=key) == {titles[0]}
    assert found(year="1999") == found()  # a year that is not there narrows nothing
    with django_assert_max_num_queries(22):
        client.get(path)


def test_guest_finds_what_was_used_before_for_her_subject(client, host):
    cohort = CohortFactory()
    first, second = planned_weekly(cohort, timezone.localdate() + timedelta(days=9))[:2]
    host = person_with(Role.COORDINATOR, cohort.district)
    answered = {"state": "accepted", "answered_at": timezone.now(), "sequence": 0}
    content = hostile.pptx()
    shared = kept(invitation_to(first, **answered), host, content=content, title="I fjor", allowed="municipality")
    again, other = invitation_to(first, **answered | {"state": "asked"}), invitation_to(second, **answered)
    pages = {invitation: pass_of(invitation) for invitation in (again, other)}
    assert "I fjor" in client.get(pages[again] + "material/").content.decode()
    got = client.get(f"{pages[again]}files/{shared.public_id}/")
    assert b"".join(got.streaming_content) == content
    assert "I fjor" not in client.get(pages[other] + "material/").content.decode()
    assert client.get(f"{pages[other]}files/{shared.public_id}/").status_code == 404
