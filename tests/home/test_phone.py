"""What a phone may keep: its own course's text, how large it is, what is careful, and what makes the site an app."""

import gzip
import json

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from cohorts.models import Enrolment
from modules.models import ModulePage
from tests.factories.cohorts import trainee_of
from tests.factories.curriculum import make_module, rewrite
from tests.factories.evenings import course_with, taught

pytestmark = pytest.mark.django_db


def pack(client, slug: str) -> dict:
    answer = client.get(f"/phone/keep/{slug}/pack/")
    assert answer["Cache-Control"] == "no-store"
    return answer.json()


@pytest.fixture
def course():
    return course_with(taught(1), taught(2, sensitivity="yes", neutral_name="Tema"))


@pytest.fixture
def woman(course, client):
    person = trainee_of(course, name="Amina Hassan").person
    client.force_login(person)
    return person


def test_pack_says_what_belongs_to_it_and_its_text_is_what_was_said(client):
    page = make_module("Havet", text="Bølgene er høye.")
    found = pack(client, page.slug)
    assert (found["me"], found["need"], found["name"], found["careful"]) == ("", "", "Havet", False)
    [text] = found["parts"]
    body = client.get(text["url"], headers={"Accept-Encoding": "gzip"})
    assert abs(len(body.content) - text["bytes"]) < 32
    assert "Bølgene er høye." in gzip.decompress(body.content).decode()
    assert not client.cookies


def test_only_a_changed_text_has_another_hash(client):
    page = make_module("Havet", text="Bølgene er høye.")
    before, again = (pack(client, page.slug)["parts"] for _twice in range(2))
    assert before == again
    rewrite(page, "Bølgene er lave.")
    assert pack(client, page.slug)["parts"][0]["hash"] != before[0]["hash"]


def test_sound_is_a_part_of_its_own_and_the_text_finds_it_by_its_hash(client):
    sound = Document.objects.create(title="hei", file=ContentFile(b"ID3" + bytes(5000), name="hei.mp3"))
    page = make_module("Havet")
    raw = {"title": "Hør", "file": sound.pk, "transcript": "<p>Hei.</p>", "not_written_yet": False}
    page.body = [("audio", page.body.stream_block.child_blocks["audio"].to_python(raw))]
    page.save_revision().publish()
    text, part = pack(client, page.slug)["parts"]
    assert (text["kind"], part["kind"], part["bytes"]) == ("text", "sound", 5003)
    html = client.get(text["url"]).content.decode()
    assert f'data-part="{part["hash"]}"' in html
    assert part["url"] not in html
    assert len(client.get(part["url"]).getvalue()) == 5003
    assert "med lyd" in client.get(f"/phone/keep/{page.slug}/").content.decode()


def test_trainee_keeps_what_is_pinned_for_her_course_even_when_it_is_no_longer_public(client, woman):
    page = ModulePage.objects.get(slug="bcdfg1")
    rewrite(page, "Nytt utkast.")
    page.refresh_from_db()
    page.unpublish()
    found = pack(client, "bcdfg1")
    assert found["need"] in client.get("/phone/mine/").json()["holds"]
    assert "Nytt utkast." not in client.get("/phone/keep/bcdfg1/text/").content.decode()
    client.logout()
    assert client.get("/phone/keep/bcdfg1/pack/").status_code == 404


def test_phone_hears_that_course_or_session_is_no_longer_hers(client, woman):
    mine = client.get("/phone/mine/").json()
    assert (mine["mine"], bool(mine["me"]), len(mine["holds"])) == (1, True, 1)
    assert [(line["number"], line["name"]) for line in mine["course"]][1:3] == [(2, "Havet 1"), (None, "Tema")]
    Enrolment.objects.update(state=Enrolment.State.WITHDRAWN)
    assert client.get("/phone/mine/").json()["holds"] == []
    client.logout()
    assert client.get("/phone/mine/").json() == {"mine": 1, "me": "", "holds": [], "course": []}


def test_sensitive_module_is_kept_under_its_neutral_name_alone(client, woman):
    assert pack(client, "bcdfg2")["name"] == "Tema"
    assert (pack(client, "bcdfg2")["careful"], pack(client, "bcdfg2")["number"]) == (True, None)
    page = client.get("/phone/keep/bcdfg2/")
    assert "Havet" not in page.content.decode()
    assert "data-exit" in page.content.decode()
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_page_of_the_phone_knows_nobody_and_sets_no_cookie(client, woman):
    signed_in = client.get("/phone/").content
    client.logout()
    client.cookies.clear()
    answer = client.get("/phone/")
    assert (answer.content, answer.cookies, "no-cache" in answer["Cache-Control"]) == (signed_in, {}, True)


def test_worker_is_asked_for_once(client):
    answer = client.get("/sw.js")
    assert client.get("/sw.js", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(("query", "direction"), [("", "ltr"), ("lang=ar", "rtl"), ("lang=xx", "ltr")])
def test_app_begins_on_my_page_in_her_language(client, query, direction):
    found = json.loads(client.get(f"/manifest.webmanifest?{query}").content)
    assert (found["name"], found["dir"], found["display"]) == ("Brobygger", direction, "standalone")
    assert found["start_url"] == ("/ar/my/" if direction == "rtl" else "/my/")
    assert {icon["purpose"] for icon in found["icons"]} == {"any", "maskable"}


def test_neutral_face_names_neither_course_nor_us(client):
    text = client.get("/manifest.webmanifest?lang=ar&face=neutral").content.decode()
    assert "Brobygger" not in text
    assert "app-" not in text
