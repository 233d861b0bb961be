"""How many queries and how much processor one answer takes, without a server. Prints a line of JSON."""

import json
import sys
import time

import benchmarks.ready  # noqa: F401  # Django needs it before what follows

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def cost(path: str, cookie: str) -> tuple[int, float]:
    """Give queries and milliseconds of processor of an answer, when the process has answered it before."""
    browser = Client(headers={"host": "localhost", "cookie": cookie} if cookie else {"host": "localhost"})
    for _warm in range(3):
        browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        browser.get(path)
    queries = len(asked)
    begun = time.process_time()
    for _again in range(20):
        browser.get(path)
    return queries, (time.process_time() - begun) / 20 * 1000


if __name__ == "__main__":
    made = json.loads(sys.argv[1])
    pairs = [(name, who) for name in ("plain", "module") for who in ("", made["cookie"])]
    print(json.dumps({f"{name} {'in' if who else 'out'}": cost(made[name], who) for name, who in pairs}))
