"""A site of its own for a measurement: made, served, and nothing of it left behind."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120  # seconds until it answers; a busy machine is slow


@dataclass(frozen=True)
class Site:
    """A prepared site: where it will answer, the environment of its processes, and what it was filled with."""

    port: int
    environment: dict[str, str]
    made: dict[str, str]


def run(*command: str, environment: dict[str, str]) -> str:
    """Run one of our own commands and give what it printed."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def free_port() -> int:
    """Give a port that nobody listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def prepared(content: str) -> Iterator[Site]:
    """Make the demo, or copy the prepared DATA_DIR that SITE names, and let a module of ours add what is measured; it
    prints that as JSON. All of it is removed afterwards. PORT says where the site will answer."""
    port = int(os.environ.get("PORT") or free_port())
    data = Path(tempfile.mkdtemp(prefix="brobygger-measured-"))
    settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.reading.settings", "DATA_DIR": str(data), "PORT": str(port)}
    settings["BACKGROUND"] = "external"  # the demo leaves papers to be made: not beside what is measured
    environment = os.environ | settings
    try:
        if site := os.environ.get("SITE"):
            shutil.copytree(site, data, dirs_exist_ok=True)
        print("making the site …", flush=True)
        run("manage.py", "serve", "--prepare-only", environment=environment)
        made = json.loads(run("-m", content, environment=environment).splitlines()[-1])
        yield Site(port, environment, made)
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def served(port: int, environment: dict[str, str], *command: str) -> Iterator[None]:
    """Serve until the measuring is over, as `make run` does or by another command of ours."""
    begun, wanted = time.monotonic(), command or ("manage.py", "serve", "--port", str(port))
    server = subprocess.Popen([sys.executable, *wanted], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if server.poll() is not None or time.monotonic() - begun > PATIENCE:
                raise SystemExit("The server did not answer.")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(30)


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
    except OSError:
        return False
    return True
