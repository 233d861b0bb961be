"""The roll in a browser: open it, tap, and read what it says about how safe the marks are."""

from playwright.sync_api import Locator, Page, expect

from cohorts.models import Attendance

FIRST_NAMES = ["Amina", "Berit", "Cawo", "Dina", "Eleni", "Fatima", "Gul", "Hawa", "Iman", "Jamila", "Leyla", "Mona"]

BYTES_ON_PHONE = """async () => {
  const got = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const db = await got(indexedDB.open("roll"));
  const stores = [...db.objectStoreNames].map((name) => got(db.transaction(name).objectStore(name).getAll()));
  const rows = (await Promise.all(stores)).flat();
  db.close();
  const text = (value) => value instanceof ArrayBuffer ? new TextDecoder("latin1").decode(value) : String(value);
  const pages = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) pages.push(await (await cache.match(key)).text());
  }
  const key = rows.find((row) => row.name === "key").value;
  return [rows.map((row) => Object.values(row).map(text).join()).join() + pages.join(), rows.length, key.extractable];
}"""


def opened(page: Page, address: str) -> Page:
    """Open a roll, and wait until it opens without network too."""
    page.goto(address)
    page.locator("[data-ready=roll]").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    says(page, "Alt er lagret")
    return page


def says(page: Page, text: str) -> None:
    """Wait until the page says how safe the marks are."""
    expect(page.locator(".roll-bar .pill")).to_have_text(text, timeout=15_000)


def cell(page: Page, name: str) -> Locator:
    """Give the cell of a woman."""
    return page.locator(".cell").filter(has_text=name)


def stored() -> dict[str, str]:
    """Give what stands on the server, by last name."""
    marks = Attendance.objects.exclude(status="").values_list("enrolment__person__name", "status")
    return {name.split()[1]: status for name, status in marks}
