"""The site as its own processes on the database of a test, and phones that send marks to it over the network."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

from django.db import connection

SERVE = "import sys, django; django.setup(); from lms.server import serve; serve('127.0.0.1', int(sys.argv[1]), 2)"


class Site:
    """A server with two workers."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        name = connection.settings_dict["NAME"]
        address = f"sqlite:///{name}"
        if connection.vendor != "sqlite":
            address = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "tests.served",
        }
        self.process: subprocess.Popen | None = None

    def start(self) -> float:
        """Start, and give the seconds until it answers."""
        began = time.monotonic()
        command = [sys.executable, "-c", SERVE, str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - began > 120:
                raise RuntimeError("The server did not start.")
            time.sleep(0.05)
        return time.monotonic() - began

    def answers(self) -> bool:
        """Tell whether the site answers."""
        try:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False

    def processes(self) -> list[int]:
        """Give the ids of all its processes."""
        workers = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, workers)]

    def work(self) -> float:
        """Give the seconds of a processor that it has used so far: a measure that other work hardly changes."""
        spent = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            spent += int(fields[11]) + int(fields[12])
        return spent / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """Kill all its processes at once, as a machine does that runs out of memory."""
        if self.process is None:
            return
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


class Phone:
    """Sends marks as the script of the roll does: a token first, each mark with a key of its own."""

    def __init__(self, port: int, session_key: str, name: str) -> None:
        self.port, self.cookie, self.name = port, f"sessionid={session_key}", f"phone-{name}"
        self.line: http.client.HTTPConnection | None = None
        self.number = 0
        self.token = ""

    def mark(self, woman, status: str = "present") -> dict:
        """Give a mark as it is written down on the phone."""
        self.number += 1
        return {"key": str(uuid4()), "woman": str(woman), "status": status, "number": self.number}

    def send(self, evening, marks: list[dict]) -> dict | None:
        """Send marks; give the answer, or None if none of ours came."""
        try:
            if not self.token:
                answer = self._ask("GET", "/cohorts/evenings/token/")
                self.token = answer["token"]
            body = json.dumps({"device": self.name, "marks": marks})
            return self._ask("POST", f"/cohorts/evenings/{evening}/roll/marks/", body)
        except (OSError, http.client.HTTPException, ValueError, KeyError):
            self.line, self.token = None, ""
            return None

    def _ask(self, method: str, path: str, body: str | None = None) -> dict:
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        cookie = f"{self.cookie}; csrftoken={self.csrf}" if self.token else self.cookie
        headers = {"Cookie": cookie, "X-CSRFToken": self.token, "Content-Type": "application/json"}
        self.line.request(method, path, body, headers)
        response = self.line.getresponse()
        if found := response.getheader("Set-Cookie"):
            self.csrf = found.partition("csrftoken=")[2].partition(";")[0]
        text = response.read()
        if response.status != 200:
            raise ValueError(response.status)
        return json.loads(text)
