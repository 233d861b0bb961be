"""The roll on a phone: fast with a thumb, and safe in a basement without network."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cohorts.attendance.actions import record_marks
from cohorts.attendance.rules import Mark, Status
from cohorts.models import AttendanceOperation, WalkIn
from tests.eyes import LOOKING
from tests.factories.cohorts import trainee_of
from tests.rolls import BYTES_ON_PHONE, FIRST_NAMES, cell, opened, says, stored

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_twenty_five_women_are_marked_in_a_minute(session, women, roll: Page, measured):
    for n in range(6, 25):
        trainee_of(session.cohort, name=f"{FIRST_NAMES[n % 12]} {'HKL'[n // 12]}assan{n}")
    page = opened(roll, roll.url)
    assert page.locator(".cell").count() == 25
    taps, began = 0, time.monotonic()
    for n in range(22):
        page.locator(".cell").nth(n).click()
        taps += 1
    page.locator(".more").nth(22).click()
    page.locator(".panel:visible").get_by_role("button", name="borte, sa fra").click()
    page.get_by_role("button", name="Alle andre er til stede").click()
    taps += 3
    says(page, "Alt er lagret")
    measured("25 women are marked", time.monotonic() - began, 60)
    assert taps <= 30
    assert sorted(stored().values()) == ["excused"] + ["present"] * 24
    page.get_by_role("button", name="Angre det siste").click()
    says(page, "Alt er lagret")
    assert len(stored()) == 23
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(SIDEWAYS) == 0
    # As tall as the page: no cell lies half under a bar that stays in its place, wherever the page has scrolled to.
    page.set_viewport_size({"width": 360, "height": page.evaluate("document.documentElement.scrollHeight")})
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("letters", ["100%", "200%"])
def test_name_that_has_the_keyboard_lies_under_neither_bar(session, women, roll: Page, letters):
    roll.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
    roll.evaluate(LOOKING)
    cell(roll, "Berit").click()  # now there is something to undo
    roll.keyboard.press("Tab")
    assert roll.evaluate("eyes.hidden_focus()") == []


def test_marks_made_without_network_survive_a_reload_and_arrive_once(session, women, roll: Page, context):
    context.set_offline(True)
    cell(roll, "Berit").click()
    says(roll, "Lagret på denne telefonen (1 venter)")
    roll.reload()
    says(roll, "Lagret på denne telefonen (1 venter)")
    expect(cell(roll, "Berit")).to_contain_text("til stede")
    cell(roll, "Dina").click()
    roll.get_by_label("Navnet hennes").fill("Leyla fra nabobygget")
    roll.get_by_role("button", name="Sett henne opp").click()
    says(roll, "Lagret på denne telefonen (3 venter)")
    roll.close()
    page = context.new_page()
    page.goto(f"{roll.url}", wait_until="domcontentloaded")
    says(page, "Lagret på denne telefonen (3 venter)")
    assert not stored()
    context.set_offline(False)
    says(page, "Alt er lagret")
    assert set(stored().values()) == {"present"}
    assert (len(stored()), WalkIn.objects.get().name) == (2, "Leyla fra nabobygget")
    assert set(AttendanceOperation.objects.values_list("times_received", flat=True)) == {1}


def test_answer_lost_on_the_way_leaves_the_mark_waiting_and_it_counts_once(session, women, roll: Page):
    lost = []

    def lose(route):
        if route.request.method == "POST":
            route.fetch()  # the server has it
            lost.append(route.request.post_data)
        route.abort()

    roll.route("**/marks/", lose)
    cell(roll, "Berit").click()
    says(roll, "Lagret på denne telefonen (1 venter)")
    while not lost:
        roll.wait_for_timeout(50)
    assert len(stored()) == 1
    roll.unroute_all(behavior="wait")
    roll.reload()
    says(roll, "Alt er lagret")
    operation = AttendanceOperation.objects.get()
    assert operation.times_received >= 2


def test_portal_of_a_network_is_no_answer(session, women, roll: Page):
    roll.route("**/token/", lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Wi-Fi</h1>"))
    roll.route("**/marks/", lambda route: route.fulfill(status=200, content_type="application/json", body="{}"))
    cell(roll, "Berit").click()
    says(roll, "Lagret på denne telefonen (1 venter)")
    roll.unroute("**/token/")
    roll.reload()
    says(roll, "Lagret på denne telefonen (1 venter)")
    roll.unroute("**/marks/")
    roll.reload()
    says(roll, "Alt er lagret")
    assert len(stored()) == 1


def test_what_another_phone_has_said_meanwhile_is_for_a_person_to_decide(session, women, roll: Page, host, context):
    context.set_offline(True)
    cell(roll, "Berit").click()
    says(roll, "Lagret på denne telefonen (1 venter)")
    berit = next(woman for woman in women if woman.person.name.startswith("Berit"))
    other = Mark(key=berit.public_id, woman=berit.public_id, status=Status.ABSENT, number=1)
    record_marks(by=host, session=session, marks=[other], device="other-phone")
    context.set_offline(False)
    says(roll, "Må avgjøres (1)")
    expect(cell(roll, "Berit")).to_contain_text("borte")
    roll.get_by_role("button", name="Endre til «til stede»").click()
    says(roll, "Alt er lagret")
    assert list(stored().values()) == ["present"]


def test_phone_holds_no_readable_name_and_nothing_after_signing_out(session, women, roll: Page, live_server, context):
    context.set_offline(True)
    cell(roll, "Berit").click()
    says(roll, "Lagret på denne telefonen (1 venter)")
    text, rows, extractable = roll.evaluate(BYTES_ON_PHONE)
    assert (extractable, rows > 4) == (False, True)
    assert not [name for name in FIRST_NAMES if name in text]
    roll.route("**/marks/", lambda route: route.abort())
    context.set_offline(False)
    roll.get_by_role("button", name="Logg ut").first.click()
    roll.get_by_text("Send dem nå").wait_for()
    expect(roll.locator("[data-leave-list]")).to_contain_text("Berit")
    expect(roll.locator("[data-leave-form]")).to_be_hidden()
    roll.unroute("**/marks/")
    roll.get_by_role("button", name="Send dem nå").click()
    expect(roll.get_by_text("Alle merkene er lagret")).to_be_visible()
    roll.locator("[data-leave-form] button").click()
    roll.wait_for_url(lambda url: "account/out" not in url)
    assert len(stored()) == 1
    assert roll.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert roll.evaluate("caches.keys().then((all) => all.length)") == 0


def test_browser_that_keeps_nothing_says_so_and_saves_at_once(session, women, host, live_server, page: Page):
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    page.goto(f"{live_server.url}/cohorts/evenings/{session.public_id}/roll/")
    expect(page.get_by_text("Denne nettleseren beholder ingenting")).to_be_visible()
    cell(page, "Berit").click()
    says(page, "Alt er lagret")
    assert len(stored()) == 1
