"""Voices: bound to the words they say, heard once somebody has listened, gone everywhere when she takes them back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lms.people.models import Notice, User
from lms.people.roles import Role
from modules.actions.voices import (
    approve_recording,
    drop_voices,
    lend_voice,
    load_voice_texts,
    return_recording,
    send_recording,
    take_voice_back,
)
from modules.models import ModulePage, VoiceConsent, VoiceRecording, VoiceText
from modules.queries import find_voice, parts_to_say, voice_address, voices_of, voices_to_renew
from modules.rules import lines_to_say
from tests.factories.curriculum import make_module, rewrite
from tests.factories.people import LocalGroupFactory, OrganisationFactory, person_with
from tests.kit.test_voices import mp4, webm

WORDS = "Helsestasjonen er gratis for alle barn."
TEXTS = [{"language": "nb", "title": "Stemmen din", "text": "Alle kan høre den."}]


def trainee() -> User:
    return person_with(Role.TRAINEE, LocalGroupFactory(), name="Amina Prøve")


def secretary() -> User:
    return person_with(Role.SECRETARIAT, OrganisationFactory(), name="Ingrid Prøve")


@pytest.fixture
def module(db) -> ModulePage:
    return make_module("Helsestasjonen", text=WORDS)


@pytest.fixture
def woman(db) -> User:
    load_voice_texts(by=None, texts=TEXTS)
    return trainee()


@pytest.fixture
def editor(db) -> User:
    return secretary()


@pytest.fixture
def lent(woman) -> VoiceConsent:
    return lend_voice(by=woman, text=VoiceText.objects.get(), says_name=True)


def read_in(by: User, page: ModulePage, data: bytes | None = None) -> VoiceRecording:
    part = parts_to_say(page)[0]
    sound = ContentFile(data or webm(), name="voice.webm")
    return send_recording(by=by, text=page, block=part.block, mark=part.mark, operation=uuid4(), file=sound)


def approved(by: User, page: ModulePage, editor: User) -> VoiceRecording:
    recording = read_in(by, page)
    approve_recording(by=editor, recording=recording)
    recording.refresh_from_db()
    return recording


# --- rules -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (
            "text",
            {"heading": "Gratis", "text": "<p>Alt er gratis (K14) [kontroller].</p>"},
            ["Gratis", "Alt er gratis."],
        ),
        ("text", {"heading": "", "text": "<p>Ring [lokalt: helsestasjon].</p>"}, []),
        ("help", {"entries": []}, []),
        ("home_task", {"text": "<p>" + "ord " * 700 + "</p>"}, []),
    ],
)
def test_words_are_said_without_marks_and_never_what_a_district_fills_in(kind, value, said):
    assert lines_to_say(kind, value) == said


# --- the words it belongs to -----------------------------------------------------------------------------------------


def test_nobody_hears_it_before_the_secretariat_has(client, lent, module, editor):
    recording = read_in(lent.person, module)
    assert voices_of(module) == []
    assert client.get(voice_address(recording)).status_code == 404
    approve_recording(by=editor, recording=recording)
    html = client.get(module.url).content.decode()
    assert voice_address(recording) in html
    assert "Lest av <bdi>Amina</bdi>" in html
    answer = client.get(voice_address(recording), headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer["Content-Type"]) == (206, "audio/webm")
    assert answer["Cache-Control"] == "private, no-cache"
    assert Notice.objects.filter(recipient=lent.person, event="voice_approved").count() == 1


def test_changed_words_are_not_read_by_the_old_voice(client, lent, module, editor):
    recording = approved(lent.person, module, editor)
    changed = rewrite(module, WORDS + " Også for gravide.")
    assert voices_of(changed) == []
    assert voice_address(recording) not in client.get(module.url).content.decode()
    assert voices_to_renew() == [recording]
    rewrite(module, WORDS)
    assert [voice.reader for voice in voices_of(ModulePage.objects.get(pk=module.pk))] == ["Amina"]
    assert voices_to_renew() == []


def test_words_that_changed_while_she_read_are_refused(lent, module):
    part = parts_to_say(module)[0]
    changed, sound = rewrite(module, "Noe annet."), ContentFile(webm(), name="v.webm")
    with pytest.raises(ValidationError, match="words_changed"):
        send_recording(by=lent.person, text=changed, block=part.block, mark=part.mark, operation=uuid4(), file=sound)


def test_new_recording_of_the_same_words_takes_the_place_of_the_old(lent, module, editor):
    old = approved(lent.person, module, editor)
    new = approved(editor_with_voice(editor), module, secretary())
    assert list(VoiceRecording.objects.heard()) == [new]
    assert find_voice(*address_parts(old)) is None


def editor_with_voice(editor: User) -> User:
    lend_voice(by=editor, text=VoiceText.objects.get(), says_name=False)
    return editor


def address_parts(recording: VoiceRecording) -> list[str]:
    return (recording.file.name or "").removeprefix("voices/").split(".")


# --- consent ---------------------------------------------------------------------------------------------------------


def test_without_consent_nothing_is_taken(woman, module):
    with pytest.raises(ValidationError, match="no_voice_consent"):
        read_in(woman, module)


def test_consent_keeps_wording_language_and_time(woman):
    first = VoiceText.objects.get()
    load_voice_texts(by=None, texts=[{**TEXTS[0], "text": "Nå heter det noe annet."}])
    consent = lend_voice(by=woman, text=first, says_name=False)
    assert lend_voice(by=woman, text=VoiceText.objects.first(), says_name=True).pk == consent.pk
    consent.refresh_from_db()
    assert (consent.text, consent.text.version, consent.text.language, consent.says_name) == (first, 1, "nb", True)


def test_taking_back_removes_every_sound_at_once(client, lent, module, editor, django_capture_on_commit_callbacks):
    recording = approved(lent.person, module, editor)
    name, address = recording.file.name, voice_address(recording)
    assert default_storage.exists(name)
    client.force_login(lent.person)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("voice_back")).status_code == 302
    assert not default_storage.exists(name)
    assert client.get(address).status_code == 404
    assert not VoiceRecording.objects.exists()
    assert not VoiceConsent.objects.standing().exists()
    assert address not in client.get(module.url).content.decode()
    assert take_voice_back(by=lent.person) == 0


def test_whoever_may_not_be_found_is_heard_no_more(lent, module, editor, django_capture_on_commit_callbacks):
    recording = approved(lent.person, module, editor)
    User.objects.filter(pk=lent.person_id).update(is_protected=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert drop_voices() == 1
    assert not default_storage.exists(recording.file.name)
    with pytest.raises(PermissionDenied):
        lend_voice(by=User.objects.get(pk=lent.person_id), text=VoiceText.objects.get(), says_name=False)


def test_sound_whose_row_went_with_her_account_is_swept(lent, module, editor, monkeypatch):
    name = approved(lent.person, module, editor).file.name
    lent.person.delete()
    assert drop_voices() == 0  # it could be on its way
    monkeypatch.setattr("modules.actions.voices.ON_ITS_WAY", timedelta(seconds=-1))
    assert drop_voices() >= 1
    assert not default_storage.exists(name)


# --- the queue -------------------------------------------------------------------------------------------------------


def test_sent_back_with_a_reason_it_loses_its_sound_and_she_reads_why(client, lent, module, editor):
    recording = read_in(lent.person, module)
    client.force_login(editor)
    where = reverse("voice", args=[recording.public_id])
    assert client.post(where, {"reason": " "}).status_code == 422
    client.post(where, {"reason": "Det blåste. Prøv inne."})
    recording.refresh_from_db()
    assert (recording.state, recording.file.name) == ("returned", "")
    client.force_login(lent.person)
    assert "Det blåste. Prøv inne." in client.get(reverse("my_voice")).content.decode()
    assert "Det blåste" not in Notice.objects.get(event="voice_returned").body


def test_of_two_who_answer_one_is_heard(lent, module, editor):
    recording = read_in(lent.person, module)
    approve_recording(by=editor, recording=recording)
    with pytest.raises(ValidationError, match="voice_answered"):
        return_recording(by=editor, recording=recording, reason="For sent.")


def test_secretariat_is_told_once_a_day_and_reads_no_name_she_did_not_want_read(client, woman, module, editor):
    consent = lend_voice(by=woman, text=VoiceText.objects.get(), says_name=False)
    read_in(woman, module)
    read_in(woman, make_module("Skolen", text="Skolen begynner om høsten."))
    assert Notice.objects.filter(event="voice_waiting", recipient=editor).count() == 1
    client.force_login(editor)
    pages = [reverse("voices"), *(reverse("voice", args=[row.public_id]) for row in VoiceRecording.objects.all())]
    assert not [url for url in pages if consent.person.get_short_name() in client.get(url).content.decode()]


def test_in_a_sensitive_module_somebody_else_listens(woman, editor):
    page = make_module("Krise", text="Ring noen.", sensitivity="partly")
    recording = read_in(editor_with_voice(editor), page)
    with pytest.raises(PermissionDenied):
        approve_recording(by=editor, recording=recording)
    approve_recording(by=secretary(), recording=recording)


def test_module_that_leaves_no_trace_is_not_recorded_by_women_of_a_course(client, lent):
    page = make_module("Vold", text="Ring noen.", sensitivity="yes", neutral_name="Tema")
    with pytest.raises(PermissionDenied):
        read_in(lent.person, page)
    client.force_login(lent.person)
    assert client.get(reverse("voice_module", args=[page.slug, "nb"])).status_code == 404
    assert page.title not in client.get(reverse("my_voice")).content.decode()


# --- the phone -------------------------------------------------------------------------------------------------------


def sounds() -> set[str]:
    return set(default_storage.listdir("voices")[1]) if default_storage.exists("voices") else set()


def form_for(page: ModulePage, data: bytes, name: str = "Amal hjemme.webm") -> dict:
    sound = SimpleUploadedFile(name, data, "audio/webm")
    return {"operation": uuid4(), "mark": parts_to_say(page)[0].mark, "recording": sound}


def test_recording_is_sent_from_a_plain_form_and_says_nothing_of_phone_or_hour(client, lent, module):
    client.force_login(lent.person)
    where = reverse("voice_part", args=[module.slug, "nb", f"p-{parts_to_say(module)[0].block[:8]}"])
    assert WORDS in client.get(where).content.decode()
    form = form_for(module, webm())
    assert client.post(where, form).status_code == 302
    form["recording"].seek(0)
    assert client.post(where, form, headers={"Accept": "application/json"}).json()["next"]
    stored = VoiceRecording.objects.get()
    assert b"Amal" not in stored.file.read()
    assert "Amal" not in stored.file.name
    heard = client.get(reverse("voice_sound", args=[stored.public_id]))
    assert heard["Cache-Control"] == "private, no-store"
    client.force_login(trainee())
    assert client.get(reverse("voice_sound", args=[stored.public_id])).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script>",
        b"",
        webm(seconds=400),
        mp4(kind=b"vide"),
        webm(codec=b"V_VP8"),
        b"\x1a\x45\xdf\xa3",
    ],
)
def test_what_is_no_voice_comes_back_with_a_sentence(client, lent, module, data):
    client.force_login(lent.person)
    where = reverse("voice_part", args=[module.slug, "nb", f"p-{parts_to_say(module)[0].block[:8]}"])
    before = sounds()
    answer = client.post(where, form_for(module, data), headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["problems"][0].endswith(".")
    assert not VoiceRecording.objects.exists()
    assert sounds() == before


def test_consent_is_asked_first_and_leads_back_to_the_part(client, woman, module):
    client.force_login(woman)
    name = f"p-{parts_to_say(module)[0].block[:8]}"
    where = reverse("voice_part", args=[module.slug, "nb", name])
    asked = client.get(where)
    assert asked.status_code == 302
    html = client.get(asked["Location"]).content.decode()
    assert "Alle kan høre den." in html
    form = {"text": VoiceText.objects.get().public_id, "says_name": "", "next": f"{module.slug}/nb/{name}"}
    assert client.post(reverse("voice_agree"), form)["Location"] == where
    assert client.post(reverse("voice_agree"), {**form, "next": "//evil.example/a/b"})["Location"] == reverse(
        "my_voice"
    )
    assert VoiceConsent.objects.get().given_at <= timezone.now()


@pytest.mark.parametrize("number", [1, 3])
def test_queue_costs_the_same_for_one_and_for_three(client, lent, editor, django_assert_max_num_queries, number):
    page = make_module("Helsestasjonen", text=WORDS)
    page.body = [("text", {"text": f"<p>Del {part} er lang nok.</p>"}) for part in range(number)]
    page.save_revision().publish()
    page = ModulePage.objects.get(pk=page.pk)
    for part in parts_to_say(page):
        sound = ContentFile(webm(), name="voice.webm")
        send_recording(by=lent.person, text=page, block=part.block, mark=part.mark, operation=uuid4(), file=sound)
    client.force_login(editor)
    client.get(reverse("voices"))
    with django_assert_max_num_queries(30):
        assert client.get(reverse("voices")).content.decode().count('class="card"') == number
