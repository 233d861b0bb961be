"""Background work: lost tasks come back, one process ticks, one broken part stops nothing."""

import fcntl
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from lms import background
from lms.management.commands.tick import tick

DONE = []


@task()
def note_that_it_ran(word: str) -> None:
    """Leave a trace."""
    DONE.append(word)


@pytest.fixture
def database_tasks(settings):
    """Queue tasks in the database, as the running site does."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def running_since(minutes: float, tries: int = 1) -> DBTaskResult:
    """Give a task that a worker took that long ago and never finished."""
    note_that_it_ran.enqueue("again")
    row = DBTaskResult.objects.get()
    row.status = "RUNNING"
    row.started_at = timezone.now() - timedelta(minutes=minutes)
    row.worker_ids = [f"worker-{number}" for number in range(tries)]
    row.save()
    return row


@pytest.mark.django_db
def test_lost_task_comes_back(database_tasks):
    row = running_since(minutes=11)
    assert background.revive_lost_tasks() == 1
    row.refresh_from_db()
    assert row.status == "READY"


@pytest.mark.django_db
def test_task_at_work_is_left_alone(database_tasks):
    row = running_since(minutes=9)
    assert background.revive_lost_tasks() == 0
    row.refresh_from_db()
    assert row.status == "RUNNING"


@pytest.mark.django_db
def test_task_that_kills_its_process_is_given_up(database_tasks):
    row = running_since(minutes=11, tries=background.MOST_TRIES)
    assert background.revive_lost_tasks() == 0
    row.refresh_from_db()
    assert row.status == "FAILED"


@pytest.mark.django_db
def test_finished_tasks_are_dropped_after_a_week(database_tasks):
    row = running_since(minutes=1)
    DBTaskResult.objects.filter(pk=row.pk).update(status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=6))
    assert background.prune_finished_tasks() == 0
    DBTaskResult.objects.filter(pk=row.pk).update(finished_at=timezone.now() - timedelta(days=8))
    assert background.prune_finished_tasks() == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_worker_thread_runs_a_task_of_another_thread(database_tasks):
    DONE.clear()

    def work():
        background.work_off_tasks(most=1)
        background.connections.close_all()

    note_that_it_ran.enqueue("once")
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(10)
    assert DONE == ["once"]


HOLD_THE_TURN = """
import pathlib, sys, time
from lms.background import take_turn
lock = take_turn(pathlib.Path(sys.argv[1]), "tick")
print("held" if lock else "refused", flush=True)
time.sleep(60)
"""


def test_only_one_process_has_the_turn_and_a_killed_one_hands_over(tmp_path):
    boot = "import django; django.setup();" + HOLD_THE_TURN
    holder = subprocess.Popen([sys.executable, "-c", boot, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        assert background.take_turn(tmp_path, "tick") is None
        other = background.take_turn(tmp_path, "tasks")  # each kind of work has a turn of its own
        assert other
        other.close()
    finally:
        holder.kill()
        holder.wait()
    deadline = time.monotonic() + 5
    while not (lock := background.take_turn(tmp_path, "tick")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert lock
    fcntl.flock(lock, fcntl.LOCK_UN)
    lock.close()


def test_background_work_begins_again_after_an_error():
    seen = []

    def work():
        seen.append(1)
        if len(seen) == 1:
            raise ValueError("the database went away")
        raise SystemExit

    with pytest.raises(SystemExit):
        background._for_ever(work, pause=0)
    assert len(seen) == 2


# --- tick ------------------------------------------------------------------------------------------------------------


def breaks():
    """Stand for a part that is broken, with somebody's address in its message."""
    raise ValueError("somebody@example.org could not be reached")


def works():
    """Stand for a part that is well."""
    DONE.append("works")
    return 1


def test_broken_part_stops_no_other(caplog):
    DONE.clear()
    failed = tick([f"{__name__}.breaks", f"{__name__}.works"])
    assert failed == ["breaks"]
    assert DONE == ["works"]
    assert "breaks failed: ValueError" in caplog.text
    assert "somebody" not in caplog.text


@pytest.mark.database
@pytest.mark.django_db
def test_tick_twice_has_nothing_left_to_do(caplog):
    call_command("tick")
    caplog.clear()
    call_command("tick")
    assert not [record for record in caplog.records if record.name == "lms.tick"]


@pytest.mark.django_db
def test_tick_command_fails_visibly(monkeypatch):
    monkeypatch.setattr("lms.management.commands.tick.PARTS", [f"{__name__}.breaks"])
    with pytest.raises(CommandError, match="breaks"):
        call_command("tick")
