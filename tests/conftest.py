"""What every test may use: the database, the browser, a way in for each role."""

import os
import shutil
import socket
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from home.actions import load_pages
from lms.kit.memory import Memory
from lms.management.commands.compile_translations import compile_catalogues
from lms.management.commands.load_starter import FIXTURES, read, read_pages
from lms.people.actions.places import load_places
from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from tests.databases import databases
from tests.factories.people import OrganisationFactory, person_with

# --- the run ---------------------------------------------------------------------------------------------------------

# The browser's own loop runs in the test's thread; Django would refuse to touch the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

KEEPER = pytest.StashKey()
LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0", ""}  # noqa: S104  # compared with, not bound to


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations, as `make run` does; let a busy machine draw examples slowly."""
    hypothesis.settings.register_profile("house", suppress_health_check=[hypothesis.HealthCheck.too_slow])
    hypothesis.settings.load_profile("house")
    for folder in settings.LOCALE_PATHS:
        compile_catalogues(folder)


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
    """After a test that commits, bring back what the migrations had made."""
    keeper = item.config.stash.get(KEEPER, None)
    if commits(item) and keeper:
        with item.config.stash[blocking_manager_key].unblock():
            keeper.loosen()
    result = yield
    if commits(item) and keeper:
        with item.config.stash[blocking_manager_key].unblock():
            keeper.restore()
    return result


# --- the site --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Load places and public pages once for a file of tests, in a transaction around theirs. The registers are empty,
    so the help page has no numbers."""
    pages = read_pages(FIXTURES / "pages")
    for page in pages:
        page["body"] = [part for part in page["body"] if part["type"] != "help_numbers"]
    with django_db_blocker.unblock(), transaction.atomic():
        load_places(by=None, data=read(FIXTURES / "places.toml"))
        load_pages(by=None, pages=pages)
        yield
        transaction.set_rollback(True)


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
