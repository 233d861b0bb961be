"""What the screen called saved arrives, once: browsers that are killed, networks that go, clocks that are wrong."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from cohorts.models import AttendanceOperation
from tests.browsers import sign_in_browser
from tests.rolls import cell, opened, says, stored

pytestmark = [pytest.mark.flow, pytest.mark.long, pytest.mark.django_db(transaction=True)]

KEY_MADE = """async () => {
  const got = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const db = await got(indexedDB.open("roll"));
  const row = await got(db.transaction("meta").objectStore("meta").get("key"));
  db.close();
  return row.made;
}"""
ASKED_TO_KEEP = "() => { navigator.storage.persist = async () => { window.askedToKeep = true; return true; }; }"
COUNTED_PRINTS = "() => { window.prints = 0; window.print = () => { window.prints += 1; }; }"
ONE_WAITS = "Lagret på denne telefonen (1 venter)"


def arrived_once() -> bool:
    return set(AttendanceOperation.objects.values_list("times_received", flat=True)) == {1}


def kill_browser(profile: Path) -> None:
    """Kill the browser of a profile as a phone does that runs out of memory."""
    sign = f"--user-data-dir={profile}".encode()
    mine = [path.parent for path in Path("/proc").glob("[0-9]*/cmdline") if sign in read_bytes(path).split(b"\0")]
    assert mine, "no process was killed: the test proves nothing"
    for process in mine:
        os.kill(int(process.name), signal.SIGKILL)


def read_bytes(path: Path) -> bytes:
    """Read a file of /proc; its process may have gone meanwhile."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.fixture
def phone(browser_type, browser_type_launch_args, tmp_path, host, context):
    """Give a function that starts the browser of one phone: the same profile, and still signed in."""
    started: list[BrowserContext] = []

    def start(*, offline: bool = False) -> Page:
        began = browser_type.launch_persistent_context(tmp_path, locale="nb", **browser_type_launch_args)
        started.append(began)
        began.add_cookies(context.cookies())
        began.set_offline(offline)
        return began.new_page()

    yield start
    started[-1].close()


def test_killed_browser_has_what_it_called_saved(session, women, phone, tmp_path, live_server):
    address = f"{live_server.url}/cohorts/evenings/{session.public_id}/roll/"
    page = opened(phone(), address)
    page.context.set_offline(True)
    cell(page, "Berit").click()
    says(page, ONE_WAITS)
    kill_browser(tmp_path)
    page = phone(offline=True)
    page.goto(address, wait_until="domcontentloaded")
    says(page, ONE_WAITS)
    expect(cell(page, "Berit")).to_contain_text("til stede")
    assert not stored()
    page.context.set_offline(False)
    says(page, "Alt er lagret")
    assert list(stored().values()) == ["present"]
    assert arrived_once()


def test_network_that_goes_before_the_server_has_heard_loses_nothing(women, roll: Page):
    roll.route("**/marks/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    cell(roll, "Berit").click()
    says(roll, ONE_WAITS)
    assert not stored()
    roll.unroute_all(behavior="wait")
    roll.evaluate("dispatchEvent(new Event('online'))")
    says(roll, "Alt er lagret")
    assert list(stored().values()) == ["present"]
    assert arrived_once()


def test_two_phones_without_network_on_one_evening(women, roll: Page, context, browser):
    other = browser.new_context(storage_state=context.storage_state(), locale="nb")
    second = opened(other.new_page(), roll.url)
    for each in (context, other):
        each.set_offline(True)
    for name in ("Amina", "Berit"):
        cell(roll, name).click()
    cell(second, "Amina").click()
    second.locator(".more").nth(1).click()
    second.locator(".panel:visible").get_by_role("button", name="borte", exact=True).click()
    cell(second, "Cawo").click()
    says(roll, "Lagret på denne telefonen (2 venter)")
    says(second, "Lagret på denne telefonen (3 venter)")
    context.set_offline(False)
    says(roll, "Alt er lagret")
    other.set_offline(False)
    says(second, "Må avgjøres (1)")  # both said that Amina is there; about Berit a person decides
    assert set(stored().values()) == {"present"}
    second.get_by_role("button", name="La det stå «til stede»").click()
    says(second, "Alt er lagret")
    assert (len(stored()), AttendanceOperation.objects.count(), arrived_once()) == (3, 5, True)
    other.close()


def test_marks_that_wait_for_days_are_said_in_red_and_outlive_their_key(women, roll: Page, context):
    roll.evaluate(ASKED_TO_KEEP)
    context.set_offline(True)
    cell(roll, "Berit").click()
    says(roll, ONE_WAITS)
    assert roll.evaluate("window.askedToKeep")
    made = roll.evaluate(KEY_MADE)
    roll.clock.set_system_time(timezone.now() + timedelta(days=8))
    roll.reload()
    says(roll, "Bare på denne telefonen siden i går (1 venter)")
    expect(roll.locator(".roll-bar .pill")).to_have_class("pill danger")
    expect(roll.get_by_text("Disse merkene har ventet siden")).to_be_visible()
    expect(cell(roll, "Berit")).to_contain_text("til stede")
    assert roll.evaluate(KEY_MADE) > made
    context.set_offline(False)
    says(roll, "Alt er lagret")
    assert len(stored()) == 1


def test_marks_can_be_printed_and_thrown_away_when_signing_out(women, roll: Page, context):
    roll.route("**/marks/", lambda route: route.abort())
    cell(roll, "Berit").click()
    says(roll, ONE_WAITS)
    roll.get_by_role("button", name="Logg ut").first.click()
    expect(roll.locator("[data-leave-list]")).to_contain_text("Berit")
    roll.evaluate(COUNTED_PRINTS)
    roll.get_by_role("button", name="Skriv ut").click()
    assert roll.evaluate("window.prints") == 1
    roll.get_by_role("button", name="Kast dem og logg ut").click()
    roll.wait_for_url(lambda url: "account/out" not in url)
    assert not stored()
    assert not any(each["name"] == "waits" and each["value"] for each in context.cookies())
    assert roll.evaluate("indexedDB.databases().then((all) => all.length)") == 0


@pytest.mark.parametrize("days", [-3, 3])
def test_wrong_clock_of_a_phone_loses_nothing(session, women, roll: Page, context, days):
    roll.clock.set_system_time(timezone.now() + timedelta(days=days))
    context.set_offline(True)
    cell(roll, "Berit").click()
    roll.reload()
    expect(cell(roll, "Berit")).to_contain_text("til stede")
    context.set_offline(False)
    says(roll, "Alt er lagret")
    assert len(stored()) == 1


def test_session_that_is_over_leads_to_signing_in_and_marks_wait(roll: Page, context, client, host, live_server):
    context.clear_cookies(name="sessionid")
    cell(roll, "Berit").click()
    says(roll, "Ikke sendt: logg inn først (1 venter)")
    client.force_login(host)
    sign_in_browser(context, client, live_server.url)
    roll.reload()
    says(roll, "Alt er lagret")
    assert len(stored()) == 1
