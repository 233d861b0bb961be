"""`manage.py serve`, started as `make run` starts it: in a terminal, on a fresh folder of data."""

import contextlib
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode, urljoin

import pytest
from django.core.management import call_command

from lms.management.commands import serve
from tests.databases import ROOT

UP_WITHIN = 120  # seconds, on a slow and busy machine


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_with(mark: str) -> list[int]:
    """Give the processes whose environment holds the mark."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and mark.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue  # it ended while we looked, or is not ours
    return found


class Site:
    """One `manage.py serve` in a terminal of its own."""

    def __init__(self, data_dir: Path) -> None:
        self.port = free_port()
        self.mark = f"DATA_DIR={data_dir}"
        self.said = b""
        environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
        }
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, "manage.py", "serve"], environment)  # noqa: S606  # our own interpreter
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            while part := os.read(self.terminal, 65536):
                self.said += part
        except OSError:
            pass  # the terminal is closed

    def get(self, path: str) -> str:
        """Give the body of a page."""
        with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()

    def board(self) -> bytes:
        """Sign in as a coordinator of the demo, and give the board of her cohort on paper."""
        links = re.findall(r"Lokal koordinator .*?(http://\S+)", self.said.decode())
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

        def page(path: str, data: bytes | None = None) -> bytes:
            return browser.open(urljoin(links[0], path), data, timeout=30).read()

        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page("").decode())
        page("", urlencode({"csrfmiddlewaretoken": token[1]}).encode())
        cohort = re.search(r"/cohorts/[\w-]{36}/", page("/cohorts/").decode())
        return page(f"{cohort[0]}board.pdf")

    def wait_until_up(self) -> float:
        """Wait for the first answer, and give how long it took."""
        start = time.monotonic()
        while time.monotonic() - start < UP_WITHIN:
            try:
                self.get("/healthz")
            except OSError:
                assert os.waitpid(self.pid, os.WNOHANG) == (0, 0), self.said.decode()
                time.sleep(0.1)
            else:
                return time.monotonic() - start
        pytest.fail(self.said.decode())

    def end(self) -> list[int]:
        """Wait for the end and give the processes that are still there."""
        deadline = time.monotonic() + 15
        while processes_with(self.mark) and time.monotonic() < deadline:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, os.WNOHANG)
            time.sleep(0.1)
        return processes_with(self.mark)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory) -> Path:
    """Give a folder that the first start of the module fills."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def site(data_dir):
    """Start the site; whatever of it is left afterwards is ended."""
    started = Site(data_dir)
    yield started
    for pid in processes_with(started.mark):
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(started.pid, 0)


def test_process_that_has_loaded_the_demo_begins_again_before_it_forks_workers(monkeypatch):
    monkeypatch.setattr(serve.Command, "prepare", lambda _command: True)
    monkeypatch.setattr(serve, "begin_again", lambda: sys.exit(99))
    with pytest.raises(SystemExit, match="99"):
        call_command("serve", port=free_port())


@pytest.mark.long
def test_first_start_shows_the_ways_in_and_ctrl_c_ends_all(site, data_dir):
    site.wait_until_up()
    assert "Brobygger" in site.get("/")
    assert site.get("/readyz")
    said = site.said.decode()
    assert f"http://localhost:{site.port}/" in said
    assert said.count("/in/") >= 6
    assert site.board().startswith(b"%PDF")  # though the demo was loaded by this very start
    pids = processes_with(site.mark)
    assert len(pids) == 3
    assert int((data_dir / "serve.pid").read_text()) == site.pid in pids
    os.write(site.terminal, b"\x03")
    assert site.end() == []
    assert not (data_dir / "serve.pid").exists()


@pytest.mark.long
def test_second_start_does_none_of_it_again(site):
    assert site.wait_until_up() < 10
    said = site.said.decode()
    assert "Making the database" not in said
    assert "Running" not in said
    assert "Collecting" not in said
    os.kill(site.pid, signal.SIGTERM)
    assert site.end() == []


@pytest.mark.long
def test_workers_end_with_a_server_that_is_killed(site):
    site.wait_until_up()
    os.kill(site.pid, signal.SIGKILL)
    os.waitpid(site.pid, 0)
    assert site.end() == []


@pytest.mark.long
def test_background_work_of_a_running_site_sends_what_is_due(site, data_dir):
    """The message is stored by another process; only the site's own background work can send it."""
    site.wait_until_up()
    store = """
import django; django.setup()
from lms.people.models import Notice
Notice.objects.create(event="test", language="nb", channel="email", address="due@example.org",
                      subject="Hei", body="Det er noe til deg.", dedupe_key="test:due")
"""
    environment = {"DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "PATH": "/usr/bin"}
    subprocess.run([sys.executable, "-c", store], cwd=ROOT, env=environment, check=True)
    deadline = time.monotonic() + 90  # a tick comes every minute
    while time.monotonic() < deadline:
        if any(b"due@example.org" in path.read_bytes() for path in (data_dir / "mail").rglob("*") if path.is_file()):
            return
        time.sleep(1)
    pytest.fail("the message was not sent")
