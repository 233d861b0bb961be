"""Does costly or doubtful work in a process of its own that may use little.

Whatever a file does there, the server does not notice. That process calls `confine`, the server
`run_confined`.
"""

import os
import resource
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

MEGABYTE = 1024 * 1024
MEMORY = 512 * MEGABYTE
SECONDS = 10
LARGEST_RESULT = 200 * MEGABYTE  # of what it writes
PATIENCE = 20  # seconds by the clock; its own limit is counted on the processor
OUT_OF_MEMORY = 3
ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
"""What the process learns of our environment: where Python is, and no secret."""


class Trouble(StrEnum):
    """Why the work came to nothing."""

    TOO_HEAVY = "too-heavy"  # it needs more memory or time than is given
    UNREADABLE = "unreadable"


class UnreadableError(ValueError):
    """A file that could not be worked on, with the reason as a code."""

    def __init__(self, code: Trouble) -> None:
        super().__init__(code.value)
        self.code = code


def confine(*, memory: int = MEMORY, seconds: int = SECONDS, largest: int = LARGEST_RESULT) -> None:
    """Give this process little memory, little time, and files of a bounded size."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def used_up(memory: int = MEMORY) -> bool:
    """Tell whether this process came near its limit: libraries name a shortage of memory in many ways."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > memory // 2


def run_confined(module: str, *arguments: str, patience: float = PATIENCE) -> None:
    """Run a module of ours and wait for it. Raises UnreadableError."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # our own module, with places we have just made
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=kept | {"PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise UnreadableError(Trouble.TOO_HEAVY) from problem
    if done.returncode < 0 or done.returncode == OUT_OF_MEMORY:  # ended by a signal, or out of memory
        raise UnreadableError(Trouble.TOO_HEAVY)
    if done.returncode:
        raise UnreadableError(Trouble.UNREADABLE)
