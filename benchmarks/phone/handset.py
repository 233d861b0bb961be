"""A cheap phone on a slow line: Chromium with 400 kbit/s, 400 ms and a quarter of the processor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.reading.browser import SLOW, chromium

WATCH = """
  window.seen = {largest: 0, longest: 0};
  new PerformanceObserver(list => { seen.largest = list.getEntries().at(-1).startTime })
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(each => {
    seen.longest = Math.max(seen.longest, each.duration) })).observe({type: 'longtask', buffered: true});
"""


@dataclass(frozen=True)
class Load:
    """What one page cost: bytes and requests of the page itself, when its largest thing was painted, and the longest
    time for which the phone answered nobody (seconds)."""

    size: int
    requests: int
    largest: float
    longest: float


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser and end it."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


def phone(started: Browser, address: str, session: str = "") -> BrowserContext:
    """Take out a phone on which nothing is kept; with a session somebody is signed in."""
    context = started.new_context(viewport={"width": 360, "height": 740}, locale="nb-NO", has_touch=True)
    context.add_init_script(WATCH)
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    return context


def slowed(context: BrowserContext) -> tuple[Page, dict[str, int]]:
    """Open a page on the slow line; give it with its counts, which go on counting."""
    page, counts, mine = context.new_page(), {"size": 0, "requests": 0}, set()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    def sent(event: dict) -> None:
        if event["request"]["url"].startswith("http"):
            mine.add(event["requestId"])

    def finished(event: dict) -> None:
        if event["requestId"] in mine and (size := int(event["encodedDataLength"])):
            counts["requests"] += 1
            counts["size"] += size

    line.on("Network.requestWillBeSent", sent)
    line.on("Network.loadingFinished", finished)
    return page, counts


def load(context: BrowserContext, url: str) -> Load:
    """Open a page in a tab of its own and say what it cost."""
    page, counts = slowed(context)
    page.goto(url, wait_until="networkidle", timeout=90_000)
    page.wait_for_timeout(1500)
    page.wait_for_load_state("networkidle")  # a browser fetches what helps the next page when it has nothing else to do
    seen = page.evaluate("window.seen")
    page.close()
    return Load(counts["size"], counts["requests"], seen["largest"] / 1000, seen["longest"] / 1000)
