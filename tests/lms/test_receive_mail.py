"""The SMTP receiver: what it takes is in the folder, and it is no relay."""

import asyncio
import smtplib
import socket
import threading
import time

import pytest
from aiosmtpd.smtp import SMTP
from django.core.management import CommandError, call_command

from lms.kit import inbox
from lms.management.commands.receive_mail import Receiver, listen

SIZE = 10_000
MAIL = "Subject: Hei\r\n\r\nHei."


@pytest.fixture
def url(tmp_path) -> str:
    return f"maildir://{tmp_path}/replies"


@pytest.fixture
def port(url):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    loop = asyncio.new_event_loop()
    receiver = Receiver("Kalender@example.org", url)
    task = loop.create_task(listen(lambda: SMTP(receiver, data_size_limit=SIZE), "127.0.0.1", port))
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.gather(task, return_exceptions=True)))
    thread.start()
    yield port
    loop.call_soon_threadsafe(task.cancel)
    thread.join(5)
    loop.close()


def deliver(port: int, to: str, mail: str = MAIL) -> None:
    for _ in range(50):
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
                server.sendmail("amal@example.org", [to], mail)
            return
        except ConnectionRefusedError:
            time.sleep(0.05)


def kept(url: str) -> list[bytes]:
    mails: list[bytes] = []
    inbox.read_inbox(url, lambda raw: bool(mails.append(raw)) or True)
    return mails


def test_mail_for_the_calendar_is_kept(port, url):
    deliver(port, "kalender@EXAMPLE.org")

    assert [mail.splitlines()[-1] for mail in kept(url)] == [b"Hei."]


def test_mail_for_anybody_else_is_refused(port, url):
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        deliver(port, "somebody@example.com")
    assert kept(url) == []


def test_huge_mail_is_refused(port, url):
    with pytest.raises(smtplib.SMTPException):
        deliver(port, "kalender@example.org", MAIL + "x" * SIZE * 2)
    assert kept(url) == []


@pytest.mark.parametrize("place", ["", "imaps://a:b@host/INBOX"])
def test_receiver_without_a_maildir_says_what_to_set(settings, place):
    settings.INBOX_URL = place
    with pytest.raises(CommandError, match="INBOX_URL"):
        call_command("receive_mail")
