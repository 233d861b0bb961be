"""The site beside its background work: how long a pack takes, what readers notice, and how fast papers are checked."""

import contextlib
import multiprocessing
import os
import random
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from multiprocessing.synchronize import Event

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from benchmarks.diplomas.seed import Seeded, proposed
from benchmarks.reading.load import _read_answer
from benchmarks.site import free_port, served
from cohorts.credentials.actions import confirm_completions, issue_card
from cohorts.credentials.actions.packs import ask_for_pack
from cohorts.credentials.rules import shown
from cohorts.models import CeremonyPack, CompletionDecision, Diploma, IdCard
from curriculum.models import CurriculumEdition
from lms.people.models import FailedAttempt, Notice, User

PACKS, WOMEN = 4, 25
A_SECOND = 20  # requests of readers: a light load
QUIET = 20.0  # seconds of it without a pack
WARMING = 20  # times that readers come anew before: each of the two workers loads its views when it is first asked
CHECKING = 8.0  # seconds
READERS = 4
SERVE = "import sys, django; django.setup(); from lms.server import serve; serve('127.0.0.1', int(sys.argv[1]), 2)"


def issue_papers(seeded: Seeded, secretary: User) -> None:
    """Issue diplomas and cards of a cohort, and let nobody make their files or tell of them: what the background was
    asked for is forgotten in the same transaction."""
    with transaction.atomic():
        rows = CompletionDecision.objects.filter(pk__in=seeded.decisions).select_related("enrolment__cohort")
        confirm_completions(by=secretary, decisions=rows, given_at="Oslo", given_on=timezone.localdate())
        for decision in rows:
            issue_card(by=seeded.coordinator, enrolment=decision.enrolment)
        DBTaskResult.objects.ready().delete()  # one that runs is written down when it ends
        Notice.objects.all().delete()


def seed(edition: CurriculumEdition, secretary: User) -> tuple[list[Seeded], list[str]]:
    """Make cohorts that wait for their packs; give them, and codes of papers of another one."""
    known, *cohorts = [proposed(edition, WOMEN, 5_000_000 + number * WOMEN) for number in range(PACKS + 1)]
    issue_papers(known, secretary)
    for model in (Diploma, IdCard):
        model.objects.update(made_at=timezone.now())  # nobody has to make what is only checked
    return cohorts, [shown(code) for code in Diploma.objects.values_list("code", flat=True)]


@contextlib.contextmanager
def serving() -> Iterator[int]:
    """Serve the database with two workers and the background work beside one of them, behind a proxy; give the port."""
    port, settings = free_port(), {"BACKGROUND": "embedded", "TRUSTED_PROXIES": "1"}
    with served(port, os.environ | settings, "-c", SERVE, str(port)):
        yield port


def asked(code: str, number: int) -> bytes:
    """Give a request for the page of a code, from one of many addresses, as the proxy hands it on."""
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    path = reverse("check", args=[code])
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip, br", f"X-Forwarded-For: {address}"]
    return "\r\n".join([*lines, "", ""]).encode()


def readers(port: int, codes: list[str], is_over: Callable[[], bool]) -> list[float]:
    """Ask for pages as readers do, A_SECOND times a second, until it is over; give how many seconds each answer took
    from when the question was due: who waits for the one before waits, too."""
    taken, count, begun = [], 0, time.perf_counter()
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(2)]
    for line in lines:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.settimeout(60)
    while not is_over():
        due = begun + count / A_SECOND
        time.sleep(max(0.0, due - time.perf_counter()))
        line = lines[count % 2]
        line.sendall(asked(codes[count % len(codes)], count))
        if _read_answer(line)[0] != 200:
            raise SystemExit("A page was not answered.")
        taken.append(time.perf_counter() - due)
        count += 1
    return taken


def after(seconds: float) -> Callable[[], bool]:
    """Give a question that is answered with yes when so many seconds are over."""
    ends = time.perf_counter() + seconds
    return lambda: time.perf_counter() > ends


def _readers_beside(port: int, codes: list[str], stop: Event, told: multiprocessing.Queue) -> None:
    told.put(readers(port, codes, stop.is_set))


def p99(taken: list[float]) -> float:
    """Give within how many milliseconds 99 of 100 had their answer."""
    return statistics.quantiles(taken, n=100)[98] * 1000


def pack_of(seeded: Seeded) -> float:
    """Ask for the pack of a cohort whose papers nobody has drawn, and give how many seconds it takes until its file is
    there."""
    by, begun = User.objects.get(pk=seeded.coordinator.pk), time.perf_counter()
    day = timezone.localdate() + timedelta(days=7)
    pack = ask_for_pack(by=by, cohort=seeded.cohort, language="nb", given_at="Oslo", given_on=day, spares=2)
    while not CeremonyPack.objects.filter(pk=pack.pk, made_at__isnull=False).exists():
        if time.perf_counter() - begun > 300:
            raise SystemExit("The pack is not made.")
        time.sleep(0.02)
    taken = time.perf_counter() - begun
    pack.refresh_from_db()
    undrawn = [each.objects.filter(entry__enrolment__cohort=seeded.cohort, file="") for each in (Diploma, IdCard)]
    if pack.failed or any(rows.exists() for rows in undrawn):
        raise SystemExit("The pack is not whole.")
    return taken


def packs(port: int, secretary: User, cohorts: list[Seeded], codes: list[str]) -> tuple[list[float], float, float]:
    """Give how long each pack took, and the p99 of readers without them and beside them."""
    for each in cohorts:
        issue_papers(each, secretary)
    for _line in range(WARMING):
        readers(port, codes, after(0.2))
    before = p99(readers(port, codes, after(QUIET)))
    stop, told = multiprocessing.Event(), multiprocessing.Queue()
    beside = multiprocessing.Process(target=_readers_beside, args=(port, codes, stop, told))
    beside.start()
    seconds = [pack_of(each) for each in cohorts]
    stop.set()
    during = p99(told.get(timeout=120))
    beside.join()
    return seconds, before, during


def _check(port: int, codes: list[str], seed: int, counted: multiprocessing.Queue) -> None:
    chance, count = random.Random(seed), 0  # noqa: S311  # which paper is looked at, not a secret
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.settimeout(60)
        ends = time.monotonic() + CHECKING
        while time.monotonic() < ends:
            line.sendall(asked(chance.choice(codes), seed * 1_000_000 + count))
            if _read_answer(line)[0] != 200:
                raise SystemExit("A valid code was held back.")
            count += 1
    counted.put(count)


def checks(port: int, codes: list[str]) -> tuple[float, int]:
    """Give how many valid codes a second are answered over the network, and how many rows that has written."""
    before = FailedAttempt.objects.count()
    counted: multiprocessing.Queue = multiprocessing.Queue()
    work = [multiprocessing.Process(target=_check, args=(port, codes, seed, counted)) for seed in range(1, READERS + 1)]
    for each in work:
        each.start()
    rate = sum(counted.get(timeout=CHECKING + 120) for _each in work) / CHECKING
    for each in work:
        each.join()
    return rate, FailedAttempt.objects.count() - before
