"""The server behind `manage.py serve`: granian, whose workers are forked from a process that has loaded everything."""

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable

from django.db import connections
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from lms import running

KILL_AFTER = 5  # seconds for a worker to finish what it is answering
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux
SWITCH_INTERVAL = (
    0.0005  # seconds after which the background work beside an answer lets it go on; Python's own would be 0.005
)


def load_application(target: str) -> Callable:
    """Give the application, in a worker that only its parent can stop.

    Ctrl-C reaches every process of the terminal's group. A worker that hears it and then its parent's order to end
    stops badly, so it leaves the group. It ends with its parent, even when that is killed.
    """
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # until granian takes over; the parent's handler came with the fork
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
    sys.setswitchinterval(SWITCH_INTERVAL)
    from lms.wsgi import application

    return application


def serve(host: str, port: int, workers: int) -> None:
    """Serve until Ctrl-C or SIGTERM. No connection to the database is open when the workers are forked."""
    get_resolver().url_patterns  # noqa: B018  # loads every view once, instead of once in each worker
    connections.close_all()
    gc.collect()
    gc.freeze()  # what is loaded by now stays shared between the workers
    running.remember()
    server = Granian(
        "lms.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # One thread for each worker is quickest for Django: more of them only wait for each other.
        blocking_threads=1,
        workers_kill_timeout=KILL_AFTER,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    try:
        server.serve(target_loader=load_application)
    finally:
        running.forget()
