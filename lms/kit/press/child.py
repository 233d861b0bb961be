"""One process that sets pages: what stands on a page comes to it, and what it made goes back.

It knows no settings and no database, and ends when nothing is asked of it for a while, or with whoever started it.
"""

import os
import sys
from multiprocessing.connection import Connection

from .jobs import made

PATIENCE = 30  # seconds without work after which it ends
NICE = 10  # the site goes first


def main() -> None:
    """Set what comes, until nothing comes any more."""
    os.nice(NICE)
    line = Connection(sys.stdin.fileno())
    try:
        while line.poll(PATIENCE):
            line.send(made(line.recv()))
    except (EOFError, OSError, KeyboardInterrupt):
        pass  # whoever asked has ended


if __name__ == "__main__":
    main()
