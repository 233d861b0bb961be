"""How long a newcomer waits, and what the site costs: install, first and second `make run`, memory, bytes, queries.

`make bench` measures a fresh clone in a temporary folder. `--skip-install` measures this checkout's `.venv` with an
empty data folder instead. Only the standard library is needed.
"""

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 600  # seconds


class Assets(HTMLParser):
    """Collects what a browser fetches with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Note stylesheets, icons, scripts and pictures."""
        values = dict(attrs)
        fetched = {"stylesheet", "icon", "modulepreload", "preload"} & set((values.get("rel") or "").split())
        if tag == "link" and fetched and values.get("href"):
            self.found.append(values["href"])
        if tag in ("script", "img") and values.get("src"):
            self.found.append(values["src"])


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url: str) -> tuple[bytes, int]:
    """Give the answer as it came over the wire, and its size with the headers."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip", "Accept-Language": "nb"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        body = answer.read()
        return body, len(body) + len(str(answer.headers))


def start(folder: Path, port: int, data: Path) -> tuple[subprocess.Popen, float]:
    """Run `make run` until the site answers; give the process and the seconds it took."""
    environment = {**os.environ, "PORT": str(port), "DATA_DIR": str(data)}
    begun = time.monotonic()
    site = subprocess.Popen(
        ["make", "run"], cwd=folder, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    while time.monotonic() - begun < PATIENCE:
        try:
            fetch(f"http://localhost:{port}/healthz")
        except OSError:
            if site.poll() is not None:
                sys.exit("The site ended before it answered.")
            time.sleep(0.05)
        else:
            return site, time.monotonic() - begun
    sys.exit(f"The site did not answer within {PATIENCE} s.")


def stop(site: subprocess.Popen) -> None:
    """End the site as Ctrl-C does."""
    os.killpg(site.pid, signal.SIGINT)
    site.wait(30)


def family(pid: int) -> list[int]:
    """Give a process and everything below it."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    below = [int(child) for task in tasks for child in task.read_text().split()]
    return [pid, *(one for child in below for one in family(child))]


def memory(pid: int) -> tuple[int, float, float]:
    """Give the number of processes, their resident memory, and the same with shared pages counted once (MB)."""
    pids = [one for one in family(pid) if "python" in Path(f"/proc/{one}/cmdline").read_text()]
    sums = {"Rss": 0, "Pss": 0}
    for one in pids:
        text = Path(f"/proc/{one}/smaps_rollup").read_text()
        for key in sums:
            sums[key] += int(re.search(rf"^{key}:\s+(\d+) kB", text, re.MULTILINE)[1])
    return len(pids), sums["Rss"] / 1024, sums["Pss"] / 1024


def weight(base: str, path: str) -> tuple[int, int]:
    """Give the bytes over the wire and the requests of a page with all it loads, headers included."""
    import gzip

    body, size = fetch(base + path)
    page = Assets()
    page.feed((gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode())
    own = {urljoin(base + path, link) for link in page.found if not link.startswith("data:")}
    foreign = [link for link in own if urlsplit(link).netloc != urlsplit(base).netloc]
    if foreign:
        sys.exit(f"{path} loads from elsewhere: {foreign}")
    return size + sum(fetch(link)[1] for link in own), 1 + len(own)


def measure(folder: Path, data: Path) -> None:
    """Start twice, and look at the running site."""
    port = free_port()
    site, seconds = start(folder, port, data)
    print(f"first  make run          {seconds:8.1f} s   (after installing)")
    stop(site)
    site, seconds = start(folder, port, data)
    print(f"second make run          {seconds:8.1f} s")
    base = f"http://localhost:{port}"
    for path in ("/", "/ar/"):
        size, requests = weight(base, path)
        print(f"home page {path:<14} {size / 1000:8.1f} kB  in {requests} requests")
    count, resident, proportional = memory(site.pid)
    print(f"memory                   {resident:8.0f} MB  resident in {count} processes, {proportional:.0f} MB unshared")
    stop(site)
    subprocess.run(
        [folder / ".venv/bin/python", "-m", "benchmarks.queries"],
        cwd=folder,
        env={**os.environ, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "lms.settings.dev"},
        check=True,
    )


def main() -> None:
    """Measure a fresh clone, or this checkout."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--skip-install", action="store_true", help="use this checkout's .venv")
    skip = options.parse_args().skip_install
    temporary = Path(tempfile.mkdtemp(prefix="brobygger-bench-"))
    try:
        folder = ROOT
        if not skip:
            folder = temporary / "clone"
            subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
            begun = time.monotonic()
            subprocess.run(["./deploy/python", "deploy/setup.py", "install"], cwd=folder, check=True)
            print(f"install                  {time.monotonic() - begun:8.1f} s")
        measure(folder, temporary / "data")
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
