"""Confirms decisions and makes their diplomas as the site does.

One thread decides, one works off what is asked of the background, and processes beside them set and sign. Work comes as
JSON, what it took goes back. Only messages are left out: they are asked for, and nobody sends them.
"""

import json
import os
import resource
import sys
import threading
import time
from dataclasses import replace
from datetime import date

import benchmarks.ready  # noqa: F401  # Django needs it before what follows

from django.conf import settings
from django.db import connection

from cohorts.credentials.actions import confirm_completions, making
from cohorts.models import CompletionDecision, Diploma
from lms.kit.press import hands
from lms.people.models import User

settings.DEBUG = False  # which would keep every query

DAY = date(2027, 6, 1)


def without_signature() -> None:
    """Let papers be set as ever, without a credential inside and without a signature around."""
    whole = making._Desk._job

    def bare(self: making._Desk, paper: Diploma) -> making.Job:
        job = whole(self, paper)
        return replace(job, page=replace(job.page, attached=""), pem=b"")

    making._Desk._job = bare
    making.credential_of = lambda _diploma, _key: ""


def background(asked: list, over: threading.Event) -> None:
    """Make the diplomas that are asked for, until no more will be."""
    seen = 0
    while seen < len(asked) or not over.is_set():
        if seen == len(asked):
            time.sleep(0.005)
            continue
        task, seen = asked[seen], seen + 1
        if task.task.func is making.make_diplomas.func:
            making.make_diplomas.func(*task.args)
    connection.close()


def main() -> None:
    """Confirm, make, and tell how long it took by the clock and of the processors."""
    work = json.loads(sys.stdin.read())
    if work["kind"] == "unsigned":
        without_signature()
    begun = time.perf_counter()
    asked, over = making.make_diplomas.get_backend().results, threading.Event()
    behind = threading.Thread(target=background, args=(asked, over))
    behind.start()
    rows = CompletionDecision.objects.filter(pk__in=work["decisions"]).select_related("enrolment__cohort")
    by = User.objects.get(pk=work["secretary"])
    refused = confirm_completions(by=by, decisions=rows, given_at="Oslo", given_on=DAY)
    confirmed = time.perf_counter() - begun
    over.set()
    behind.join()
    taken = time.perf_counter() - begun
    made = Diploma.objects.filter(entry__enrolment__decisions__in=work["decisions"]).exclude(file="").count()
    for hand in hands._idle:
        hand.line.close()
        hand.process.wait()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    told = {"seconds": taken, "confirmed": confirmed, "made": made, "refused": len(refused), "processor": processor}
    print(json.dumps(told | {"processes": hands.PROCESSES, "load": os.getloadavg()[0]}))


if __name__ == "__main__":
    main()
