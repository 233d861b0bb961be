"""Asks a virus scanner about a file: ClamAV's daemon, by its socket (setting CLAMD_SOCKET; without it nobody is asked).

The address is a path, or `host:port`. Its protocol: `zINSTREAM`, then pieces with their length before them, then 0.
"""

import logging
import socket
import struct
from typing import BinaryIO

from django.conf import settings

from .kinds import FileRefusedError, Refusal

PIECE = 64 * 1024
PATIENCE = 30  # seconds of silence
log = logging.getLogger("lms.viruses")


def check_for_viruses(file: BinaryIO) -> None:
    """Refuse what the scanner knows, and everything while it is silent. The file is read and wound back."""
    if not settings.CLAMD_SOCKET:
        return
    file.seek(0)
    try:
        answer = _answer(file)
    except OSError as problem:
        log.error("viruses: the scanner does not answer (%s)", type(problem).__name__)
        raise FileRefusedError(Refusal.NOT_LOOKED_AT) from problem
    finally:
        file.seek(0)
    if answer.endswith("FOUND"):
        raise FileRefusedError(Refusal.INFECTED)
    if answer != "stream: OK":
        log.error("viruses: the scanner gave no verdict")
        raise FileRefusedError(Refusal.NOT_LOOKED_AT)


def _answer(file: BinaryIO) -> str:
    with _connected() as scanner:
        try:
            scanner.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                scanner.sendall(struct.pack("!I", len(piece)) + piece)
            scanner.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough, and has said why
        said = b""
        while b"\0" not in said and (more := scanner.recv(4096)):
            said += more
    return said.partition(b"\0")[0].decode(errors="replace").strip()


def _connected() -> socket.socket:
    address = settings.CLAMD_SOCKET
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=PATIENCE)
    scanner = socket.socket(socket.AF_UNIX)
    scanner.settimeout(PATIENCE)
    try:
        scanner.connect(address)
    except OSError:
        scanner.close()
        raise
    return scanner
