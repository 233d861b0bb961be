"""The development mailbox: shows what was sent, harmlessly, and only in development."""

import json

import pytest
from django.urls import reverse

from lms.kit import mail, sms

pytestmark = pytest.mark.django_db


@pytest.fixture
def folders(settings, tmp_path):
    """Let mail and SMS go into files, as in development."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "lms.kit.mail.FileBackend", str(tmp_path / "mail")
    settings.SMS_URL = f"file://{tmp_path}/sms"
    return tmp_path


def send_mail(text: str = "Hei.\n\nhttp://localhost:8000/", subject: str = "Hei", language: str = "nb") -> str:
    mail.send(mail.Letter("a@example.org", subject, text, language, "<1@example.org>"))
    return mail.stored_letters()[-1].name


def test_mailbox_without_messages_says_so_kindly(client, folders):
    response = client.get(reverse("dev_mailbox"))
    assert response.status_code == 200
    assert "Set-Cookie" not in response


def test_mailbox_shows_mail_and_sms_newest_first(client, folders):
    send_mail(subject="Første")
    sms.send(sms.TextMessage("+4790000001", "Hei på deg"))
    send_mail(subject="Siste")
    page = client.get(reverse("dev_mailbox")).content.decode()
    assert page.index("Siste") < page.index("Hei på deg") < page.index("Første")
    assert "<bdi>+4790000001</bdi>" in page


def test_mailbox_escapes_what_is_written(client, folders):
    send_mail(subject="<script>alert(1)</script>")
    sms.send(sms.TextMessage("+4790000001", "<img src=x onerror=alert(1)>"))
    page = client.get(reverse("dev_mailbox")).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page


def test_mailbox_shows_twenty_on_a_page(client, folders):
    for number in range(21):
        sms.send(sms.TextMessage("+4790000001", f"Melding {number:02}"))
    first, second = (client.get(reverse("dev_mailbox"), {"page": page}).content.decode() for page in (1, 2))
    assert ("Melding 00" in first, "Melding 00" in second) == (False, True)


def test_mailbox_survives_a_message_from_elsewhere(client, folders):
    (folders / "mail").mkdir()
    (folders / "mail/20261121T000000-ab.eml").write_bytes(b"Subject: x\r\n\r\nonly text")
    (folders / "sms").mkdir()
    (folders / "sms/.unfinished.part").write_text(json.dumps({}))
    assert client.get(reverse("dev_mailbox")).status_code == 200


def test_letter_is_shown_in_a_sandbox(client, folders):
    response = client.get(reverse("dev_letter", args=[send_mail(language="ar", text="<b>مرحبا</b>")]))
    policy = response["Content-Security-Policy"]
    assert "sandbox allow-popups" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert '<html lang="ar" dir="rtl">' in response.content.decode()
    assert "&lt;b&gt;" in response.content.decode()


@pytest.mark.parametrize("name", ["20261121T000000-ab", "nothing", "etc-passwd"])
def test_letter_that_is_not_there_is_a_bare_404(client, folders, name):
    assert client.get(reverse("dev_letter", args=[name])).status_code == 404


def test_mailbox_outside_development_does_not_exist(client, folders, settings):
    letter = reverse("dev_letter", args=[send_mail()])
    settings.DEV_PAGES = False
    assert client.get(reverse("dev_mailbox")).status_code == 404
    assert client.get(letter).status_code == 404


def test_mailbox_where_messages_go_elsewhere_is_empty(client, settings):
    settings.EMAIL_FILE_PATH, settings.SMS_URL = None, "memory://"
    assert client.get(reverse("dev_mailbox")).status_code == 200
