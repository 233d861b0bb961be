"""Messages on the platform: everybody reads her own, and a new one is counted until she has seen it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.dashboards import my_page_of
from lms.people.mailbox import post
from lms.people.models import Notice
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def message(to, key: str = "1") -> Notice:
    return post(event="something_for_you", to=to, context={}, dedupe_key=key, channel=Notice.Channel.IN_APP, about=to)


@pytest.fixture
def woman(client):
    person = UserFactory(interface_language="nb")
    client.force_login(person)
    return person


def page(client) -> str:
    response = client.get(reverse("my_messages"))
    assert response.headers["Cache-Control"] == "no-store"
    return response.content.decode()


def test_message_is_new_until_it_has_been_seen(client, woman):
    notice = message(woman)
    assert my_page_of(woman).unread == 1
    assert "1 ny melding" in client.get(reverse("my_page")).content.decode()
    assert notice.subject in page(client)
    assert "pill info" not in page(client)
    assert my_page_of(woman).unread == 0


@pytest.mark.parametrize(
    ("language", "day"), [("en", "1 Dec 2026"), ("ar", "01\u200f/12\u200f/2026"), ("nb", "01.12.2026")]
)
def test_day_of_a_message_stands_before_its_month(client, woman, language, day):
    Notice.objects.filter(pk=message(woman).pk).update(sent_at="2026-12-01T20:05:00Z")
    shown = client.get(f"{'' if language == 'nb' else '/' + language}{reverse('my_messages')}").content.decode()
    assert re.search(f"{day},? 21:05", shown)


def test_looking_whether_the_page_is_there_reads_nothing(client, woman):
    message(woman)
    client.head(reverse("my_messages"))
    assert my_page_of(woman).unread == 1


def test_nobody_reads_the_messages_of_others(client, woman):
    message(UserFactory())
    shown = page(client)
    assert "Ingen meldinger ennå" in shown
    assert Notice.objects.filter(read_at__isnull=False).count() == 0


def test_message_that_was_taken_back_is_not_shown(client, woman):
    notice = message(woman)
    Notice.objects.update(state=Notice.State.WITHHELD)
    assert notice.subject not in page(client)
    assert my_page_of(woman).unread == 0


def test_messages_cost_the_same_queries_however_many_there_are(client, woman):
    counts = []
    for number in (1, 2, 3):
        message(woman, str(number))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client)
        counts.append(len(queries))
    assert counts[0] == counts[2]


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("{base}/my/evenings/1/", True),
        ("{base}/ar/my/", True),
        ("{base}/u/", False),  # it would sign her out
        ("https://example.org/my/", False),
        ("{base}.example.org/my/", False),
        ("javascript:alert(1)", False),
        ("Se {base}/my/ i kveld", False),
    ],
)
def test_address_of_ours_that_stands_alone_in_a_message_is_a_way_to_press(client, woman, settings, line, leads):
    line = line.format(base=settings.BASE_URL)
    message(woman)
    Notice.objects.update(body=f"Kvelden er flyttet.\n{line}\nHilsen oss")
    shown = page(client)
    path = line.removeprefix(settings.BASE_URL)
    assert (f'<a class="button secondary" href="{path}">' in shown) is leads
    assert "Kvelden er flyttet." in shown
    assert "Hilsen oss" in shown
    assert leads or line in shown
