"""After the evening: words are never lost, photos say nothing of their making, and everybody is told once."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cohorts.attendance.actions import add_photo, tell_after, write_note
from cohorts.attendance.actions.retention import purge_photos
from cohorts.attendance.queries import newest_told, notes_missing
from cohorts.attendance.rules import Change
from cohorts.models import Cohort, CourseSession, EveningNote, GuestStep, SessionModule
from lms.people.models import Notice
from lms.people.roles import Role
from modules.models import ModulePage, Sensitivity
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.guests import GuestFactory, invitation_to
from tests.factories.people import person_with
from tests.house.after import jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort() -> Cohort:
    return CohortFactory(state=Cohort.State.RUNNING)


@pytest.fixture
def session(cohort) -> CourseSession:
    session = session_of(cohort, timezone.localdate() - timedelta(days=1))
    SessionModule.objects.create(session=session, edition_module=cohort.edition.places.first())
    return session


@pytest.fixture
def coordinator(cohort, client):
    person = person_with(Role.COORDINATOR, cohort.district)
    client.force_login(person)
    return person


@pytest.fixture
def address(session) -> str:
    return reverse("evening_note", args=[session.public_id])


def sensitive(session: CourseSession) -> None:
    pages = ModulePage.objects.filter(pk__in=session.session_modules.values("edition_module__module"))
    pages.update(sensitivity=Sensitivity.YES)


@pytest.mark.database
def test_two_who_write_in_different_fields_both_keep_their_words(coordinator, session, client, address):
    write_note(by=coordinator, session=session, changes={"worked": Change("", "Rollespillet")})
    client.post(address, {"change": "Kortere start", "was_change": ""})
    note = EveningNote.objects.get()
    assert (note.worked, note.change, note.revision) == ("Rollespillet", "Kortere start", 2)


def test_the_second_of_two_in_the_same_field_sees_both_and_decides(coordinator, session, client, address):
    write_note(by=coordinator, session=session, changes={"worked": Change("", "Den andres ord")})
    shown = client.post(address, {"worked": "Mine ord", "was_worked": ""})
    page = shown.content.decode()
    assert shown.status_code == 409
    assert "Den andres ord" in page
    assert "Mine ord" in page
    assert EveningNote.objects.get().worked == "Den andres ord"
    again = {name: shown.context["form"][name].value() or "" for name in shown.context["form"].fields}
    client.post(address, again)
    assert EveningNote.objects.get().worked == "Mine ord"


def test_saving_while_typing_answers_what_is_stored(coordinator, client, address):
    told = client.post(address, {"worked": "To\r\nlinjer"}, headers={"accept": "application/json"})
    assert told.json()["saved"]["worked"] == "To\nlinjer"
    again = client.post(
        address, {"worked": "To\r\nlinjer", "was_worked": "To\nlinjer"}, headers={"accept": "application/json"}
    )
    assert (again.status_code, EveningNote.objects.get().revision) == (200, 1)


def test_name_of_a_woman_is_pointed_out_and_nothing_is_lost(coordinator, cohort, client, address):
    trainee_of(cohort, name="Shabana Iqbal")
    told = client.post(address, {"worked": "Shabana var flink"}, headers={"accept": "application/json"}).json()
    assert (told["names"], told["saved"]["worked"]) == (True, "Shabana var flink")
    assert client.get(address).context["names"] is True
    told = client.post(
        address, {"worked": "Rollespill", "was_worked": "Shabana var flink"}, headers={"accept": "application/json"}
    ).json()
    assert told["names"] is False


def test_text_that_is_too_long_stays_on_the_page_with_a_sentence(coordinator, client, address):
    answer = client.post(address, {"worked": "x" * 601, "change": "Kortere start"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "x" * 601 in page
    assert "maxlength" not in page  # a browser would cut off what is pasted
    assert "Kortere start" in page
    assert not EveningNote.objects.exists()


def test_evening_ahead_and_one_that_was_cancelled_take_no_note(coordinator, session, client, address):
    CourseSession.objects.update(date=timezone.localdate() + timedelta(days=2))
    assert client.post(address, {"worked": "Noe"}).status_code == 422
    CourseSession.objects.update(date=timezone.localdate() - timedelta(days=2), state=CourseSession.State.CANCELLED)
    assert client.post(address, {"worked": "Noe"}).status_code == 422
    assert not EveningNote.objects.filter(revision__gt=0).exists()


def with_traces() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010F] = "Telefonmerket"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[2] = (59.0, 54.0, 12.0)
    return jpeg("IMG 20260105 (Amal).JPEG", (2600, 1000), exif=exif, comment=b"hjemme hos Amal")


def test_photo_is_kept_upright_and_smaller_without_a_word_about_its_making(coordinator, session, client):
    client.post(reverse("evening_photo_add", args=[session.public_id]), {"photo": with_traces()})
    note = EveningNote.objects.get()
    data = note.photo.read()
    picture = Image.open(BytesIO(data))
    assert not any(word in data for word in (b"Telefonmerket", b"Amal", b"Exif", b"GPS"))
    assert picture.height > picture.width
    assert max(picture.size) == 2000
    assert "amal" not in note.photo.name.lower()
    answer = client.get(reverse("evening_photo", args=[session.public_id]))
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


HOSTILE = {
    "a page": SimpleUploadedFile("tavle.jpg", b"<html><script>alert(1)</script>", "image/jpeg"),
    "a drawing that can run": SimpleUploadedFile("tavle.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
    "another kind": SimpleUploadedFile("tavle.png", b"%PDF-1.4", "image/png"),
    "cut off": SimpleUploadedFile("tavle.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "image/jpeg"),
    "nothing": SimpleUploadedFile("tavle.jpg", b"", "image/jpeg"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_photo_is_refused_with_a_sentence_and_leaves_nothing(what, coordinator, session, client):
    HOSTILE[what].seek(0)
    answer = client.post(reverse("evening_photo_add", args=[session.public_id]), {"photo": HOSTILE[what]})
    assert answer.status_code == 422
    assert answer.context["photo_form"].errors["photo"]
    assert not EveningNote.objects.exclude(photo="").exists()


def test_evening_that_leaves_no_trace_takes_no_photo_and_hides_one_that_is_there(coordinator, session, client):
    add_photo(by=coordinator, session=session, photo=jpeg())
    sensitive(session)
    assert client.post(reverse("evening_photo_add", args=[session.public_id]), {"photo": jpeg()}).status_code == 422
    assert client.get(reverse("evening_photo", args=[session.public_id])).status_code == 404
    page = client.get(reverse("evening_note", args=[session.public_id])).content.decode()
    assert "capture" not in page
    assert EveningNote.objects.exclude(photo="").count() == 1


def test_bytes_of_a_photo_go_when_it_is_replaced_removed_or_long_behind(
    coordinator, session, client, django_capture_on_commit_callbacks
):
    names = []
    for _each in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            add_photo(by=coordinator, session=session, photo=jpeg())
        names.append(EveningNote.objects.get().photo.name)
    assert [default_storage.exists(name) for name in names] == [False, True]
    CourseSession.objects.update(date=timezone.localdate() - timedelta(days=29))
    assert purge_photos() == 0
    CourseSession.objects.update(date=timezone.localdate() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_photos() == 1
    assert not default_storage.exists(names[1])
    assert EveningNote.objects.get().photo.name == ""


def ready(coordinator, session, task: str = "Spør en nabo.") -> EveningNote:
    return write_note(by=coordinator, session=session, changes={"home_task": Change("", task)})


def test_women_are_told_once_however_often_the_button_is_pressed(coordinator, session, cohort, client):
    women = [trainee_of(cohort, phone="+4740000001"), trainee_of(cohort, email="a@example.org", phone=None)]
    note = ready(coordinator, session)
    for _each in range(3):
        client.post(reverse("evening_tell", args=[session.public_id]), {"seen": note.revision})
    told = Notice.objects.filter(event="evening_after")
    assert told.filter(channel=Notice.Channel.IN_APP).count() == len(women)
    assert told.exclude(channel=Notice.Channel.IN_APP).count() == len(women)
    [mail] = told.filter(channel=Notice.Channel.EMAIL)
    [sms] = told.filter(channel=Notice.Channel.SMS)
    assert "Spør en nabo." in mail.body
    assert "nabo" not in sms.body
    assert sms.segments == 1


def test_message_that_changed_since_it_was_read_is_not_sent(coordinator, session, cohort, client):
    trainee_of(cohort)
    note = ready(coordinator, session)
    write_note(by=coordinator, session=session, changes={"home_task": Change("Spør en nabo.", "Ring biblioteket.")})
    answer = client.post(reverse("evening_tell", args=[session.public_id]), {"seen": note.revision})
    assert answer.status_code == 422
    assert not Notice.objects.filter(event="evening_after").exists()


def test_protected_woman_reads_on_her_phone_only_that_there_is_something(coordinator, session, cohort):
    place = trainee_of(cohort, phone="+4740000001", is_protected=True)
    note = ready(coordinator, session)
    tell_after(by=coordinator, session=session, seen=note.revision)
    outside = Notice.objects.filter(recipient=place.person).exclude(channel=Notice.Channel.IN_APP)
    assert [each.event for each in outside] == [Notice.NUDGE]
    assert "nabo" not in outside[0].body


def test_sensitive_evening_names_nothing_in_any_message(coordinator, session, cohort):
    trainee_of(cohort, email="a@example.org", phone=None)
    sensitive(session)
    note = ready(coordinator, session)
    tell_after(by=coordinator, session=session, seen=note.revision)
    bodies = Notice.objects.filter(event="evening_after").values_list("body", flat=True)
    assert bodies
    assert not any("nabo" in body for body in bodies)


def test_woman_reads_what_was_done_once_it_was_sent_and_never_what_the_coordinator_noted(
    coordinator, session, cohort, client
):
    place = trainee_of(cohort)
    write_note(by=coordinator, session=session, changes={"worked": Change("", "Hemmelig for staben")})
    note = ready(coordinator, session)
    add_photo(by=coordinator, session=session, photo=jpeg())
    client.force_login(place.person)
    own, photo = reverse("own_evening", args=[session.public_id]), reverse("evening_photo", args=[session.public_id])
    assert [client.get(address).status_code for address in (own, photo)] == [404, 404]
    note.refresh_from_db()
    tell_after(by=coordinator, session=session, seen=note.revision)
    page = client.get(own).content.decode()
    assert "Spør en nabo." in page
    assert "Hemmelig" not in page
    assert client.get(photo).status_code == 200
    assert own in client.get(reverse("my_evenings")).content.decode()
    assert newest_told([place]) == note


def test_guest_is_thanked_once_by_hand_or_by_the_clock(coordinator, session, cohort, client):
    guest = GuestFactory(district=cohort.district)
    now = timezone.now()
    invitation = invitation_to(session, guest=guest, state="accepted", answered_at=now, sequence=session.sequence)
    for _each in range(2):
        client.post(reverse("evening_thanks", args=[session.public_id]))
    assert invitation.steps.filter(kind=GuestStep.Kind.THANKED).count() == 1
    assert Notice.objects.filter(event="guest_thanked").count() == 1


def test_desk_asks_for_a_missing_note_for_seven_days(coordinator, session):
    def missing() -> list:
        return notes_missing(coordinator)

    assert missing() == [session]
    CourseSession.objects.update(date=timezone.localdate() - timedelta(days=8))
    assert missing() == []
    CourseSession.objects.update(date=timezone.localdate() - timedelta(days=1))
    ready(coordinator, session)
    assert missing() == []
