"""An evening on paper: one page, the texts of the cohort's own edition, and a pack that says what is in it."""

import io
import zipfile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from cohorts.desk.documents import pack as packs
from lms.people.roles import Role
from modules.models import ModulePage
from tests.cohorts.desk.test_evening import invitation_with_file
from tests.factories.cohorts import trainee_of
from tests.factories.evenings import course_with, held, taught
from tests.factories.modules import make_material, make_service
from tests.factories.people import person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(client):
    """Give a cohort with a light and a heavy module, whose coordinator is signed in."""
    make_service(always_visible=True)
    cohort = course_with(taught(1), taught(2, sensitivity="yes", neutral_name="Tema"))
    for number in range(24):
        trainee_of(cohort, name=f"Kvinne{number:02d} Etternavn")
    trainee_of(cohort, name="Hemmelig Borte", is_off_lists=True)
    client.force_login(person_with(Role.COORDINATOR, cohort.district))
    return cohort


def words_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def test_evening_fits_on_one_page_and_names_what_is_sensitive_neutrally(course, client):
    for number, numbers in enumerate([(1,), (2,), (1, 2)]):
        session = held(course, *numbers, days=1)
        invitation_with_file(session, name="Kari Fisker", phone=f"+479111111{number}")
        answer = client.get(reverse("evening_sheet", args=[session.public_id]))
        (page,) = words_of(answer.content)
        assert all(words in page for words in ("17:00", "Om havet", "Kari Fisker", "116 006"))
        assert "Havet 2" not in page
        assert "Hemmelig" not in page
        assert answer["Cache-Control"] == "no-store"


def test_module_is_printed_by_the_text_that_the_cohort_reads(course, client):
    session = held(course, 1, days=1)
    module = ModulePage.objects.get(slug="bcdfg1")
    module.body = []
    module.save_revision().publish()
    for reader in ("guide", "handout"):
        data = client.get(reverse("evening_module", args=[session.public_id, 2, reader])).content
        assert "Om havet" in "".join(words_of(data))
    assert client.get(reverse("evening_module", args=[session.public_id, 3, "guide"])).status_code == 404
    assert client.get(reverse("evening_module", args=[session.public_id, 2, "nobody"])).status_code == 404


def test_pack_holds_what_its_page_says_and_says_what_it_lacks(course, client):
    session = held(course, 1, 2, days=1)
    invitation_with_file(session, title="Nett og garn")
    make_material(ModulePage.objects.get(slug="bcdfg1"), title="Om tidevann")
    make_material(ModulePage.objects.get(slug="bcdfg2"), title="Havet om natta")
    page = client.get(reverse("evening_pack", args=[session.public_id]))
    shown = page.content.decode()
    assert all(words in shown for words in ("Navneskilt", "Om tidevann", "Havet om natta", "Nett og garn"))
    answer = client.get(reverse("evening_pack_file", args=[session.public_id]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    names = archive.namelist()
    assert len(names) == len(page.context["pack"].there) + 1
    assert names[0] == "00-innhold.txt"
    assert not [name for name in names if ("havet" in name and "tema" in name) or "natta" in name]
    signs = "".join(words_of(archive.read(next(name for name in names if "navneskilt" in name))))
    assert "Kvinne00" in signs
    assert "Hemmelig" not in signs
    sheets = "".join(words_of(archive.read(next(name for name in names if "arbeidsark" in name))))
    assert "Mitt hav 1" in sheets


def test_pack_that_would_be_too_large_leaves_files_out_and_says_so(course, client, monkeypatch):
    session = held(course, 1, days=1)
    make_material(ModulePage.objects.get(slug="bcdfg1"), title="Om tidevann")
    monkeypatch.setattr(packs, "MOST_BYTES", 5)
    page = client.get(reverse("evening_pack", args=[session.public_id]))
    assert "For stor" in page.content.decode()
    assert "Om tidevann" not in [piece.name for piece in page.context["pack"].there]
