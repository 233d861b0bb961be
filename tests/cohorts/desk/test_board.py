"""The board: its rows, its price, its files, and what is shared of an evening."""

import io
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from cohorts.desk.dashboards import board_of
from cohorts.desk.documents import languages_of, shared_evening_in
from cohorts.models import ClosedDays, Cohort, CourseSession, EveningExtra
from cohorts.schedule.actions.changes import change_plan
from cohorts.schedule.queries.changing import outlook_of
from cohorts.schedule.rules import Slot
from cohorts.schedule.rules.edits import Move
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, planned_weekly, session_of, trainee_of
from tests.factories.guests import GuestFactory, invitation_to
from tests.factories.people import OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort() -> Cohort:
    made = CohortFactory(name="Alna kveld", languages=["ar", "so", "nb"], state=Cohort.State.RUNNING)
    made.venue = VenueFactory(district=made.district, name="Biblioteket")
    made.save()
    return made


@pytest.fixture
def coordinator(cohort, client):
    person = person_with(Role.COORDINATOR, cohort.district)
    client.force_login(person)
    return person


@pytest.fixture
def soon(cohort) -> CourseSession:
    return session_of(cohort, timezone.localdate() + timedelta(days=3), bring="innesko")


def test_board_has_a_row_for_each_evening_with_its_modules(cohort):
    planned_weekly(cohort, timezone.localdate() - timedelta(days=10))
    rows = board_of(cohort).rows
    assert [row.session.number for row in rows] == [1, 2, 3, 4]
    assert [row.modules[0].position for row in rows] == [1, 2, 3, 4]
    assert [row.is_next for row in rows] == [False, False, True, False]


def test_only_an_evening_ahead_without_a_venue_needs_something(cohort):
    for days, fields in (
        (-3, {}),
        (4, {}),
        (11, {"state": CourseSession.State.CANCELLED}),
        (18, {"venue": cohort.venue}),
    ):
        session_of(cohort, timezone.localdate() + timedelta(days=days), **({"venue": None} | fields))
    board = board_of(cohort)
    assert [row.needs_venue for row in board.rows] == [False, True, False, False]
    assert board.needing == 1


def test_board_costs_the_same_with_one_and_with_three_evenings(cohort, coordinator, client):
    counts = []
    for number in range(3):
        session_of(cohort, timezone.localdate() + timedelta(days=number + 1))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("board", args=[cohort.public_id])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 20


def test_evening_without_a_guest_three_weeks_before_is_red_and_one_tap_from_asking(cohort, coordinator, client):
    session = planned_weekly(cohort, timezone.localdate() + timedelta(days=10))[1]
    kari = GuestFactory(district=cohort.district, name="Kari Lie", phone="+4710000301")
    page = client.get(reverse("board", args=[cohort.public_id])).content.decode()
    assert board_of(cohort).needing == sum(row.guests.late or row.needs_venue for row in board_of(cohort).rows) > 0
    assert 'class="pill danger">ingen spurt' in page
    assert reverse("guest_ask", args=[session.public_id]) in page
    fields = {"state": "accepted", "sequence": session.sequence, "answered_at": timezone.now()}
    invitation_to(session, guest=kari, **fields)
    assert "Kari Lie" in client.get(reverse("board", args=[cohort.public_id])).content.decode()
    assert 'href="tel:+4710000301"' in client.get(reverse("evening", args=[session.public_id])).content.decode()


def test_secretariat_reads_the_state_of_guests_and_no_name(cohort, client):
    session = session_of(cohort, timezone.localdate() + timedelta(days=4))
    invitation_to(session, guest=GuestFactory(district=cohort.district, name="Kari Lie"))
    client.force_login(person_with(Role.SECRETARIAT, OrganisationFactory(country=cohort.in_municipality.country)))
    for name, of in (("board", cohort), ("evening", session)):
        page = client.get(reverse(name, args=[of.public_id])).content.decode()
        assert ("Kari Lie" in page, "spurt" in page) == (False, True)


def test_board_as_pdf_of_seventeen_evenings_is_one_page(cohort, coordinator, client):
    for week in range(17):
        session_of(cohort, date(2027, 1, 12) + timedelta(weeks=week))
    answer = client.get(reverse("board_file", args=[cohort.public_id, "pdf"]))
    assert answer["Content-Disposition"] == 'attachment; filename="alna-kveld.pdf"'
    assert answer.content.startswith(b"%PDF")
    assert (
        answer.content.count(b"/Type /Page\n") + answer.content.count(b"/Type /Page/") <= 1
        or b"/Count 1" in answer.content
    )


def test_board_as_word_file_list_and_calendar(cohort, coordinator, client, soon):
    assert client.get(reverse("board_file", args=[cohort.public_id, "docx"])).content.startswith(b"PK")
    sheet = load_workbook(io.BytesIO(client.get(reverse("board_file", args=[cohort.public_id, "xlsx"])).content)).active
    assert sheet[2][0].value == 1
    assert sheet[2][5].value == "Biblioteket"
    assert sheet[1][6].value == "Fagperson"
    calendar = client.get(reverse("board_file", args=[cohort.public_id, "ics"])).content.decode()
    assert f"UID:{soon.public_id}" in calendar
    assert f"Kurskveld {soon.number}" in calendar
    assert client.get(reverse("board_file", args=[cohort.public_id, "exe"])).status_code == 404


# --- sharing ---------------------------------------------------------------------------------------------------------


def test_message_says_when_and_where_and_never_what_about(cohort, coordinator, client, soon):
    planned = planned_weekly(cohort, timezone.localdate() + timedelta(days=10))
    page = client.get(reverse("evening_share", args=[planned[1].public_id])).content.decode()
    message = shared_evening_in(planned[1], "nb").message("https://x.invalid/")
    assert message.splitlines()[0] == f"Kurskveld {planned[1].number}"
    assert "17:00–20:00" in message
    assert "Biblioteket" in message
    title = planned[1].session_modules.get().edition_module.shown_title
    assert title not in message
    assert title not in page


def test_languages_of_sharing_are_those_of_the_cohort_that_the_platform_speaks(cohort):
    assert languages_of(cohort) == ["ar", "nb"]
    cohort.languages = ["so"]
    assert languages_of(cohort) == ["nb"]


def test_arabic_message_runs_from_right_to_left(cohort, soon):
    shown = shared_evening_in(soon, "ar")
    assert shown.rtl
    assert shown.name == f"أمسية الدورة {soon.number}"


def test_picture_is_a_square_png(cohort, coordinator, client, soon):
    answer = client.get(reverse("evening_picture", args=[soon.public_id, "ar"]))
    assert answer["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (1080, 1080)
    assert client.get(reverse("evening_picture", args=[soon.public_id, "sv"])).status_code == 404


def test_shared_link_shows_the_evening_as_it_now_is_to_anybody(cohort, coordinator, client, soon):
    page = client.get(reverse("evening_share", args=[soon.public_id])).content.decode()
    link = re.search(r"http://testserver(/evening/[^<\s]+)", page).group(1)
    stranger = Client()
    answer = stranger.get(link)
    assert "Biblioteket" in answer.content.decode()
    assert "Brobygger" not in answer.content.decode()
    assert not answer.cookies
    CourseSession.objects.update(state=CourseSession.State.CANCELLED)
    assert "avlyst" in stranger.get(link).content.decode()
    CourseSession.objects.update(date=timezone.localdate() - timedelta(days=3))
    assert stranger.get(link).status_code == 404


# --- of the cohort's own ---------------------------------------------------------------------------------------------


def test_own_exercise_stands_on_the_evening_and_goes_again(cohort, coordinator, client, soon):
    add = reverse("extra_add", args=[soon.public_id])
    client.post(add, {"kind": "exercise", "title": "Tegn nabolaget", "text": "To og to."})
    assert "Tegn nabolaget" in client.get(reverse("evening", args=[soon.public_id])).content.decode()
    client.post(reverse("extra_remove", args=[EveningExtra.objects.get().public_id]))
    assert not EveningExtra.objects.exists()


def test_own_file_is_seen_by_the_women_only_if_it_is_shared(cohort, coordinator, client, soon):
    file = SimpleUploadedFile("ark.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")
    client.post(reverse("extra_add", args=[soon.public_id]), {"kind": "material", "title": "Ark", "file": file})
    extra = EveningExtra.objects.get()
    address = reverse("extra_file", args=[extra.public_id])
    woman = Client()
    woman.force_login(trainee_of(cohort).person)
    assert woman.get(address).status_code == 404
    EveningExtra.objects.update(is_shared=True)
    answer = woman.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="ark.pdf"'
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "exercise", "title": "Tom"}, "Skriv noen ord, eller velg en fil."),
        ({"kind": "exercise", "title": "Ondt", "file": ("x.exe", b"MZ")}, "fil"),
        ({"kind": "material", "title": "Løgn", "file": ("x.pdf", b"MZ")}, "fil"),
    ],
)
@pytest.mark.usefixtures("coordinator")
def test_addition_that_cannot_be_taken_is_explained(client, soon, sent, sentence):
    if "file" in sent:
        sent = sent | {"file": SimpleUploadedFile(*sent["file"])}
    answer = client.post(reverse("extra_add", args=[soon.public_id]), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not EveningExtra.objects.exists()


def test_renewed_link_replaces_the_one_before_and_pressing_twice_renews_once(soon, coordinator, client):
    def linked() -> str:
        page = client.get(reverse("evening_share", args=[soon.public_id])).content.decode()
        return re.search(r"(/evening/[\w-]+/)", page)[1]

    old = linked()
    assert Client().get(old).status_code == 200
    for _press in range(2):
        client.post(reverse("evening_share_renew", args=[soon.public_id]), {"seen": 0})
    soon.refresh_from_db()
    assert soon.link_number == 1
    assert Client().get(old).status_code == 404
    assert Client().get(linked()).status_code == 200


def test_evening_on_a_day_that_is_closed_afterwards_asks_to_be_moved(cohort, coordinator, client):
    first, second = (session_of(cohort, timezone.localdate() + timedelta(days=days)) for days in (9, 16))
    for day, label, since in ((first.date, "Oppussing", timedelta()), (second.date, "Kjent", timedelta(days=400))):
        ClosedDays.objects.create(
            district=cohort.district, kind="own", label=label, first=day, last=day, changed_at=timezone.now() - since
        )
    assert [row.session for row in board_of(cohort).rows if row.closed] == [first]
    for name, args in (("board", [cohort.public_id]), ("desk", [])):
        page = client.get(reverse(name, args=args)).content.decode()
        assert "Stengt: Oppussing" in page
        assert reverse("session_move", args=[first.public_id]) in page
        assert "Kjent" not in page


def test_evening_that_was_moved_to_a_closed_day_on_purpose_is_left_alone(cohort, coordinator):
    session = session_of(cohort, timezone.localdate() + timedelta(days=9))
    day = session.date + timedelta(days=1)
    ClosedDays.objects.create(district=cohort.district, kind="own", label="Oppussing", first=day, last=day)
    to = Slot(day, session.starts_at, session.ends_at)
    wish = Move(str(session.public_id), to)
    accepted = [each.name for each in outlook_of(cohort, wish).cautions]
    change_plan(by=coordinator, cohort=cohort, wish=wish, seen=0, accepted=accepted, reason="Vi har nøkkel")
    assert not any(row.closed for row in board_of(cohort).rows)
