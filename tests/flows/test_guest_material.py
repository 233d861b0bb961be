"""A guest hands in thirty megabytes on her phone while the connection breaks; the women get what was approved."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from cohorts.models import GuestMaterialVersion, GuestRequest, GuestUpload
from lms.people.roles import Role
from tests import hostile
from tests.browsers import sign_in_browser
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.guests import GuestFactory, ask_guest, invitation_to, pass_of
from tests.factories.people import person_with
from tests.house.checks import TOKEN

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = {"width": 360, "height": 740}
THIRTY = 30 * hostile.MEGABYTE


@pytest.fixture
def invitation():
    session = session_of(CohortFactory(), timezone.localdate() + timedelta(days=20))
    request = GuestRequest.objects.create(session=session, minutes=65)
    return invitation_to(
        session, request=request, state="accepted", answered_at=timezone.now(), sequence=session.sequence
    )


def faultless(page: Page) -> None:
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    assert page.evaluate(SIDEWAYS) == 0


def signed_in(browser, live_server, person) -> Page:
    client = Client()
    client.force_login(person)
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    sign_in_browser(context, client, live_server.url)
    return context.new_page()


@pytest.fixture
def asked(live_server, settings, tmp_path):
    """Ask a guest by mail, as the development mailbox shows it."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "lms.kit.mail.FileBackend", str(tmp_path / "mail")
    settings.BASE_URL = live_server.url
    session = session_of(CohortFactory(), timezone.localdate() + timedelta(days=20))
    district = session.cohort.district
    return ask_guest(
        by=person_with(Role.COORDINATOR, district), session=session, guest=GuestFactory(district=district), minutes=65
    )


def opened_from_mail(page: Page, live_server) -> Page:
    """Open the link of the newest mail, in the tab that it opens."""
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/dev/mailbox/")
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").first.get_by_role("link").first.click()
    opened.value.set_viewport_size(PHONE)
    return opened.value


@pytest.mark.long
def test_thirty_megabytes_survive_a_cut_and_reach_the_women(live_server, browser, page: Page, asked, tmp_path):
    invitation = asked
    slides = tmp_path / "Rettigheter.pptx"
    slides.write_bytes(hostile.pptx(40, filler=THIRTY))
    page = opened_from_mail(page, live_server)
    faultless(page)
    page.get_by_role("button", name="Jeg kommer", exact=True).click()
    expect(page.get_by_role("heading", name="Du kommer. Takk!")).to_be_visible()
    faultless(page)
    page.get_by_role("link", name="Lysbildene dine og andre filer").click()
    faultless(page)
    page.get_by_label("Fil", exact=True).set_input_files(slides)
    page.get_by_label("alle gruppene i kommunen").check()
    page.get_by_role("button", name="Send filen").click()
    expect(page.get_by_role("status").filter(has_text="MB er framme")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("Forbindelsen er borte")).to_be_visible(timeout=20_000)
    assert GuestUpload.objects.count() == 1
    page.context.set_offline(False)
    expect(page.get_by_text("«Rettigheter» er kommet")).to_be_visible(timeout=90_000)
    assert GuestMaterialVersion.objects.get().file.size == slides.stat().st_size
    assert "40 lysbilder på 65 minutter" in page.locator("main").inner_text()
    faultless(page)

    better = tmp_path / "Kortere.pptx"
    better.write_bytes(hostile.pptx(20))
    page.get_by_role("link", name="Bytt ut eller trekk tilbake").click()
    faultless(page)
    page.get_by_label("Fil", exact=True).set_input_files(better)
    page.get_by_role("button", name="Send den nye filen").click()
    expect(page.get_by_text("versjon 2")).to_be_visible(timeout=30_000)
    assert not GuestUpload.objects.exists()

    cohort = invitation.session.cohort
    host = signed_in(browser, live_server, person_with(Role.COORDINATOR, cohort.district))
    host.goto(f"{live_server.url}/cohorts/evening/{invitation.session.public_id}/guests/")
    host.get_by_role("link", name=re.compile("^Materiell")).click()
    host.get_by_role("link", name="Godkjenn, bytt ut eller trekk tilbake").click()
    faultless(host)
    host.get_by_role("button", name="Godkjenn").click()
    expect(host.get_by_text("Kvinnene har den")).to_be_visible()

    woman = signed_in(browser, live_server, trainee_of(cohort).person)
    woman.goto(live_server.url + "/my/")
    with woman.expect_download() as saving:
        woman.get_by_role("link", name=re.compile("^Lagre filen")).click()
    assert saving.value.path().read_bytes() == better.read_bytes()

    version = GuestMaterialVersion.objects.approved().get()
    nothing = uuid4()
    for stranger in (trainee_of(CohortFactory()).person, person_with(Role.TRAINEE, CohortFactory().local_group)):
        client = Client()
        client.force_login(stranger)
        refused = client.get(f"/cohorts/guests/files/{version.public_id}/")
        absent = client.get(f"/cohorts/guests/files/{nothing}/")
        mine = refused.content.replace(str(version.public_id).encode(), str(nothing).encode())
        assert refused.status_code == absent.status_code == 404
        assert TOKEN.sub(b"", mine) == TOKEN.sub(b"", absent.content)


def test_file_chosen_again_after_a_reload_goes_on_where_it_stopped(live_server, page: Page, invitation, tmp_path):
    slides = tmp_path / "Stor.pptx"
    slides.write_bytes(hostile.pptx(3, filler=6 * hostile.MEGABYTE))
    at = live_server.url + pass_of(invitation) + "material/"
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "?at=" in request.url else None)
    page.route("**/upload/**at=3145728", lambda route: route.abort())
    page.goto(at)
    page.get_by_label("Fil", exact=True).set_input_files(slides)
    page.get_by_role("button", name="Send filen").click()
    expect(page.get_by_text("Forbindelsen er borte")).to_be_visible(timeout=30_000)
    page.goto("about:blank")
    page.unroute_all()
    page.goto(at)
    sent.clear()
    page.get_by_label("Fil", exact=True).set_input_files(slides)
    page.get_by_role("button", name="Send filen").click()
    expect(page.get_by_text("«Stor» er kommet")).to_be_visible(timeout=30_000)
    assert sent[0].endswith("at=3145728")
