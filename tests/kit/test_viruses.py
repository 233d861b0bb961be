"""A virus scanner that knows a file refuses it; while it is silent, nothing is taken."""

import io
import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.kit.kinds import FileRefusedError, Refusal
from lms.kit.viruses import check_for_viruses

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(socketserver.StreamRequestHandler):
    """Speaks as clamd does: takes pieces with their length before them, and gives one verdict."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        heard = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            heard += self.rfile.read(length)
            if b"too long" in heard:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = EICAR in heard
        self.wfile.write(b"stream: Eicar-Signature FOUND\0" if found else b"stream: OK\0")


@pytest.fixture
def scanner(settings) -> Iterator[None]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD_SOCKET = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


def verdict(content: bytes) -> Refusal | None:
    file = io.BytesIO(content)
    try:
        check_for_viruses(file)
    except FileRefusedError as problem:
        return problem.code
    finally:
        assert file.tell() == 0
    return None


def test_scanner_hears_the_whole_file_and_its_verdict_counts(scanner):
    assert verdict(b"harmless" * 50_000) is None
    assert verdict(b"x" * 200_000 + EICAR) == Refusal.INFECTED


def test_file_the_scanner_gives_up_on_is_not_taken(scanner):
    assert verdict(b"too long" * 500_000) == Refusal.NOT_LOOKED_AT


def test_nothing_is_taken_while_the_scanner_is_silent(settings, tmp_path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.CLAMD_SOCKET = f"127.0.0.1:{closed.getsockname()[1]}"
        assert verdict(b"harmless") == Refusal.NOT_LOOKED_AT
    settings.CLAMD_SOCKET = str(tmp_path / "nobody.sock")
    assert verdict(b"harmless") == Refusal.NOT_LOOKED_AT


def test_nobody_is_asked_without_a_scanner(settings):
    settings.CLAMD_SOCKET = ""
    assert verdict(EICAR) is None


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("clamd"), reason="clamd is not installed (apt-get install clamav-daemon)")
def test_real_scanner_finds_the_test_file(settings, tmp_path: Path):
    """With one signature of our own, so that nothing has to be fetched."""
    place, known = tmp_path / "clamd.sock", tmp_path / "known"
    known.mkdir()
    (known / "test.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
    told = tmp_path / "clamd.conf"
    told.write_text(f"LocalSocket {place}\nDatabaseDirectory {known}\nForeground yes\nStreamMaxLength 100M\n")
    daemon = subprocess.Popen([shutil.which("clamd"), "--config-file", told], stdout=subprocess.DEVNULL)
    try:
        for _second in range(60):
            if place.exists():
                break
            time.sleep(1)
        settings.CLAMD_SOCKET = str(place)
        assert verdict(EICAR) == Refusal.INFECTED
        assert verdict(b"harmless" * 1000) is None
    finally:
        daemon.terminate()
        daemon.wait()
