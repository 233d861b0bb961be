"""Measures what a woman pays on a cheap phone: `.venv/bin/python -m benchmarks.phone`. What misses is said so.

SITE names a prepared DATA_DIR, which is copied; without it the demo is made. ROUNDS: how often each page is painted.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.phone import handset
from benchmarks.phone.wire import Line
from benchmarks.reading.__main__ import ROOT, line, run, wait_for

ROUNDS = int(os.environ.get("ROUNDS", "3"))
PORT = int(os.environ.get("PORT") or 8766)
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
    """Open each page for the first time, again, and again with nothing kept."""
    for name in ("plain", "module", "my page"):
        session = "" if name == "plain" else made["cookie"]
        first = []
        for round_ in range(ROUNDS):
            context = handset.phone(started, base, session)
            first.append(handset.load(context, base + made[name]))
            if not round_:
                second = handset.load(context, base + made[name])
            context.close()
        judge(f"{name} page" if name in ("plain", "module") else name, first, second, plain=name == "plain")


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
    data = Path(tempfile.mkdtemp(prefix="brobygger-phone-"))
    settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.reading.settings", "DATA_DIR": str(data), "PORT": str(PORT)}
    environment = os.environ | settings
    try:
        if site := os.environ.get("SITE"):
            shutil.copytree(site, data, dirs_exist_ok=True)
        print("making the site …", flush=True)
        run("manage.py", "serve", "--prepare-only", environment=environment)
        made = json.loads(run("-m", "benchmarks.phone.content", environment=environment).splitlines()[-1])
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(PORT)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(PORT)
            print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
            wire = Line(PORT)
            base = f"http://localhost:{wire.port}"
            with handset.browser() as started:
                pages(started, made, base)
                evening(started, made, base, wire)
            wire.close()
        finally:
            server.terminate()
            server.wait(30)
        print(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
