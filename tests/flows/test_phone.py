"""What a phone keeps opens without network, and lies nowhere in clear: the bytes of the browser's profile say so."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from playwright.sync_api import BrowserContext, Page, expect
from wagtail.documents.models import Document

from lms.people.roles import Role
from modules.actions.voices import lend_voice, load_voice_texts, take_voice_back
from modules.models import ModulePage, VoiceText
from tests.factories.cohorts import trainee_of
from tests.factories.curriculum import body, make_module
from tests.factories.evenings import course_with, taught
from tests.factories.people import LocalGroupFactory, OrganisationFactory, person_with
from tests.flows.test_roll import RULES, SIDEWAYS
from tests.modules.test_voices import approved

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

OWN_WORDS = "Det minner meg om huset til bestemor"
OPEN_SENTENCE = "Fiskeren kjenner hver stein i fjorden"
CAREFUL_SENTENCE = "Hun teller trinnene bak den lukkede døren"
ENCODINGS = ("utf-8", "utf-16-le", "latin-1")  # a browser writes its stores in the last two
PIN = "294816"
PLANTED = "En setning som ligger helt klart på disken"
PLANT = """async (sentence) => {
  await (await caches.open("planted")).put("/planted", new Response(sentence + " i en cache"));
  const opened = indexedDB.open("planted", 1);
  opened.onupgradeneeded = () => opened.result.createObjectStore("rows").put(sentence + " i et lager", 1);
  await new Promise((done) => { opened.onsuccess = done; });
  opened.result.close();
}"""

WRITE = """async (words) => {
  const store = await (await import("/static/js/notes.js")).openNotes("her");
  await store.write("a question", words);
}"""
READ = """async () => (await (await import("/static/js/notes.js")).openNotes("her")).read("a question")"""
EVICT = """async () => {
  const opened = indexedDB.open("phone");
  await new Promise((done) => { opened.onsuccess = done; });
  opened.result.transaction("parts", "readwrite").objectStore("parts").clear();
}"""
DROP_CACHES = "caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))"
HELD = """async () => {
  const held = [indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()];
  return (await Promise.all(held)).map((each) => each.length);
}"""


def no_room_in(store: str) -> str:
    """Give a script after which the phone has no room for a row of this store."""
    return f"""
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (row) {{
        if (this.name === "{store}") throw new DOMException("no room", "QuotaExceededError");
        return put.call(this, row);
      }};
    """


def said(text: str, sensitivity: str = "no") -> dict:
    return {"body": [{"type": "text", "heading": "", "text": f"<p>{text}.</p>"}], "sensitivity": sensitivity}


@pytest.fixture
def course():
    careful = said(CAREFUL_SENTENCE, "yes") | {"neutral_name": "Tema", "title": "Vold"}
    return course_with(taught(1) | said(OPEN_SENTENCE), taught(2) | careful)


@pytest.fixture
def woman(course, client):
    person = trainee_of(course, name="Amina Hassan").person
    client.force_login(person)
    return person


@pytest.fixture
def session_cookie(client, woman, live_server) -> dict:
    return {
        "name": "sessionid",
        "value": client.cookies["sessionid"].value,
        "url": live_server.url,
        "expires": 4_000_000_000,  # seconds; it lasts when the browser is closed
    }


@pytest.fixture
def phone(browser_type, browser_type_launch_args, tmp_path, session_cookie):
    """Give a function that starts the browser of one phone: the same profile each time."""
    started: list[BrowserContext] = []
    settings = {"locale": "nb", "base_url": session_cookie["url"], "viewport": {"width": 360, "height": 740}}

    def start(*, offline: bool = False) -> Page:
        if started:
            started[-1].close()
        began = browser_type.launch_persistent_context(tmp_path, **settings, **browser_type_launch_args)
        if not started:
            began.add_cookies([session_cookie])
        started.append(began)
        began.set_offline(offline)
        return began.new_page()

    yield start
    started[-1].close()


def heard(title: str, sound: Document, words: str, page: ModulePage | None = None) -> ModulePage:
    """Publish a module with a sound and its words."""
    page = page or make_module(title)
    raw = {"title": "Hør", "file": sound.pk, "transcript": f"<p>{words}</p>", "not_written_yet": False}
    page.body = [("audio", page.body.stream_block.child_blocks["audio"].to_python(raw))]
    page.save_revision().publish()
    return page


def keep(page: Page, slug: str, state: str = "kept", pin: str = "", button: str = "Lagre") -> None:
    page.goto(f"/phone/keep/{slug}/")
    page.locator("[data-keep][data-ready]").wait_for()
    if pin:
        page.get_by_label(re.compile("PIN-kode")).first.fill(pin)
        if page.locator("#pin-again").is_visible():
            page.locator("#pin-again").fill(pin)
        page.get_by_role("button", name="Lagre").click()
    else:
        page.get_by_role("button", name=button).first.click()
    page.locator(f"[data-state={state}]").wait_for()


def shelf(page: Page, path: str = "/phone/") -> Page:
    page.goto(path)
    page.locator("[data-phone][data-ready]").wait_for()
    return page


def unlock(page: Page, pin: str) -> None:
    page.get_by_label("PIN-koden din").fill(pin)
    page.get_by_role("button", name="Åpne").click()
    expect(page.locator("#pin-said")).not_to_have_text("Et øyeblikk …", timeout=15_000)


def on_disk(profile: Path, *sentences: str) -> set[str]:
    """Give which of these sentences stand in clear in the bytes of a profile."""
    found = set()
    for path in profile.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            found |= {each for each in sentences for code in ENCODINGS if each.encode(code) in content}
    return found


def test_module_opens_without_network_after_a_restart_and_nothing_stays_after_signing_out(phone, tmp_path):
    page = phone()
    page.goto("/")
    page.evaluate(PLANT, PLANTED)
    keep(page, "bcdfg1")
    page.evaluate(WRITE, OWN_WORDS)
    page = shelf(phone(offline=True), "/my/")
    page.get_by_role("button", name="Les", exact=True).click()
    expect(page.get_by_text(OPEN_SENTENCE)).to_be_visible()
    page = phone()
    page.goto("/phone/")
    # A search that finds nothing proves nothing before it has found something.
    assert page.evaluate(READ) == OWN_WORDS
    assert on_disk(tmp_path, f"{PLANTED} i en cache", f"{PLANTED} i et lager", OPEN_SENTENCE, OWN_WORDS) == {
        f"{PLANTED} i en cache",
        f"{PLANTED} i et lager",
    }
    page.goto("/account/out/")
    page.locator("main").get_by_role("button", name="Logg ut").click()
    page.wait_for_url(lambda url: "/account/out/" not in url)
    assert page.evaluate(HELD) == [0, 0, 0]
    page.context.close()
    assert on_disk(tmp_path, OPEN_SENTENCE, OWN_WORDS, f"{PLANTED} i en cache", f"{PLANTED} i et lager") == set()


def test_phone_keeps_an_ordinary_module_until_she_signs_out_and_my_page_never(phone, tmp_path, course):
    page = phone()
    page.goto("/my/")
    for number in (1, 2):
        page.goto(f"/cohorts/{course.public_id}/modules/bcdfg{number}/")
        page.wait_for_load_state("networkidle")

    def comes_to_keep(*expected: str) -> bool:
        for _try in range(50):  # the browser writes when it has time
            if on_disk(tmp_path / "Default/Cache", *names) == set(expected):
                return True
            page.wait_for_timeout(100)
        return False

    names = ("modules/bcdfg1/", "modules/bcdfg2/", f"{page.evaluate('location.origin')}/my/", "look.nb.")
    assert comes_to_keep("modules/bcdfg1/", "look.nb.")  # of what is heavy, and of My page, nothing
    again = page.goto("/my/")
    assert again.header_value("content-encoding") == "dcz"  # what the phone lacks, and the browser puts it together
    expect(page.get_by_role("heading", name=re.compile("Amina"))).to_be_visible()
    page.goto("/account/out/")
    page.locator("main").get_by_role("button", name="Logg ut").click()
    page.wait_for_url(lambda url: "/account/out/" not in url)
    assert comes_to_keep()
    page.go_back()
    page.go_back()  # to the module that is heavy, which leads to signing in now
    page.goto(f"/cohorts/{course.public_id}/modules/bcdfg1/")
    expect(page.get_by_text(OPEN_SENTENCE)).to_have_count(0)
    page.wait_for_timeout(1000)
    assert comes_to_keep()


@pytest.mark.long
def test_sensitive_module_opens_by_its_pin_alone_and_never_lies_in_clear(phone, tmp_path):
    page = phone()
    page.goto("/phone/keep/bcdfg2/")
    page.locator("[data-keep][data-ready]").wait_for()
    for wrong in ("123", "111111", "345678"):
        page.locator("#pin").fill(wrong)
        page.locator("#pin-again").fill(wrong)
        page.get_by_role("button", name="Lagre").click()
        expect(page.locator("#pin-said")).not_to_be_empty()
    keep(page, "bcdfg2", pin=PIN)
    page = shelf(phone(offline=True))
    assert "Tema" not in page.locator("main").inner_text()
    for left in (4, 3):
        unlock(page, "555123")
        expect(page.locator("#pin-said")).to_have_text(f"Det var ikke PIN-koden. Forsøk igjen: {left}")
    unlock(page, PIN)
    page.get_by_role("button", name="Les", exact=True).click()
    expect(page.get_by_text(CAREFUL_SENTENCE)).to_be_visible()
    assert page.title() == "På denne telefonen"
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    expect(page.get_by_text(CAREFUL_SENTENCE)).to_have_count(0)
    assert on_disk(tmp_path, CAREFUL_SENTENCE) == set()
    for _try in range(5):
        unlock(page, "555123")
    expect(page.get_by_text("Fem forsøk var gale.")).to_be_visible()
    expect(page.get_by_text("Ingenting er lagret her ennå")).to_be_visible()
    page = shelf(phone())
    expect(page.locator("[data-locked-part]")).to_be_hidden()
    page.context.close()
    assert on_disk(tmp_path, CAREFUL_SENTENCE) == set()


@pytest.mark.long
def test_leaving_without_network_forgets_and_ends_the_session_at_the_next_contact(phone, tmp_path):
    page = phone()
    keep(page, "bcdfg2", pin=PIN)
    page = shelf(phone(offline=True))
    unlock(page, PIN)
    page.get_by_role("button", name="Les", exact=True).click()
    page.get_by_role("link", name="Forlat siden nå").click()
    expect(page).to_have_title("Tomatsuppe til fire")
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    page.context.set_offline(False)
    page.goto("/my/")
    assert "/account/" in page.url
    page.context.close()
    assert on_disk(tmp_path, CAREFUL_SENTENCE) == set()


@pytest.mark.long
def test_only_what_changed_is_fetched(phone):
    sound = Document.objects.create(title="hei", file=ContentFile(b"ID3" + bytes(5000), name="hei.mp3"))
    with_sound = heard("Havet", sound, "Hei.")
    page = phone()
    keep(page, with_sound.slug, button="Lagre med lyd")
    shelf(page)
    fetched: list[str] = []
    page.on(
        "request", lambda request: fetched.append(request.url) if re.search("/text/|/media/", request.url) else None
    )
    page.get_by_role("button", name="Se etter endringer").click()
    expect(page.get_by_text("Alt her er slik det er i dag.")).to_be_visible()
    assert not [url for url in fetched if re.search("/text/|/media/", url)]
    fetched.clear()
    heard("Havet", sound, "Hei igjen.", with_sound)
    page.evaluate("document.querySelector('[data-said]').textContent = ''")
    page.get_by_role("button", name="Se etter endringer").click()
    expect(page.get_by_text("Alt her er slik det er i dag.")).to_be_visible()
    # The words, and not the sound.
    assert [url.rsplit("/", 2)[1] for url in fetched if re.search("/text/|/media/", url)] == ["text"]
    page.get_by_role("button", name="Les", exact=True).click()
    expect(page.get_by_text("Hei igjen.")).to_have_count(1)
    expect(page.locator("audio")).to_have_attribute("src", re.compile("^data:audio/mpeg"))


@pytest.mark.long
def test_sound_is_kept_if_she_wants_and_goes_when_it_may_no_longer_be_heard(phone):
    sound = Document.objects.create(title="hei", file=ContentFile(b"ID3" + bytes(5000), name="hei.mp3"))
    page_with_sound = heard("Havet", sound, "Hei.")
    page = phone()
    keep(page, page_with_sound.slug, button="Lagre med lyd")
    page.context.set_offline(True)
    shelf(page).get_by_role("button", name="Les", exact=True).click()
    expect(page.locator("audio")).to_have_attribute("src", re.compile("^data:audio/mpeg;base64,SUQz"))
    page.context.set_offline(False)
    page_with_sound.body = body("Uten lyd.")
    page_with_sound.save_revision().publish()
    shelf(page)
    expect(page.get_by_text("med lyd")).to_have_count(0)


@pytest.mark.long
def test_voice_that_is_taken_back_leaves_the_phone_with_her_name(phone):
    reader = person_with(Role.TRAINEE, LocalGroupFactory(), name="Zahra Lesersdatter")
    module = make_module("Havet", text="Bølgene er høye.")
    load_voice_texts(by=None, texts=[{"language": "nb", "version": 1, "title": "Stemmen", "text": "Ja."}])
    lend_voice(by=reader, text=VoiceText.objects.get(), says_name=True)
    approved(reader, module, person_with(Role.SECRETARIAT, OrganisationFactory()))
    page = phone()
    keep(page, module.slug, button="Lagre med lyd")
    page.context.set_offline(True)
    shelf(page).get_by_role("button", name="Les", exact=True).click()
    expect(page.locator("[data-text]")).to_contain_text("Zahra")
    page.context.set_offline(False)
    take_voice_back(by=reader)
    shelf(page)
    expect(page.get_by_text("med lyd")).to_have_count(0)
    page.context.set_offline(True)
    shelf(page).get_by_role("button", name="Les", exact=True).click()
    expect(page.get_by_text("Bølgene er høye.")).to_be_visible()
    expect(page.locator("[data-text]")).not_to_contain_text("Zahra")
    assert page.locator("audio").count() == 0


@pytest.mark.long
def test_one_module_is_removed_and_the_other_stays(phone, tmp_path):
    page = phone()
    keep(page, "bcdfg1")
    keep(page, "frame1")
    shelf(page)
    line = page.locator("[data-list] li").filter(has_text="Havet 1")
    line.get_by_role("button", name="Fjern").click()
    line.get_by_role("button", name="Ja, fjern").click()
    expect(page.get_by_role("button", name="Les", exact=True)).to_have_count(1)
    shelf(page)
    expect(page.get_by_role("button", name="Les", exact=True)).to_have_count(1)
    expect(line).to_have_count(0)


@pytest.mark.long
def test_what_the_phone_has_thrown_away_is_said_when_she_opens_it(phone):
    page = phone()
    keep(page, "bcdfg1")
    shelf(page)
    page.evaluate(EVICT)
    page.get_by_role("button", name="Les", exact=True).click()
    expect(page.get_by_text("Det som var lagret her, er borte")).to_be_visible()
    expect(page.get_by_role("button", name="Les", exact=True)).to_have_count(0)


@pytest.mark.long
def test_try_of_a_pin_that_cannot_be_counted_opens_nothing_and_says_why(phone):
    page = phone()
    keep(page, "bcdfg2", pin=PIN)
    page.add_init_script(no_room_in("meta"))
    shelf(page)
    unlock(page, PIN)
    expect(page.locator("#pin-said")).to_contain_text("Det er ikke nok plass på telefonen")
    expect(page.get_by_role("button", name="Les", exact=True)).to_have_count(0)


@pytest.mark.long
def test_session_that_the_server_ended_takes_what_was_kept_along(phone, woman):
    page = phone()
    keep(page, "bcdfg1")
    woman.enrolments.update(state="withdrawn")
    shelf(page)
    expect(page.get_by_text("Du er ikke lenger logget inn")).to_be_visible()
    woman.enrolments.update(state="active")
    keep(page, "bcdfg1")
    page.context.clear_cookies(name="sessionid")
    page.goto("/my/")  # the worker hears it even if she never opens the list
    page.wait_for_function("indexedDB.databases().then((all) => !all.some(({ name }) => name === 'phone'))")


@pytest.mark.long
def test_full_phone_says_so_and_keeps_what_it_had(phone, live_server):
    page = phone()
    keep(page, "bcdfg1")
    page.add_init_script(no_room_in("parts"))
    page.goto("/phone/keep/frame1/")
    page.locator("[data-keep][data-ready]").wait_for()
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Det er ikke nok plass på telefonen")).to_be_visible()
    tool = page.context.new_cdp_session(page)
    shelf(page)
    expect(page.get_by_role("button", name="Les", exact=True)).to_have_count(1)
    tool.send("Storage.clearDataForOrigin", {"origin": live_server.url, "storageTypes": "indexeddb"})
    shelf(page)
    expect(page.get_by_text("Det som var lagret her, er borte")).to_be_visible()


@pytest.mark.long
def test_worker_fills_again_what_the_phone_has_thrown_away_and_says_when_there_is_no_room(phone, live_server):
    page = phone()
    keep(page, "bcdfg1")
    shelf(page)
    page.evaluate(DROP_CACHES)
    shelf(page)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page = shelf(phone(offline=True))
    page.get_by_role("button", name="Les", exact=True).click()
    expect(page.get_by_text(OPEN_SENTENCE)).to_be_visible()
    page = phone()
    tool = page.context.new_cdp_session(page)
    tool.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url, "quotaSize": 1})
    shelf(page)
    page.evaluate(DROP_CACHES)
    shelf(page)
    expect(page.get_by_text("Det er ikke nok plass på telefonen")).to_be_visible()
    page.get_by_role("button", name="Les", exact=True).click()
    expect(page.get_by_text(OPEN_SENTENCE)).to_be_visible()


@pytest.mark.long
def test_forgetting_the_phone_takes_everything(phone):
    page = phone()
    keep(page, "bcdfg1")
    page.evaluate("localStorage.setItem('note', 'x')")
    shelf(page)
    page.get_by_text("Glem denne telefonen").first.click()
    page.get_by_role("button", name="Glem denne telefonen").click()
    expect(page.get_by_text("Denne telefonen har glemt alt")).to_be_visible()
    assert page.evaluate(HELD) == [0, 0, 0]
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.long
@pytest.mark.parametrize("root", ["/", "/ar/"])
def test_nothing_for_axe_to_find_on_the_phone(phone, root):
    page = phone()
    for path in (f"{root}phone/keep/bcdfg1/", f"{root}phone/keep/bcdfg2/", f"{root}phone/"):
        page.goto(path)
        page.locator("[data-ready]").wait_for()
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate(SIDEWAYS) == 0
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
