"""The mailbox folder: each mail is handed on once, removed when it was understood, and kept when it was not."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from lms.kit import inbox


@pytest.fixture
def url(tmp_path) -> str:
    return f"maildir://{tmp_path}/folder"


def test_mail_is_handed_on_once(url):
    inbox.put(url, b"Subject: 1\r\n\r\nA")
    inbox.put(url, b"Subject: 2\r\n\r\nB")
    seen: list[bytes] = []
    handle = lambda raw: seen.append(raw) or b"A" in raw  # noqa: E731  (it notes what it was given)

    assert inbox.read_inbox(url, handle) == 2
    assert inbox.read_inbox(url, handle) == 0
    assert sorted(raw.split()[1] for raw in seen) == [b"1", b"2"]


def test_mail_that_cannot_be_handled_does_not_hold_up_the_others(url):
    inbox.put(url, b"Subject: 1\r\n\r\n")
    inbox.put(url, b"Subject: 2\r\n\r\n")

    def fail(raw: bytes) -> bool:
        raise ValueError

    assert inbox.read_inbox(url, fail) == 2
    assert inbox.read_inbox(url, fail) == 0


def test_huge_mail_is_not_opened(url):
    inbox.put(url, b"Subject: 1\r\n\r\n" + b"x" * (inbox.LARGEST + 1))

    assert inbox.read_inbox(url, lambda raw: pytest.fail("it was opened")) == 1
    assert inbox.read_inbox(url, lambda raw: True) == 0


def test_one_round_has_an_end(url, monkeypatch):
    monkeypatch.setattr(inbox, "MOST", 2)
    for _ in range(3):
        inbox.put(url, b"Subject: 1\r\n\r\n")

    assert [inbox.read_inbox(url, lambda raw: True) for _ in range(3)] == [2, 1, 0]


def test_calendars_come_as_utf_8_whatever_the_mail_says():
    head = b"Content-Type: text/calendar; charset=iso-8859-1; method=REPLY\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"

    assert inbox.calendars_in(head + "Bærum".encode("latin-1")) == ["Bærum".encode()]
    assert inbox.calendars_in(b"Content-Type: text/calendar; charset=nonsense\r\n\r\nx") == []
    assert inbox.calendars_in(b"Subject: x\r\n\r\nBEGIN:VCALENDAR") == []


@pytest.mark.parametrize("url", ["", "imap://a:b@host/x", "imaps://host/x", "maildir://", "file:///x"])
def test_folder_of_another_kind_is_refused(url):
    with pytest.raises(ImproperlyConfigured):
        inbox.read_inbox(url, lambda raw: True)
