"""Measures what a woman pays on a cheap phone: `.venv/bin/python -m benchmarks.phone`. What misses is said so.

SITE names a prepared DATA_DIR, which is copied; without it the demo is made. ROUNDS: how often each page is painted.
"""

import os
import statistics
import sys

from benchmarks.phone import handset
from benchmarks.phone.wire import Line
from benchmarks.report import line, load
from benchmarks.site import prepared, served

ROUNDS = int(os.environ.get("ROUNDS", "3"))
FIRST, REQUESTS, SECOND, PAINT, TASK, EVENING = 40_000, 6, 2_000, 1.8, 0.1, 250_000


def judge(name: str, first: list[handset.Load], second: handset.Load, plain: bool = False) -> None:
    """Print the figures of one page beside what they may be; the plain page has nothing to meet."""
    size, requests = first[0].size, first[0].requests
    largest = statistics.median(each.largest for each in first)
    longest = statistics.median(each.longest for each in first)
    rows = [
        ("first load", f"{size / 1000:8.1f} kB  (<= 40)", size <= FIRST),
        ("first load", f"{requests:8} requests  (<= 6)", requests <= REQUESTS),
        ("second load", f"{second.size / 1000:8.2f} kB  (<= 2)", second.size <= SECOND),
        ("largest paint", f"{largest:8.2f} s  (<= 1.8)", largest <= PAINT),
        ("longest task", f"{longest * 1000:8.0f} ms  (<= 100)", longest <= TASK),
    ]
    for what, value, met in rows:
        line(f"{name}, {what}", value.partition("(")[0] if plain else value, None if plain else met)


def pages(started: handset.Browser, made: dict[str, str], base: str) -> None:
    """Open each page on a phone on which nothing is kept, and again; of a module when she has been on My page as well,
    where signing in ends. What leaves no trace has no target for the second time."""
    named = {"plain": "plain page", "module": "module page", "careful": "module without trace", "my page": "my page"}
    for name, called in named.items():
        session = "" if name == "plain" else made["cookie"]
        first = []
        for round_ in range(ROUNDS):
            context = handset.phone(started, base, session)
            first.append(handset.load(context, base + made[name]))
            if not round_:
                if name in ("module", "careful"):
                    handset.load(context, base + made["my page"])
                second = handset.load(context, base + made[name])
            context.close()
        judge(called, first, second, plain=name == "plain")


def evening(started: handset.Browser, made: dict[str, str], base: str, wire: Line) -> None:
    """Use the site as on an evening, and count every byte: my page, the module, its words, an answer, the check-in."""
    context = handset.phone(started, base, made["cookie"])
    page, counts = handset.slowed(context)
    page.set_default_timeout(90_000)
    steps, before = [], wire.taken()

    def step(name: str) -> None:
        nonlocal before
        page.wait_for_load_state("networkidle")
        steps.append((name, wire.taken() - before))
        before = wire.taken()

    page.goto(base + made["my page"])
    step("my page")
    page.goto(base + made["module"])
    step("module")
    if made.get("words"):
        page.goto(base + made["words"])
        step("words")
    page.goto(base + made["evenings"])
    step("my evenings")
    page.locator(f"form[aria-label$='{made['coming']}'] button[value=away]").click()
    step("I cannot come")
    page.goto(base + made["check in"])
    step("the code in the doorway")
    page.locator("main form button").click()
    step("I am here")
    page.goto(base + made["my page"])
    step("my page again")
    for name, size in steps:
        line(f"evening: {name}", f"{size / 1000:8.1f} kB both ways")
    whole = sum(size for _name, size in steps)
    line("a whole evening", f"{whole / 1000:8.1f} kB  (<= 250)", whole <= EVENING)
    line("a whole evening", f"{counts['requests']:8} requests of its pages")
    context.close()


def main() -> None:
    """Make a site, serve it, measure, and leave nothing behind."""
    with prepared("benchmarks.phone.content") as site, served(site.port, site.environment):
        load("before")
        wire = Line(site.port)
        base = f"http://localhost:{wire.port}"
        with handset.browser() as started:
            pages(started, site.made, base)
            evening(started, site.made, base, wire)
        wire.close()
        load("after")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
