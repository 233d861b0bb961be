"""Background work inside the web process: one thread works off tasks, one does the minute's `tick`.

This is the only file that knows how the task library runs tasks (its worker is no public interface, so its version
is pinned). Larger installations set BACKGROUND=external and run `manage.py db_worker` and a timer for `manage.py tick`.
"""

import fcntl
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

log = logging.getLogger("lms.background")

POLL = 0.5  # seconds between two looks at an empty queue
MINUTE = 60
PAUSE_AFTER_ERROR = 5
LOST_AFTER = timedelta(minutes=10)  # no task of ours runs this long
MOST_TRIES = 3  # a task that brings its process down must not do so for ever
KEPT = timedelta(days=7)  # finished tasks; their arguments are ids only


def start() -> list[threading.Thread]:
    """Start both threads. Call it in the process that serves, never before a fork: threads and connections
    do not survive one."""
    threads = [
        threading.Thread(target=_for_ever, args=(_alone, "tasks", work_off_tasks), name="tasks", daemon=True),
        threading.Thread(target=_for_ever, args=(_alone, "tick", _tick_each_minute), name="tick", daemon=True),
    ]
    for thread in threads:
        thread.start()
    return threads


def take_turn(folder: Path, what: str) -> TextIO | None:
    """Become the one process that does it: give the open lock file, or None when another of this machine has it.

    The system frees the lock when its holder dies, however it dies; the next one takes over within a minute.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / f"{what}.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock


def revive_lost_tasks() -> int:
    """Put back tasks whose process was killed under them; give how many. Tasks are written so that twice does no harm.

    A task that was lost MOST_TRIES times is marked as failed.
    """
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER)
    revived = 0
    for task in lost:
        # The condition on `started_at` leaves a task alone that somebody has begun anew since we looked.
        same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if len(task.worker_ids) >= MOST_TRIES:
            same.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
            log.error("task %s was lost %d times and is given up", task.pk, MOST_TRIES)
        else:
            revived += same.update(status=TaskResultStatus.READY, started_at=None)
    return revived


def prune_finished_tasks() -> int:
    """Drop finished tasks older than KEPT; give how many."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()[0]


def work_off_tasks(most: int | None = None) -> None:
    """Run queued tasks as they come, for ever or until that many are done."""
    Worker(
        queue_names=["*"],
        interval=POLL,
        batch=False,
        backend_name="default",
        startup_delay=True,
        max_tasks=most,
        worker_id=f"{os.getpid()}-{secrets.token_hex(4)}",
        excluded_queue_names=[],
    ).run()


def _tick_each_minute() -> None:
    from lms.management.commands.tick import tick

    while True:
        close_old_connections()
        tick()
        time.sleep(MINUTE)


def _alone(what: str, work: Callable[[], None]) -> None:
    """Do it in one process of the machine at a time. Two workers would write the same page into the search index at
    once, and one of them would fail."""
    while not (lock := take_turn(Path(settings.DATA_DIR), what)):
        time.sleep(MINUTE)
    with lock:
        work()


def _for_ever(work: Callable[..., None], *arguments: object, pause: float = PAUSE_AFTER_ERROR) -> None:
    """Begin again after whatever went wrong (a database that restarts, a disk that was full)."""
    while True:
        try:
            work(*arguments)
        except Exception as error:  # the thread must not end
            log.error("background work stopped: %s", type(error).__name__)
            connections.close_all()
        time.sleep(pause)
