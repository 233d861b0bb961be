"""Listening in a browser that has no voice of its own: what a woman has read is heard, and the rest is said kindly."""

import io
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from lms.demo.voices import TONE
from lms.kit.voices import checked_voice
from lms.people.models import User
from lms.people.roles import Role
from modules.actions.voices import approve_recording, lend_voice, load_voice_texts, send_recording
from modules.models import ModulePage, VoiceRecording, VoiceText
from modules.queries import parts_to_say
from tests.browsers import sign_in_browser
from tests.factories.curriculum import make_module
from tests.factories.people import LocalGroupFactory, OrganisationFactory, person_with
from tests.phones import A_VOICE, HIDE, SAID

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

MARKED = "[...CSS.highlights.get('heard')].map(String)"
EARS = """window.ears = [];
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (what) => {
  const stream = await open(what);
  window.ears.push(...stream.getTracks());
  return stream;
};"""
"""A phone that remembers who hears her."""
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
TEXTS = [{"language": "nb", "title": "Stemmen din", "text": "Alle kan høre den."}]


@pytest.fixture
def woman() -> User:
    load_voice_texts(by=None, texts=TEXTS)
    return person_with(Role.TRAINEE, LocalGroupFactory(), name="Amina Prøve")


def module() -> ModulePage:
    """Give a module of two parts."""
    page = make_module("Helsestasjonen")
    page.body = [
        ("text", {"heading": "Gratis", "text": "<p>Helsestasjonen er gratis. Du kan spørre om alt.</p>"}),
        ("text", {"heading": "Åpent", "text": "<p>Den er åpen hver dag.</p>"}),
    ]
    page.save_revision().publish()
    return ModulePage.objects.get(pk=page.pk)


def second_part_read(woman: User) -> tuple[ModulePage, str]:
    """Let a woman read the second part of a module; give the module, and what the part is called on its page."""
    page = module()
    part = parts_to_say(page)[1]
    end, data = checked_voice(io.BytesIO(TONE.read_bytes()))
    lend_voice(by=woman, text=VoiceText.objects.get(), says_name=True)
    sound = ContentFile(data, name=f"voice.{end}")
    sent = send_recording(by=woman, text=page, block=part.block, mark=part.mark, operation=uuid4(), file=sound)
    approve_recording(by=person_with(Role.SECRETARIAT, OrganisationFactory()), recording=sent)
    return page, f"p-{part.block[:8]}"


def test_phone_without_a_voice_says_so_and_plays_what_a_woman_has_read(live_server, page: Page, woman):
    written, part = second_part_read(woman)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + written.url, wait_until="networkidle")
    assert not [url for url in asked if "player" in url or "/recordings/" in url]
    page.get_by_role("button", name="Lytt").click()
    expect(page.get_by_text("Denne telefonen har ingen stemme for")).to_be_visible()
    assert not [url for url in asked if "/recordings/" in url]
    assert Axe().run(page, options=RULES).violations_count == 0
    page.get_by_role("button", name="Spill av").press("Enter")
    expect(page.locator(f"#{part}.heard")).to_be_visible()
    pause = page.get_by_role("button", name="Pause")
    assert pause.bounding_box()["height"] >= 48
    assert page.evaluate("navigator.mediaSession.metadata.title") == "Tema"
    page.evaluate(HIDE)
    expect(page.get_by_role("button", name="Spill av")).to_be_visible()
    page.get_by_role("button", name="Slutt å lytte").click()
    expect(page.get_by_role("button", name="Lytt")).to_be_focused()
    expect(page.locator(".heard")).to_have_count(0)


def test_phone_reads_sentence_after_sentence_marked_and_as_fast_as_she_wants(live_server, page: Page):
    page.add_init_script(A_VOICE)
    page.goto(live_server.url + module().url, wait_until="networkidle")
    assert page.evaluate("window.spoken") == []  # nothing sounds by itself
    page.get_by_role("button", name="Lytt").dblclick()
    page.get_by_role("button", name="Neste del").click()
    for words in ("Gratis", "Helsestasjonen er gratis.", "Du kan spørre om alt."):
        page.wait_for_function(f"window.saying.text === '{words}'")
        assert [marked.strip() for marked in page.evaluate(MARKED)] == [words]
        page.evaluate(SAID)
    page.wait_for_function("window.saying.text === 'Åpent'")
    page.get_by_label("Fart").select_option("Langsom")
    page.wait_for_function("window.saying.rate === 0.75")
    assert page.evaluate("window.saying.text") == "Åpent"  # the same sentence once more
    page.evaluate(HIDE)
    expect(page.get_by_role("button", name="Spill av")).to_be_visible()
    page.evaluate(SAID)
    assert page.evaluate("window.spoken.at(-1)[1]") == "Åpent"
    assert page.evaluate("window.saying.voice.localService")  # what is read leaves the phone to nobody


def test_of_a_module_that_leaves_no_trace_the_phone_keeps_and_shows_nothing(live_server, page: Page):
    written = module()
    written.sensitivity, written.neutral_name = "yes", "Tema"
    written.save_revision().publish()
    page.add_init_script(A_VOICE)
    page.goto(live_server.url + written.url, wait_until="networkidle")
    page.get_by_role("button", name="Lytt").click()
    page.get_by_label("Fart").select_option("Langsom")
    page.wait_for_function("window.saying?.rate === 0.75")
    assert page.evaluate("[navigator.mediaSession.metadata, localStorage.length]") == [None, 0]


def test_recordings_are_heard_without_a_script(live_server, browser: Browser, woman):
    written, _part = second_part_read(woman)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + written.url)
    expect(page.get_by_role("button", name="Lytt")).to_be_hidden()
    page.get_by_text("1 del er lest inn av en kvinne").click()
    expect(page.locator("audio")).to_be_visible()
    expect(page.get_by_text("Lest av Amina")).to_be_visible()


@pytest.mark.long
def test_woman_records_listens_and_sends(live_server, browser_type, browser_type_launch_args, woman):
    written = module()
    listening = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    told = {**browser_type_launch_args, "args": [*browser_type_launch_args.get("args", []), *listening]}
    browser = browser_type.launch(**told)
    try:
        context = browser.new_context(viewport={"width": 360, "height": 740}, permissions=["microphone"], locale="nb")
        client = Client()
        client.force_login(woman)
        sign_in_browser(context, client, live_server.url)
        page = context.new_page()
        page.add_init_script(EARS)
        page.goto(live_server.url + written.url)
        page.get_by_role("link", name="Les denne teksten høyt for andre").click()
        page.get_by_role("link", name="Les denne delen høyt").first.click()
        page.get_by_role("button", name="Jeg sier ja").click()
        page.get_by_role("button", name="Ta opp").dblclick()
        expect(page.get_by_role("status")).to_contain_text("Les nå")
        page.evaluate(HIDE)  # put away, the phone hears nobody
        expect(page.get_by_role("status")).to_contain_text("Tatt opp")
        assert page.evaluate("window.ears.map((each) => each.readyState)") == ["ended"]
        assert Axe().run(page, options=RULES).violations_count == 0
        page.get_by_role("button", name="Ta opp en gang til").click()
        page.get_by_role("button", name="Ta opp", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Les nå: 298 sekunder igjen")  # two are recorded
        page.get_by_role("button", name="Send").dblclick()  # while she still speaks
        expect(page.get_by_text("Venter på sekretariatet")).to_be_visible()
        assert VoiceRecording.objects.get().words.startswith("Gratis")
    finally:
        browser.close()
