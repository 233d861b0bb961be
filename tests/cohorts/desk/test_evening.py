"""The page of an evening: programme, guests, material, who comes; careful with what is sensitive, and cheap."""

from datetime import time

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort, EveningExtra, GuestInvitation, GuestMaterial, GuestMaterialVersion
from lms.people.roles import Role
from modules.models import ModulePage
from tests.factories.cohorts import trainee_of
from tests.factories.evenings import course_with, held, taught
from tests.factories.guests import GuestFactory, invitation_to
from tests.factories.modules import make_material, make_service, module_item
from tests.factories.people import OrganisationFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client):
    def sign_in(cohort: Cohort):
        person = person_with(Role.COORDINATOR, cohort.district)
        client.force_login(person)
        return person

    return sign_in


def page_of(client, session) -> str:
    return client.get(reverse("evening", args=[session.public_id])).content.decode()


def test_programme_stands_there_with_clock_times_of_the_pinned_plan(client, host):
    cohort = course_with(taught(1), taught(2))
    host(cohort)
    session = held(cohort, 1, days=1)
    page = page_of(client, session)
    assert [page.index(words) for words in ("17:00", "17:20", "17:35", "Om havet", "19:52")]
    module = ModulePage.objects.get(slug="bcdfg1")
    module.body = []
    module.save_revision().publish()
    assert "Om havet" in page_of(client, session)  # a running cohort keeps its text
    assert "Innsjekk: Nøkler" in page_of(client, held(cohort, 1, 2, days=2, ends_at=time(23)))


def test_module_without_a_plan_says_what_to_do(client, host):
    cohort = course_with(module_item("bcdfg9"))
    host(cohort)
    session = held(cohort, 1, days=1)
    page = page_of(client, session)
    assert "har ingen plan for kvelden ennå" in page
    assert reverse("extra_add", args=[session.public_id]) in page


def test_heavy_evening_speaks_of_a_quiet_room_and_a_light_one_does_not(client, host):
    make_service(always_visible=True)
    cohort = course_with(taught(1), taught(2, sensitivity="partly"), taught(3, sensitivity="yes", neutral_name="Tema"))
    host(cohort)
    pages = [page_of(client, held(cohort, number, days=number)) for number in (1, 2, 3)]
    assert ["er et stille rom" in page for page in pages] == [False, True, False]
    assert ["det stille rommet" in page for page in pages] == [False, False, True]
    assert all("116 006" in page for page in pages)
    assert ["bare én av dere" in page.lower() for page in pages] == [False, False, True]
    assert "<title>Kurskveld" in pages[2]


def test_guest_stands_there_with_number_needs_and_her_approved_file(client, host):
    cohort = course_with(taught(1))
    host(cohort)
    session = held(cohort, 1, days=1)
    comes = invitation_with_file(session, name="Kari Fisker", phone="+4791111111", title="Nett og garn")
    waits = GuestMaterial.objects.get()
    page = page_of(client, session)
    assert all(words in page for words in ("Kari Fisker", "tel:+4791111111", "parkering", "17:35"))
    assert "Nett og garn" in page
    GuestMaterialVersion.objects.update(approved_at=None)
    page = page_of(client, session)
    assert str(waits.versions.get().public_id) not in page
    assert reverse("evening_guests", args=[session.public_id]) in page
    client.force_login(person_with(Role.SECRETARIAT, OrganisationFactory()))
    page = page_of(client, session)
    assert not any(words in page for words in (comes.guest.name, comes.guest.phone, "Nett og garn"))


def invitation_with_file(session, title: str = "Fil", **fields) -> GuestInvitation:
    """Store a guest who comes, with a file of hers that was let through."""
    invitation = invitation_to(
        session,
        guest=GuestFactory(district=session.cohort.district, **fields),
        state=GuestInvitation.State.ACCEPTED,
        answered_at=timezone.now(),
        sequence=session.sequence,
        needed=["parking"],
    )
    material = GuestMaterial.objects.create(
        invitation=invitation,
        session=session,
        municipality=session.cohort.in_municipality,
        title=title,
        language="nb",
        year=2027,
    )
    version = GuestMaterialVersion(material=material, number=1, kind="pdf", size=9, approved_at=timezone.now())
    version.file.save("a.pdf", ContentFile(b"%PDF-1.4 x"))
    return invitation


def test_what_is_needed_now_comes_first_and_the_rest_is_folded(client, host):
    cohort = course_with(taught(1))
    host(cohort)
    trainee_of(cohort)
    all_day = {"starts_at": time(0), "ends_at": time(23, 59)}
    seen = []
    for session in (held(cohort, 1, days=1), held(cohort, 1, **all_day), held(cohort, 1, days=-2)):
        answer = client.get(reverse("evening", args=[session.public_id]))
        seen.append((answer.context["cockpit"].phase, answer.content.decode().count('class="bit" open')))
    assert seen == [("ahead", 4), ("now", 3), ("over", 0)]


def test_evening_costs_twelve_queries_at_most_with_one_and_with_three_of_everything(client, host):
    make_service()
    cohort = course_with(*(taught(number, sensitivity="yes", neutral_name="Tema") for number in (1, 2, 3)))
    host(cohort)
    counts = []
    for many in (1, 3):
        session = held(cohort, *range(1, many + 1), days=many)
        for number in range(many):
            trainee_of(cohort)
            invitation_with_file(session)
            make_material(cohort.edition.places.get(position=number + 2).module, title=f"Ark {many}")
            EveningExtra.objects.create(session=session, title="Eget", text="Gå en tur.")
        page_of(client, session)  # what belongs to the modules is read once in each version of the content
        with CaptureQueriesContext(connection) as queries:
            page = page_of(client, session)
        counts.append(len(queries))
    assert page.count("Ark 3") == page.count("Gå en tur.") == 3
    assert counts[0] == counts[1] <= 12
    assert len(page.encode()) <= 60_000


def test_phone_keeps_the_programme_by_neutral_names_and_nothing_of_what_it_is_about(client, host):
    cohort = course_with(taught(1), taught(2, sensitivity="yes", neutral_name="Tema"))
    host(cohort)
    kept = []
    for number in (1, 2):
        session = held(cohort, number, days=number)
        answer = client.get(reverse("roll_kept", args=[session.public_id]))
        kept.append([(step["at"], step["name"], step["minutes"]) for step in answer.json()["programme"]])
        words = answer.content.decode() + client.get(reverse("roll", args=[session.public_id])).content.decode()
        assert not [said for said in ("Havet", "Om havet", "Nøkler", "Bølger", "Fiskeren") if said in words]
    assert kept[0] == kept[1]  # a sensitive evening looks like any other
    assert kept[0][2] == ("17:35", "Innlegg", 137)
