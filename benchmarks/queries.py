"""How many queries each page costs, for a visitor and for one person of each role. Run by benchmarks/startup.py."""

import logging
from contextlib import suppress

import benchmarks.ready  # noqa: F401  # Django needs it before what follows

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse

from lms.people.models import RoleAssignment, User


def pages() -> list[str]:
    """Give every page of ours that takes no argument, and the children of the home page."""
    from wagtail.models import Page

    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    plain = []
    for name in names:
        with suppress(NoReverseMatch):  # it wants an argument
            plain.append(reverse(name))
    left_out = ("/admin", "/healthz", "/readyz", "/documents", "/accounts", "/2fa")
    own = [path for path in plain if not path.startswith(left_out) and "." not in path]
    return ["/", *sorted({*own, *(page.url for page in Page.objects.live().filter(depth=3)[:3] if page.url)} - {"/"})]


def count(person: User | None, path: str) -> tuple[int, int]:
    """Ask twice and give the status and the queries of the second time, when nothing has to be looked up first."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)  # for each page anew: some of them sign her out
    client.get(path, headers={"host": "localhost"})
    with CaptureQueriesContext(connection) as queries:
        status = client.get(path, headers={"host": "localhost"}).status_code
    return status, len(queries)


def main() -> None:
    """Print a line for each page a person may read."""
    logging.disable(logging.WARNING)
    readers: dict[str, User | None] = {"visitor": None}
    for held in RoleAssignment.objects.running().select_related("person").order_by("role", "pk"):
        readers.setdefault(held.role, held.person)
    print(f"\n{'queries':>7}  {'page':<40} reader")
    for role, person in readers.items():
        for path in pages():
            status, queries = count(person, path)
            if status == 200:
                print(f"{queries:>7}  {path:<40} {role}")


if __name__ == "__main__":
    main()
