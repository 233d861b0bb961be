"""Which site runs on this folder of data: the number of its first process, kept in a file beside the data."""

import os
from pathlib import Path

from django.conf import settings


def pid_file() -> Path:
    """Give the file that holds the number of the serving process; its workers are that process's children."""
    return Path(settings.DATA_DIR) / "serve.pid"


def remember() -> None:
    """Write down that this process serves. A number that a killed site left behind is written over."""
    unfinished = pid_file().with_suffix(".part")
    unfinished.write_text(f"{os.getpid()}\n")
    unfinished.replace(pid_file())


def forget() -> None:
    """Remove the number, unless another site has begun on this folder since."""
    if _written() == os.getpid():
        pid_file().unlink(missing_ok=True)


def serving() -> int | None:
    """Give the process that serves from this folder, or None. A number that a killed site left behind counts for
    nothing, even when the system has given it to something else since."""
    pid = _written()
    if pid is None:
        return None
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return None
    except PermissionError:
        pass  # somebody else's process
    line = Path(f"/proc/{pid}/cmdline")
    if line.exists() and b"serve" not in line.read_bytes().split(b"\0"):
        return None
    return pid


def _written() -> int | None:
    try:
        return int(pid_file().read_text())
    except (OSError, ValueError):
        return None
