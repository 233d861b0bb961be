"""No name, number, address or secret reaches a log line, whatever goes wrong."""

import io
import logging

import pytest
from django.db import connection
from django.http import Http404
from django.urls import path

from lms import urls as site
from lms.kit.logs import Formatter
from lms.people.models import User

CANARIES = {
    "name": "Kanarifugl Testesen",
    "phone": "+4791234567",
    "spaced": "912 34 567",
    "email": "kanarifugl@example.org",
    "token": "kAnArIfUgLkAnArIfUgLkAnArIfUgL0123456789",
}


def raises(request):
    """Quote everything in an error."""
    try:
        raise KeyError(CANARIES["name"])
    except KeyError as error:
        raise ValueError(" ".join(CANARIES.values())) from error


def breaks_a_constraint(request):
    """Store the same address twice: PostgreSQL quotes it in its answer."""
    for _ in range(2):
        User.objects.create_user(name=CANARIES["name"], email=CANARIES["email"])


def asks_nonsense(request):
    """Give the database a text where a number belongs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM people_user WHERE id = %s", [CANARIES["name"]])


def finds_nothing(request):
    """Answer 404 under an address that holds a secret."""
    raise Http404(CANARIES["name"])


urlpatterns = [
    path("raises/", raises),
    path("constraint/", breaks_a_constraint),
    path("nonsense/", asks_nonsense),
    path(f"link/{CANARIES['token']}/", finds_nothing),
    *site.urlpatterns,
]


@pytest.fixture
def written():
    """Give what the site's own log handler writes."""
    handler = next(handler for handler in logging.root.handlers if isinstance(handler.formatter, Formatter))
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


def assert_clean(text: str) -> None:
    """Fail on a canary, and on silence."""
    assert text.strip()
    assert [word for word in CANARIES.values() if word in text] == []


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["raises/", "constraint/", "nonsense/", f"link/{CANARIES['token']}/"])
def test_request_that_fails_names_nobody(client, settings, written, address):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.get(f"/{address}?navn={CANARIES['name']}&tlf={CANARIES['phone']}", HTTP_USER_AGENT=CANARIES["name"])
    assert_clean(written.getvalue())


def test_error_keeps_its_place_and_kind(written):
    try:
        raises(None)
    except ValueError:
        logging.getLogger("lms").exception("could not do it")
    text = written.getvalue()
    assert_clean(text)
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "in raises" in text


@pytest.mark.parametrize("canary", [value for key, value in CANARIES.items() if key != "name"])
def test_message_that_quotes_is_blanked_out(written, canary):
    logging.getLogger("some.library").warning("sending to %s failed", canary)
    assert_clean(written.getvalue())


def test_codes_and_public_ids_stay_readable(written):
    line = "notice 3f2c51b6-4a52-4f7e-9d1c-0d6e2f3a4b5c failed with 451 after 3 tries"
    logging.getLogger("lms.mailbox").info(line)
    assert line in written.getvalue()
