"""Measures reading: `.venv/bin/python -m benchmarks.reading`. What misses its target is said so.

One server serves both pages in one run: a module of sixty blocks, and a plain Wagtail page with the same body
(`plain/`, which exists nowhere else). They are asked by turns, so that a noisy machine disturbs both.
"""

import json
import os
import statistics
import sys

from benchmarks.reading import browser
from benchmarks.reading.load import requests_a_second
from benchmarks.report import line, load
from benchmarks.site import Site, prepared, run, served

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = float(os.environ.get("SECONDS", "4"))


def speed(site: Site) -> None:
    """Ask both pages by turns, signed out and in, and compare their medians."""
    counted: dict[tuple[str, str], list[float]] = {}
    for _round in range(ROUNDS):
        for who, cookie in (("out", ""), ("in", site.made["cookie"])):
            for page in ("plain", "module"):
                rate = requests_a_second(site.port, site.made[page], cookie, SECONDS)
                counted.setdefault((page, who), []).append(rate)
    for who, target in (("out", 20), ("in", 4)):
        plain, module = (statistics.median(counted[page, who]) for page in ("plain", "module"))
        line(f"signed {who}, plain page", f"{plain:8.0f} requests/s")
        line(f"signed {who}, module", f"{module:8.0f} requests/s")
        line(
            f"signed {who}, module : plain", f"{module / plain:8.1f} x   (target >= {target})", module / plain >= target
        )


def weight(site: Site) -> None:
    """Weigh what a browser loads, and watch it paint on a slow phone."""
    base = f"http://localhost:{site.port}"
    for name, path in (("first module", site.made["first"]), ("list of modules", site.made["index"])):
        first, second = browser.weigh(base + path)
        line(f"{name}, first load", f"{first['bytes'] / 1000:8.1f} kB  (<= 40)", first["bytes"] <= 40_000)
        line(f"{name}, first load", f"{first['requests']:8} requests (<= 6)", first["requests"] <= 6)
        line(f"{name}, second load", f"{second['bytes'] / 1000:8.2f} kB  (<= 2)", second["bytes"] <= 2_000)
        times = browser.largest_paint(base + path)
        shown = " ".join(f"{each:.2f}" for each in times)
        line(f"{name}, largest paint", f"{shown} s  (<= 1.8)", statistics.median(times) <= 1.8)


def main() -> None:
    """Make a site, serve it, measure, and leave nothing behind."""
    with prepared("benchmarks.reading.content") as site:
        with served(site.port, site.environment):
            load("before")
            speed(site)
            weight(site)
        costs = json.loads(run("-m", "benchmarks.reading.queries", json.dumps(site.made), environment=site.environment))
        for name, (queries, milliseconds) in costs.items():
            limit = {"module out": 1, "module in": 8}.get(name)
            met = None if limit is None else queries <= limit
            line(f"{name}: queries, processor", f"{queries:4} queries {milliseconds:8.2f} ms", met)
        load("after")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
