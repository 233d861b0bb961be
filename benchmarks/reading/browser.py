"""What a phone on a slow line sees: bytes, requests and the moment the largest thing is painted."""

import os
import shutil

from playwright.sync_api import Page, sync_playwright

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
LARGEST = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({type: 'largest-contentful-paint', buffered: true});
  setTimeout(() => done(null), 3000);
})"""


def _count(page: Page, wire: dict[str, int]) -> None:
    """Count what comes over the wire; what the browser had already counts nothing."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    mine: set[str] = set()

    def sent(event: dict) -> None:
        if event["request"]["url"].startswith("http"):
            mine.add(event["requestId"])

    def finished(event: dict) -> None:
        size = int(event["encodedDataLength"])
        if event["requestId"] in mine and size:
            wire["requests"] += 1
            wire["bytes"] += size

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)


def weigh(url: str) -> tuple[dict[str, int], dict[str, int]]:
    """Give requests and bytes, with their headers, of the first and of the second load of a page."""
    loads = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context = browser.new_context(locale="nb-NO")
        for _first_then_second in range(2):
            wire = {"requests": 0, "bytes": 0}
            page = context.new_page()
            _count(page, wire)
            page.goto(url, wait_until="networkidle")
            loads.append(wire)
            page.close()
        browser.close()
    return loads[0], loads[1]


def largest_paint(url: str, tries: int = 3) -> list[float]:
    """Give the largest contentful paint in seconds, each time with nothing kept: 400 kbit/s, 400 ms, a quarter of the
    processor, all by the browser's own throttling."""
    times = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for _try in range(tries):
            context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nb-NO")
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", SLOW)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            page.goto(url, wait_until="load", timeout=60_000)
            times.append(page.evaluate(LARGEST) / 1000)
            context.close()
        browser.close()
    return times


def chromium() -> str | None:
    """Give the browser of this machine; CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
