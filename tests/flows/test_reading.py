"""She reads on her phone: words are practised without a trace, and her own words stay on the phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import sign_in_browser
from tests.factories.cohorts import trainee_of
from tests.factories.evenings import course_with, taught
from tests.factories.modules import make_word
from tests.phones import A_VOICE, HIDE

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

KEPT = "async () => JSON.stringify([{...localStorage}, (await indexedDB.databases()).map((each) => each.name)])"
HOLDS_NOTES = """async (number) => {
  const opened = indexedDB.open("notes");
  const db = await new Promise((resolve) => { opened.onsuccess = () => resolve(opened.result); });
  const counted = db.transaction("words").objectStore("words").count();
  const found = await new Promise((resolve) => { counted.onsuccess = () => resolve(counted.result); });
  db.close();
  return found === number;
}"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def read(live_server, context, page: Page, client) -> str:
    """Sign a woman in on a phone, and give the address of a module of her course."""
    for word in ("havn", "brygge"):
        make_word(word, f"her ligger båten ({word})")
    body = [
        {"type": "key_messages", "items": ["Ved en brygge er det lov å vente."]},
        {"type": "words", "words": [{"term": "havn"}, {"term": "brygge"}]},
        {"type": "reflection", "questions": ["Hvor er det trygt?"]},
    ]
    cohort = course_with(taught(1) | {"body": body})
    client.force_login(trainee_of(cohort).person)
    sign_in_browser(context, client, live_server.url)
    page.set_viewport_size({"width": 360, "height": 740})
    return f"{live_server.url}/cohorts/{cohort.public_id}/modules/bcdfg1/"


def test_words_are_practised_and_nobody_hears_of_it(read, page: Page):
    page.goto(read, wait_until="networkidle")
    asked: list[str] = []
    page.get_by_role("button", name="Øv på disse ordene").click()
    page.on("request", lambda request: asked.append(request.url))
    turn, knows = page.get_by_role("button", name="Snu kortet"), page.get_by_role("button", name="Jeg kan det")
    turn.click()
    expect(knows).to_be_visible()
    page.get_by_role("button", name="En gang til").click()
    for _card in range(2):
        turn.click()
        knows.click()
    expect(page.get_by_role("status").filter(has_text="Bra jobbet")).to_be_visible()
    assert [address for address in asked if "notes.js" not in address] == []
    assert "havn" not in page.evaluate(KEPT)
    assert not page.evaluate(SIDEWAYS)


def test_word_is_said_by_the_phone_when_she_asks_and_not_when_she_has_put_it_away(read, page: Page):
    page.add_init_script(A_VOICE)
    page.goto(read, wait_until="networkidle")
    page.get_by_role("button", name="Øv på disse ordene").click()
    word = page.locator(".practise dfn").inner_text()
    page.get_by_role("button", name="Snu kortet").click()
    assert page.evaluate("window.spoken") == []  # nothing sounds by itself
    page.get_by_role("button", name="Hør ordet").click()
    page.wait_for_function("window.spoken.length")
    assert page.evaluate("window.spoken") == [["nb-NO", word]]
    before = page.evaluate("window.hushed")
    page.evaluate(HIDE)
    assert page.evaluate("window.hushed") > before


def test_own_words_are_there_again_and_can_be_deleted(read, page: Page):
    page.goto(read)
    field = page.get_by_label("Mine egne ord: Hvor er det trygt?")
    field.scroll_into_view_if_needed()
    field.fill("Hos søsteren min")
    expect(page.get_by_text("Bare på denne telefonen. Det blir aldri sendt.")).to_be_visible()
    page.wait_for_function(HOLDS_NOTES, arg=1)
    page.reload()
    expect(field).to_have_value("Hos søsteren min")
    page.get_by_role("button", name="Slett ordene mine").click()
    page.wait_for_function(HOLDS_NOTES, arg=0)
    page.reload()
    expect(field).to_have_value("")
