"""Guests hand material in: it is looked at, kept in versions, let through by the host, and gone when withdrawn."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from cohorts.guests.actions import open_pass
from cohorts.guests.actions.material import (
    answer_proposal,
    approve_material,
    finish_upload,
    hand_in,
    purge_material,
    withdraw_material,
)
from cohorts.guests.actions.uploads import add_piece, begin_upload, received, sweep_uploads
from cohorts.models import GuestInvitation, GuestMaterial, GuestMaterialVersion, GuestUpload
from lms.kit.files import FileRefusedError, Refusal
from lms.people.roles import Role
from modules.models import Material
from tests import hostile
from tests.factories.cohorts import CohortFactory, planned_weekly, session_of, trainee_of
from tests.factories.guests import invitation_to, pass_of
from tests.factories.people import DistrictFactory, MunicipalityFactory, OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
ACCEPTED = GuestInvitation.State.ACCEPTED


def comes_to(session) -> GuestInvitation:
    return invitation_to(session, state=ACCEPTED, answered_at=timezone.now(), sequence=session.sequence)


@pytest.fixture
def invitation():
    return comes_to(session_of(CohortFactory(), timezone.localdate() + timedelta(days=20)))


@pytest.fixture
def host(invitation):
    return person_with(Role.COORDINATOR, invitation.session.cohort.district)


def link_of(invitation):
    return open_pass(pass_of(invitation).strip("/").split("/")[-1])[0]


def handed_in(invitation, *, name="Lysbilder.pptx", content=None, **facts) -> GuestMaterialVersion:
    file = ContentFile(content or hostile.pptx(), name=name)
    facts = {"language": "nb", "allowed": "country"} | facts
    return hand_in(by=link_of(invitation), invitation=invitation, file=file, **facts)


def send(upload, by, content: bytes, size: int = 4096) -> None:
    while (at := received(upload)) < len(content):
        add_piece(by=by, upload=upload, offset=at, piece=ContentFile(content[at : at + size]))


def stored() -> set[str]:
    return {
        f"{folder}/{name}"
        for folder in ("guests", "uploads")
        if default_storage.exists(folder)
        for name in default_storage.listdir(folder)[1]
    }


@pytest.fixture(autouse=True)
def empty_store():
    for name in stored():
        default_storage.delete(name)


def code_of(error) -> str:
    return error.value.error_list[0].code


def test_file_in_pieces_becomes_material_and_leaves_no_pieces(invitation, django_capture_on_commit_callbacks):
    by, content = link_of(invitation), hostile.pptx(4)
    upload = begin_upload(by=by, invitation=invitation, name="C:\\mine\\Lysbilder.pptx", size=len(content), mark="1")
    send(upload, by, content, 1000)
    with django_capture_on_commit_callbacks(execute=True):
        version = finish_upload(by=by, upload=upload, language="nb", allowed="cohort")
    assert (version.material.title, version.pages, version.kind) == ("Lysbilder", 4, "pptx")
    assert version.file.open("rb").read() == content
    assert stored() == {version.file.name, version.preview.name}
    assert "ysbilder" not in version.file.name


def test_broken_upload_goes_on_where_it_stopped_and_a_piece_counts_once(invitation):
    by, content = link_of(invitation), hostile.pptx()
    begin = {"by": by, "invitation": invitation, "name": "a.pptx", "size": len(content), "mark": "17"}
    upload = begin_upload(**begin)
    assert add_piece(by=by, upload=upload, offset=0, piece=ContentFile(content[:500])) == 500
    assert add_piece(by=by, upload=upload, offset=0, piece=ContentFile(content[:500])) == 500
    assert add_piece(by=by, upload=upload, offset=900, piece=ContentFile(b"x")) == 500
    assert begin_upload(**begin) == upload
    assert received(upload) == 500
    with pytest.raises(ValidationError) as error:
        finish_upload(by=by, upload=upload, language="nb")
    assert code_of(error) == "not_whole"


def test_refused_file_leaves_nothing_and_a_good_one_beside_it_is_kept(invitation, django_capture_on_commit_callbacks):
    by, bad = link_of(invitation), hostile.with_parts(hostile.pptx(), {"ppt/vbaProject.bin": b"x"})
    upload = begin_upload(by=by, invitation=invitation, name="a.pptx", size=len(bad))
    send(upload, by, bad)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(FileRefusedError) as error:
        finish_upload(by=by, upload=upload, language="nb")
    assert error.value.code == Refusal.MACROS
    assert (stored(), GuestUpload.objects.count(), GuestMaterial.objects.count()) == (set(), 0, 0)
    assert handed_in(invitation).number == 1


def test_pass_holds_so_much_and_halves_count(invitation, settings):
    settings.MOST_ON_A_PASS = 1
    by = link_of(invitation)
    begin_upload(by=by, invitation=invitation, name="a.pdf", size=700_000)
    with pytest.raises(ValidationError) as error:
        begin_upload(by=by, invitation=invitation, name="b.pdf", size=700_000)
    assert code_of(error) == "pass_full"
    with pytest.raises(FileRefusedError) as refused:
        begin_upload(by=by, invitation=invitation, name="c.pdf", size=101 * hostile.MEGABYTE)
    assert refused.value.code == Refusal.TOO_LARGE


def test_half_a_file_is_swept_after_a_day(invitation, django_capture_on_commit_callbacks):
    by = link_of(invitation)
    upload = begin_upload(by=by, invitation=invitation, name="a.pdf", size=5000)
    add_piece(by=by, upload=upload, offset=0, piece=ContentFile(b"x" * 100))
    assert sweep_uploads() == 0
    GuestUpload.objects.update(touched_at=timezone.now() - timedelta(hours=25))
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads() == 1
    assert (stored(), GuestUpload.objects.count()) == (set(), 0)


def test_only_the_guest_who_comes_and_her_coordinator_hand_in(invitation, host):
    other = invitation_to(invitation.session)
    for by in (link_of(other), person_with(Role.COORDINATOR, DistrictFactory())):
        with pytest.raises(PermissionDenied):
            begin_upload(by=by, invitation=invitation, name="a.pdf", size=10)
    assert begin_upload(by=host, invitation=invitation, name="a.pdf", size=10)
    with pytest.raises(PermissionDenied):
        begin_upload(by=link_of(other), invitation=other, name="a.pdf", size=10)


def test_replacing_keeps_the_old_version_and_needs_approval_anew(invitation, host):
    first = handed_in(invitation)
    approve_material(by=host, version=first, reach="cohort")
    woman = trainee_of(invitation.session.cohort).person
    second = handed_in(invitation, content=hostile.pptx(9), replaces=first.material)
    seen = GuestMaterialVersion.objects.visible_to(woman)
    assert (second.number, list(seen)) == (2, [first])
    approve_material(by=host, version=second, reach="cohort")
    assert list(seen.all()) == [second, first]


def test_withdrawn_material_is_gone_with_every_byte(invitation, host, django_capture_on_commit_callbacks):
    first = handed_in(invitation)
    handed_in(invitation, replaces=first.material)
    assert len(stored()) == 4
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            withdraw_material(by=link_of(invitation), material=first.material)
    assert (stored(), GuestMaterial.objects.count()) == (set(), 0)


def test_material_goes_no_farther_than_its_owner_lets_it(invitation, host):
    version = handed_in(invitation, allowed="cohort")
    with pytest.raises(ValidationError) as error:
        approve_material(by=host, version=version, reach="municipality")
    assert code_of(error) == "too_far"


def test_approved_file_is_seen_as_far_as_it_reaches(invitation, host):
    cohort = invitation.session.cohort
    elsewhere = MunicipalityFactory(slug="fjern", name="Fjern")
    near = CohortFactory(district=DistrictFactory(municipality=cohort.district.municipality))
    people = {
        "her own": trainee_of(cohort).person,
        "near": person_with(Role.COORDINATOR, near.district),
        "near woman": trainee_of(near).person,
        "far": person_with(Role.COORDINATOR, DistrictFactory(municipality=elsewhere)),
    }
    version = handed_in(invitation)

    def who() -> set[str]:
        return {name for name, person in people.items() if GuestMaterialVersion.objects.visible_to(person).exists()}

    assert who() == set()
    approve_material(by=host, version=version, reach="cohort")
    assert who() == {"her own"}
    approve_material(by=host, version=version, reach="municipality")
    assert who() == {"her own", "near"}


def test_woman_finds_what_was_let_through_before_and_after_the_evening_under_no_name(invitation, host, client):
    session = invitation.session
    waiting, version = handed_in(invitation), handed_in(invitation, title="Vold i nære relasjoner")
    approve_material(by=host, version=version, reach="cohort")
    client.force_login(trainee_of(session.cohort).person)

    def page() -> str:
        return client.get(reverse("my_evenings")).content.decode()

    ahead = page()
    assert reverse("guest_file", args=[version.public_id]) in ahead
    assert reverse("guest_file", args=[waiting.public_id]) not in ahead
    type(session).objects.filter(pk=session.pk).update(date=timezone.localdate() - timedelta(days=2))
    assert reverse("guest_file", args=[version.public_id]) in page()
    assert "Vold" not in page()


def test_secretariat_takes_a_copy_that_outlives_the_original(host, django_capture_on_commit_callbacks):
    cohort = CohortFactory()
    invitation = comes_to(planned_weekly(cohort, timezone.localdate() + timedelta(days=9))[0])
    host = person_with(Role.COORDINATOR, cohort.district)
    country = cohort.district.municipality.country
    secretary = person_with(Role.SECRETARIAT, OrganisationFactory(country=country))
    content = hostile.pptx()
    version = handed_in(invitation, title="Rettigheter", content=content)
    assert not GuestMaterialVersion.objects.visible_to(secretary).exists()
    approve_material(by=host, version=version, reach="country")
    with pytest.raises(PermissionDenied):
        answer_proposal(by=host, material=version.material, yes=True)
    answer_proposal(by=secretary, material=version.material, yes=True)
    with pytest.raises(ValidationError):
        answer_proposal(by=secretary, material=version.material, yes=False)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_material(by=host, material=version.material)
    copy = Material.objects.get()
    assert (copy.title, copy.source) == ("Rettigheter", f"Helsestasjonen, {version.material.year}")
    assert copy.versions.get().file.open("rb").read() == content
    assert copy.rights


def test_what_nobody_let_through_goes_with_the_guest_and_what_is_shared_stays(invitation, host):
    kept, gone = handed_in(invitation), handed_in(invitation, content=hostile.pptx(2))
    approve_material(by=host, version=kept, reach="municipality")
    invitation.guest.delete()
    assert purge_material() == 1
    assert [row.pk for row in GuestMaterial.objects.all()] == [kept.material_id]
    assert gone.material_id != kept.material_id
