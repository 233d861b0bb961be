"""The first evening in real browsers: a code on a screen brings a phone in. And every other way in."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lms.kit import sms
from lms.people.models import User
from lms.people.roles import Role
from tests.browsers import sign_in_browser
from tests.people.town import Town

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def town(live_server) -> Town:
    return Town()


@pytest.fixture
def address(live_server) -> str:
    """Give the address of the site by name: a passkey belongs to a name, not to a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def phone(browser: Browser) -> BrowserContext:
    """Give a second browser: a phone."""
    context = browser.new_context(viewport=PHONE)
    yield context
    context.close()


def bring_in(context: BrowserContext, person: User, address: str) -> None:
    """Give a browser the session of somebody."""
    client = Client()
    client.force_login(person)
    sign_in_browser(context, client, address)


def read_code() -> str:
    """Read the newest code on the phone."""
    return re.search(r"\b\d{6}\b", sms.outbox[-1].text)[0]


def look_closely(page: Page, name: str) -> None:
    """Nothing for axe to find, and no sideways scroll on the narrowest phone."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert page.evaluate(SIDEWAYS) == 0, f"{name} scrolls sideways"


@pytest.mark.parametrize("language", ["nb", pytest.param("ar", marks=pytest.mark.long)])
def test_code_on_a_screen_signs_a_phone_in(town, address, page: Page, phone, language):
    trainee = town.person(Role.TRAINEE, name="Amina Prøve", interface_language=language, text_size="normal")
    bring_in(page.context, town.person(Role.COORDINATOR), address)
    page.goto(f"{address}/people/{trainee.public_id}/")
    page.locator(f"a[href$='{trainee.public_id}/code/']").click()
    page.locator("main form button").click()
    expect(page.locator(".qr svg")).to_be_visible()
    page.locator("details summary").last.click()
    link = page.locator("details .break").inner_text()

    hers = phone.new_page()
    hers.goto(link)
    look_closely(hers, "screen code")
    hers.locator("main form button").click()
    prefix = "" if language == "nb" else f"/{language}"
    assert hers.url == f"{address}{prefix}/my/"
    assert hers.locator("html").get_attribute("lang") == language
    assert hers.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")

    hers.locator("header form button").click()  # one tap
    hers.goto(f"{address}/my/")
    assert "/account/code/" in hers.url
    hers.goto(link)
    expect(hers.locator("main form")).to_have_count(0)  # used


def test_code_by_sms_signs_in(town, address, phone):
    sms.outbox.clear()
    town.person(Role.TRAINEE, phone="+4790123456", text_size="normal")
    page = phone.new_page()
    page.goto(f"{address}/account/code/")
    page.locator("input[name=login]").fill("901 23 456")
    page.locator("main form button").click()
    page.locator("input[name=code]").fill(read_code())
    page.locator("main form button").first.click()
    assert page.url == f"{address}/my/"


def test_passkey_signs_in_under_the_strict_policy(town, address, page: Page, settings):
    settings.DEMO = False
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    sms.outbox.clear()
    secretary = town.person(Role.SECRETARIAT)
    page.goto(f"{address}/account/code/")
    page.locator("input[name=login]").fill(secretary.phone)
    page.locator("main form button").click()
    page.locator("input[name=code]").fill(read_code())
    page.locator("main form button").first.click()
    page.wait_for_url("**/account/second/")
    page.locator("a[href$='/account/passkeys/add/']").click()
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/account/second/recovery/")
    page.locator("header form button").click()

    page.goto(f"{address}/account/password/")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/my/")

    page.locator("header form button").click()
    page.goto(f"{address}/account/code/")
    page.locator("input[name=login]").fill(secretary.phone)
    page.locator("main form button").click()
    page.locator("input[name=code]").fill(read_code())
    page.locator("main form button").first.click()
    page.wait_for_url("**/account/second/code/")
    look_closely(page, "second key")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/my/")
    assert complaints == []


def test_passkey_that_fails_is_said(address, page: Page):
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('no'))")
    page.goto(f"{address}/account/password/")
    expect(page.locator("[data-failed]")).to_be_hidden()
    page.locator("form[data-passkey] button").click()
    expect(page.locator("[data-failed]")).to_be_visible()


def test_passkey_is_not_offered_without_javascript(address, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/account/password/")
    expect(page.locator("form[data-passkey]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("language", ["nb", pytest.param("ar", marks=pytest.mark.long)])
def test_pages_of_people_have_no_findings(town, address, page: Page, language):
    prefix = "" if language == "nb" else f"/{language}"
    trainee = town.person(Role.TRAINEE, name="Amina Prøve", email="amina.proeve.med.lang.adresse@example.org")
    coordinator = town.person(Role.COORDINATOR)
    open_pages = ["account/code/", "account/password/", "in/none/"]
    hers = [
        "my/settings/", "people/", "people/add/", f"people/{trainee.public_id}/", f"people/{trainee.public_id}/change/",
        f"people/{trainee.public_id}/code/", f"people/roles/{trainee.role_assignments.get().public_id}/end/",
        "account/second/", "account/second/app/", "account/passkeys/", "account/passkeys/add/", "account/password/set/",
    ]  # fmt: skip
    page.set_viewport_size(PHONE)
    for path in open_pages:
        page.goto(f"{address}{prefix}/{path}")
        look_closely(page, path)
    page.goto(f"{address}{prefix}/account/code/")
    page.locator("input[name=login]").fill("+47 90 00 00 00")
    page.locator("main form button").click()
    look_closely(page, "confirm")
    bring_in(page.context, coordinator, address)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for path in hers:
            page.goto(f"{address}{prefix}/{path}")
            assert path in page.url
            look_closely(page, f"{path} at {width}")
