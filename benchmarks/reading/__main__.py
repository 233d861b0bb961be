"""Measures reading: `.venv/bin/python -m benchmarks.reading`. What misses its target is said so.

One server serves both pages in one run: a module of sixty blocks, and a plain Wagtail page with the same body
(`plain/`, which exists nowhere else). They are asked by turns, so that a noisy machine disturbs both.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.reading import browser
from benchmarks.reading.load import requests_a_second

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = float(os.environ.get("SECONDS", "4"))
PORT = int(os.environ.get("PORT") or 8765)


def run(*command: str, environment: dict[str, str]) -> str:
    """Run one of our own commands and give what it printed."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _try in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server did not answer.")


def line(name: str, value: str, met: bool | None = None) -> None:
    """Print one figure, and whether it meets its target."""
    print(f"{name:<46}{value:<34}{'' if met is None else 'met' if met else 'MISSED'}")


def speed(made: dict[str, str]) -> None:
    """Ask both pages by turns, signed out and in, and compare their medians."""
    counted: dict[tuple[str, str], list[float]] = {}
    for _round in range(ROUNDS):
        for who, cookie in (("out", ""), ("in", made["cookie"])):
            for page in ("plain", "module"):
                rate = requests_a_second(PORT, made[page], cookie, SECONDS)
                counted.setdefault((page, who), []).append(rate)
    for who, target in (("out", 20), ("in", 4)):
        plain, module = (statistics.median(counted[page, who]) for page in ("plain", "module"))
        line(f"signed {who}, plain page", f"{plain:8.0f} requests/s")
        line(f"signed {who}, module", f"{module:8.0f} requests/s")
        line(
            f"signed {who}, module : plain", f"{module / plain:8.1f} x   (target >= {target})", module / plain >= target
        )


def weight(made: dict[str, str]) -> None:
    """Weigh what a browser loads, and watch it paint on a slow phone."""
    base = f"http://localhost:{PORT}"
    for name, path in (("first module", made["first"]), ("list of modules", made["index"])):
        first, second = browser.weigh(base + path)
        line(f"{name}, first load", f"{first['bytes'] / 1000:8.1f} kB  (<= 40)", first["bytes"] <= 40_000)
        line(f"{name}, first load", f"{first['requests']:8} requests (<= 6)", first["requests"] <= 6)
        line(f"{name}, second load", f"{second['bytes'] / 1000:8.2f} kB  (<= 2)", second["bytes"] <= 2_000)
        times = browser.largest_paint(base + path)
        shown = " ".join(f"{each:.2f}" for each in times)
        line(f"{name}, largest paint", f"{shown} s  (<= 1.8)", statistics.median(times) <= 1.8)


def main() -> None:
    """Make a site, serve it, measure, and leave nothing behind."""
    data = Path(tempfile.mkdtemp(prefix="brobygger-reading-"))
    settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.reading.settings", "DATA_DIR": str(data), "PORT": str(PORT)}
    environment = os.environ | settings
    try:
        print("making the site …", flush=True)
        run("manage.py", "serve", "--prepare-only", environment=environment)
        made = json.loads(run("-m", "benchmarks.reading.content", environment=environment).splitlines()[-1])
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(PORT)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(PORT)
            print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
            speed(made)
            weight(made)
        finally:
            server.terminate()
            server.wait(30)
        costs = json.loads(run("-m", "benchmarks.reading.queries", json.dumps(made), environment=environment))
        for name, (queries, milliseconds) in costs.items():
            limit = {"module out": 1, "module in": 8}.get(name)
            met = None if limit is None else queries <= limit
            line(f"{name}: queries, processor", f"{queries:4} queries {milliseconds:8.2f} ms", met)
        print(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
