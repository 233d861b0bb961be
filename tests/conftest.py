"""What every test may use: the database, the browser, a way in for each role."""

import gc
import os
import shutil
import socket
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from lms.kit.memory import Memory
from lms.management.commands.compile_translations import compile_catalogues
from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from tests.databases import databases
from tests.factories.cohorts import any_edition
from tests.factories.people import OrganisationFactory, person_with

# --- the run ---------------------------------------------------------------------------------------------------------

# The browser's own loop runs in the test's thread; Django would refuse to touch the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

KEEPER = pytest.StashKey()
LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0", ""}  # noqa: S104  # compared with, not bound to


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations, as `make run` does; let a busy machine draw and try examples slowly."""
    slow = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile("house", suppress_health_check=slow, deadline=None)
    hypothesis.settings.load_profile("house")
    for folder in settings.LOCALE_PATHS:
        compile_catalogues(folder)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a journey outside of tests/flows: `make test` would not find it there."""
    lost = [item.nodeid for item in items if item.get_closest_marker("flow") and item.path.parent.name != "flows"]
    if lost:
        raise pytest.UsageError(f"Journeys belong in tests/flows: {', '.join(lost)}")


def pytest_collection_finish() -> None:
    """Leave what stays until the end, all code and all tests, out of each search for garbage, and search less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def no_outside_network() -> Iterator[None]:
    """Fail whatever would call out of this machine."""
    connect = socket.socket.connect

    def connect_inside(self: socket.socket, address) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
            pytest.fail(f"a test called out to {address[0]}")
        return connect(self, address)

    socket.socket.connect = connect_inside
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True)
def site_language() -> None:
    """Begin every test in the language of the site, whatever an earlier one has left behind."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Begin every test without what an earlier one has left in the process."""
    for memory in Memory.every:
        memory.clear()
    cache.clear()  # Wagtail keeps there at which address a site begins


@pytest.fixture
def measured(record_property) -> Callable[[str, float, float], None]:
    """Give a function that notes seconds, and how many there may be. A clock is never asserted: it depends on what else
    the machine does. What was noted stands at the end of the run, as met or not."""

    def note(what: str, seconds: float, most: float) -> None:
        record_property(
            f"measured: {what}", f"{seconds:.1f} s (<= {most:g})  {'met' if seconds <= most else 'NOT MET'}"
        )

    return note


def pytest_terminal_summary(terminalreporter) -> None:
    """Say what was measured."""
    reports = [each for kind in ("passed", "failed") for each in terminalreporter.stats.get(kind, ())]
    for name, value in sorted({pair for each in reports for pair in getattr(each, "user_properties", ())}):
        terminalreporter.write_line(f"{name}: {value}")


# --- ways in ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(db, client: Client) -> Client:
    """Sign in the secretariat as it really is, not a superuser."""
    sync_roles()
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    mirror_roles(person)
    client.force_login(person)
    return client


# --- the database ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker) -> Iterator[None]:
    """Give the run its own copy of the migrated database (tests/databases.py)."""
    with django_db_blocker.unblock():
        keeper = request.config.stash[KEEPER] = databases()
        keeper.prepare()
    yield
    with django_db_blocker.unblock():
        keeper.discard()


def touches_database(item: pytest.Item) -> bool:
    """Tell whether the test uses the database."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db", "live_server"} & fixtures)


def commits(item: pytest.Item) -> bool:
    """Tell whether the test commits for real, so that its rows outlive its transaction."""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,))))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item):
    """After a test that commits, bring back what it began with."""
    result = yield
    keeper = item.config.stash.get(KEEPER, None)
    if commits(item) and keeper:
        with item.config.stash[blocking_manager_key].unblock():
            keeper.restore()
    return result


# Django would empty every table after a test that commits; `restore` does better.
TransactionTestCase._fixture_teardown = lambda self: None


# --- what a file of tests begins with (tests/databases.py) -----------------------------------------------------------


@pytest.fixture(scope="module")
def home(django_db_setup, django_db_blocker, request) -> Iterator[None]:
    """Begin with places and public pages. The registers are empty, so the help page has no numbers."""
    with django_db_blocker.unblock(), request.config.stash[KEEPER].beginning_with("home"):
        yield


@pytest.fixture(scope="module")
def starter(django_db_setup, django_db_blocker, request) -> Iterator[None]:
    """Begin with all that `load_starter` loads: places, closed days, texts to sign, help services, public pages."""
    with django_db_blocker.unblock(), request.config.stash[KEEPER].beginning_with("starter"):
        yield


@pytest.fixture(scope="module")
def curriculum(django_db_setup, django_db_blocker, request) -> Iterator[None]:
    """Begin with the starter data and the modules."""
    with django_db_blocker.unblock(), request.config.stash[KEEPER].beginning_with("curriculum"):
        yield


@pytest.fixture(scope="module")
def editions(django_db_setup, django_db_blocker, request) -> Iterator[None]:
    """Begin with the starter data, the modules and the editions."""
    with django_db_blocker.unblock(), request.config.stash[KEEPER].beginning_with("editions"):
        yield


@pytest.fixture(scope="module")
def one_edition(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Begin with a released edition of four modules, which every CohortFactory finds. It stands in a transaction around
    those of the file: tests that commit belong in a file of their own."""
    with django_db_blocker.unblock(), transaction.atomic():
        any_edition()
        yield
        transaction.set_rollback(True)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Refuse a test that commits inside the transaction of its file."""
    if commits(item) and connection.in_atomic_block:
        pytest.fail("This test commits, but its file shares what stands in a transaction: give it a file of its own.")


@pytest.fixture(autouse=True)
def home_as_it_was(request: pytest.FixtureRequest) -> None:
    """Undo what each test did to the home pages that it shares with its file."""
    if "home" in request.fixturenames:
        request.getfixturevalue("db")


# --- the browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """Let nothing move: a colour that is on its way from light to dark has no contrast to measure."""
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Drive the machine's own Chromium; CHROMIUM names another."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.fail("There is no Chromium. Install it (apt-get install chromium) or name it in CHROMIUM.")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox"]}


# --- one client for each role ----------------------------------------------------------------------------------------
# People are made with tests/factories/people.py; a role is signed in with `client.force_login(person)`.
