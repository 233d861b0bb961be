"""Measures the check page with valid codes from many addresses: `.venv/bin/python -m benchmarks.checks`.

Two processes ask at once, as two workers would be asked; nothing goes over the network: what is timed is the request
from the first middleware to the last. The table of failed attempts is as full as it gets on a bad day.
"""

import multiprocessing
import os
import random
import tempfile
import time

SECONDS = float(os.environ.get("BENCH_SECONDS", "8"))
PROCESSES, CODES, FAILURES = 2, 300, 5_000
TARGET = 200
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"DATA_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "BACKGROUND": "external"}

import django  # noqa: E402  # after the settings are chosen

django.setup()

from django.conf import settings  # noqa: E402  # after setup
from django.core.management import call_command  # noqa: E402  # after setup
from django.db import connection, connections, transaction  # noqa: E402  # after setup
from django.test import Client  # noqa: E402  # after setup
from django.test.utils import CaptureQueriesContext  # noqa: E402  # after setup
from django.urls import reverse  # noqa: E402  # after setup

from cohorts.credentials.rules import shown  # noqa: E402  # after setup
from cohorts.models import Diploma  # noqa: E402  # after setup
from lms.people.models import FailedAttempt  # noqa: E402  # after setup
from tests.factories.credentials import diploma_of  # noqa: E402  # after setup


def address_of(number: int) -> str:
    """Give one of many network addresses."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def check(client: Client, code: str, number: int) -> None:
    """Check a code as somebody at an address does. Raises ValueError for anything but an answer."""
    if client.get(reverse("check", args=[code]), REMOTE_ADDR=address_of(number)).status_code != 200:
        raise ValueError("held back")


def ask(codes: list[str], seed: int, counted: multiprocessing.Queue) -> None:
    """Check codes as fast as they are answered, each from another address, and tell how many there were."""
    connections.close_all()
    chance, count = random.Random(seed), 0  # noqa: S311  # which paper is looked at, not a secret
    client = Client(headers={"host": "localhost"})
    check(client, codes[0], seed)
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        count += 1
        check(client, chance.choice(codes), seed * 1_000_000 + count)
    counted.put(count)


def main() -> None:
    """Fill the register, ask, and print what comes of it."""
    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with transaction.atomic():
        codes = [shown(diploma_of().code) for _number in range(CODES)]
    FailedAttempt.objects.bulk_create(
        FailedAttempt(kind=FailedAttempt.Kind.CHECK, address=str(number)) for number in range(FAILURES)
    )
    client = Client(headers={"host": "localhost"})
    check(client, codes[0], 1)
    with CaptureQueriesContext(connection) as queries:
        check(client, codes[0], 2)
    connections.close_all()
    counted: multiprocessing.Queue = multiprocessing.Queue()
    askers = [multiprocessing.Process(target=ask, args=(codes, seed, counted)) for seed in range(1, PROCESSES + 1)]
    for asker in askers:
        asker.start()
    rate = sum(counted.get(timeout=SECONDS + 60) for _asker in askers) / SECONDS
    for asker in askers:
        asker.join()
    written = FailedAttempt.objects.count() - FAILURES
    load = os.getloadavg()[0]
    print(f"papers {Diploma.objects.count()}, failed attempts {FAILURES}, load {load:.1f}")
    print(f"queries of a valid check            {len(queries)}")
    print(f"rows written by all of them         {written}")
    met = "met" if rate >= TARGET else "MISSED"
    print(f"valid checks, {PROCESSES} processes          {rate:8.0f}/s  (target >= {TARGET})  {met}")


if __name__ == "__main__":
    main()
