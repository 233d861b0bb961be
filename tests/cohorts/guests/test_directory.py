"""The directory of guest professionals: who sees whom, entering, changing, removing, and what time does."""

import tomllib
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.guests.actions import add_guest, change_guest, remove_guest
from cohorts.guests.actions.professions import load_professions
from cohorts.guests.actions.retention import purge_guests
from cohorts.guests.queries import Wanted, guests_for
from cohorts.models import GuestInvitation, GuestProfessional, ModuleWish, Profession
from lms.people.models import AccessLink, Notice
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of
from tests.factories.guests import GuestFactory, invitation_to, pass_of
from tests.factories.people import DistrictFactory, MunicipalityFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def coordinator(cohort, client):
    person = person_with(Role.COORDINATOR, cohort.district)
    client.force_login(person)
    return person


def a_profession() -> Profession:
    data = tomllib.loads((settings.ROOT / "fixtures/professions.toml").read_text(encoding="utf-8"))
    load_professions(by=None, data=data)
    return Profession.objects.get(code="jordmor")


def test_others_of_the_municipality_are_seen_only_where_they_agreed(cohort, coordinator, client):
    near = DistrictFactory(municipality=cohort.district.municipality)
    own = GuestFactory(district=cohort.district, name="Kari Lie", notes="Liker flippover")
    silent = GuestFactory(district=near, name="Berit Dal", shared_at=None)
    shared = GuestFactory(district=near, name="Anne Vik", shared_at=timezone.now(), notes="Nede i gangen")
    elsewhere = GuestFactory(
        district=DistrictFactory(municipality=MunicipalityFactory(slug="bergen")),
        name="Siri Moe",
        shared_at=timezone.now(),
    )
    page = client.get(reverse("guest_list")).content.decode()
    assert [each.name in page for each in (own, silent, shared, elsewhere)] == [True, False, True, False]
    for guest, status in ((own, 200), (silent, 404), (shared, 200), (elsewhere, 404)):
        assert client.get(reverse("guest_card", args=[guest.public_id])).status_code == status
    assert "Liker flippover" in client.get(reverse("guest_card", args=[own.public_id])).content.decode()
    assert "Nede i gangen" not in client.get(reverse("guest_card", args=[shared.public_id])).content.decode()
    assert client.get(reverse("guest_change", args=[shared.public_id])).status_code == 404


def test_list_costs_the_same_with_one_and_with_three(cohort, coordinator, client):
    counts = []
    for _ in range(3):
        guest = GuestFactory(district=cohort.district)
        guest.subjects.create(module_key=cohort.edition.places.first().module.translation_key)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("guest_list")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 20


def test_search_is_by_words_module_and_language(cohort, coordinator):
    key = cohort.edition.places.first().module.translation_key
    midwife = GuestFactory(district=cohort.district, name="Kari", profession="jordmor", speaks=["so", "nb"])
    midwife.subjects.create(module_key=key)
    GuestFactory(district=cohort.district, name="Ola", service="NAV", profession="veileder", speaks=["pso"])
    for wanted, names in (
        (Wanted(), ["Kari", "Ola"]),
        (Wanted(words="jordm"), ["Kari"]),
        (Wanted(words="nav"), ["Ola"]),
        (Wanted(module=key), ["Kari"]),
        (Wanted(language="so"), ["Kari"]),
        (Wanted(words="jordm", language="pso"), []),
    ):
        assert [each.name for each in guests_for(coordinator, wanted)] == names


def test_profession_from_the_list_brings_its_words_and_its_modules(cohort, coordinator, client):
    midwife = a_profession()
    assert (midwife.name_in("da"), midwife.service_in("da")) == ("jordemoder", "Sundhedsplejen")
    assert ModuleWish.objects.filter(woman=True, module_key=midwife.modules.get().module_key).exists()
    known = str(cohort.edition.places.first().module.translation_key)
    midwife.modules.update(module_key=known)
    form = {"name": "Kari Lie", "kind": "jordmor", "phone": "+47 412 34 567", "language": "nb", "is_woman": "true"}
    form["place"] = f"district:{cohort.district.pk}"
    assert client.post(reverse("guest_add"), form).status_code == 302
    guest = GuestProfessional.objects.get()
    assert (guest.profession, guest.service, guest.is_woman) == ("jordmor", "Helsestasjonen", True)
    assert [str(each.module_key) for each in guest.subjects.all()] == [known]
    assert guest.may_be_asked_again_at is guest.shared_at is None
    answer = client.post(
        reverse("guest_change", args=[guest.public_id]), form | {"profession": "gynekolog", "name": "K"}
    )
    guest.refresh_from_db()
    assert (answer.status_code, guest.profession, guest.subjects.count()) == (302, "gynekolog", 0)


def test_bad_input_is_told_what_to_do(cohort, coordinator, client):
    GuestFactory(district=cohort.district, email="kari@example.org")
    form = {"name": "Kari", "language": "nb", "place": f"district:{cohort.district.pk}"}
    assert "telefonnummer eller en e-postadresse" in client.post(reverse("guest_add"), form).content.decode()
    again = client.post(reverse("guest_add"), form | {"email": "Kari@example.org"})
    assert (again.status_code, "allerede i lista" in again.content.decode()) == (422, True)
    assert client.get(reverse("guest_list"), {"module": "x", "page": "-1"}).status_code == 200


def test_helper_reads_and_enters_nobody(cohort, client):
    helper = person_with(Role.HELPER, cohort.district)
    guest = GuestFactory(district=cohort.district)
    client.force_login(helper)
    assert client.get(reverse("guest_card", args=[guest.public_id])).status_code == 200
    assert client.get(reverse("guest_add")).status_code == 404
    for act in (lambda: change_guest(by=helper, guest=guest, name="X"), lambda: remove_guest(by=helper, guest=guest)):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(PermissionDenied):
        add_guest(by=helper, place=cohort.district, name="X", phone="+4741234567")


def test_change_without_an_address_is_refused(cohort, coordinator):
    guest = GuestFactory(district=cohort.district)
    with pytest.raises(ValidationError) as error:
        change_guest(by=coordinator, guest=guest, email="", phone="")
    assert error.value.error_list[0].code == "no_address"


def test_what_she_said_by_phone_stands_with_its_time_and_source(cohort, coordinator, client):
    guest = GuestFactory(district=cohort.district)
    path = reverse("guest_agreement", args=[guest.public_id])
    client.post(path, {"keep": "on"})
    guest.refresh_from_db()
    assert (bool(guest.may_be_asked_again_at), guest.shared_at) == (True, None)
    assert guest.consents.get().source == "host"
    assert "sa det til verten" in client.get(reverse("guest_card", args=[guest.public_id])).content.decode()
    client.post(path, {})
    guest.refresh_from_db()
    assert guest.may_be_asked_again_at is None
    client.force_login(person_with(Role.HELPER, cohort.district))
    assert client.post(path, {"keep": "on"}).status_code == 404


def test_removing_takes_her_answers_links_and_messages_along(cohort, coordinator, client):
    session = session_of(cohort, timezone.localdate() + timedelta(days=20))
    guest, other = GuestFactory(district=cohort.district), GuestFactory(district=cohort.district)
    paths = [pass_of(invitation_to(session, guest=each)) for each in (guest, other)]
    client.post(paths[0], {"do": "accept", "seen": session.sequence})
    about = {"event": "guest_asked", "address": guest.email, "language": "nb", "channel": "email", "body": "Hei"}
    for number, invitation in enumerate(GuestInvitation.objects.all()):
        Notice.objects.create(**about, about=invitation, dedupe_key=f"x{number}")
    assert client.post(reverse("guest_remove", args=[guest.public_id])).status_code == 302
    assert [client.get(path).status_code for path in paths] == [410, 200]
    assert GuestProfessional.objects.get() == other
    assert (AccessLink.objects.count(), Notice.objects.filter(event="guest_asked").count()) == (1, 1)


def test_a_year_after_she_was_last_asked_nothing_is_left(cohort):
    today = timezone.localdate()
    year_ago = timezone.now() - timedelta(days=366)
    long_ago = session_of(cohort, today - timedelta(days=340))
    ahead = session_of(cohort, today + timedelta(days=5))
    gone = GuestFactory(district=cohort.district, added_at=year_ago)
    invitation_to(long_ago, guest=gone, asked_at=year_ago)
    kept = [GuestFactory(district=cohort.district, added_at=year_ago) for _ in range(2)]
    invitation_to(long_ago, guest=kept[0], asked_at=timezone.now() - timedelta(days=364))
    invitation_to(ahead, guest=kept[1], asked_at=year_ago)
    GuestFactory(district=cohort.district, added_at=year_ago)  # never asked
    assert purge_guests() == 2
    assert {*GuestProfessional.objects.all()} == {*kept}
    assert purge_guests() == 0
