"""E-mail: the form of a message, and what each way of failing means."""

import socket
from email import message_from_bytes
from email.policy import default

import pytest

from lms.kit import mail
from lms.kit.delivery import DeliveryProblem
from tests import mail_server
from tests.mail_server import MailServer


def letter(**changes) -> mail.Letter:
    fields = {
        "to": "a@example.org",
        "subject": "Hei på deg",
        "text": "Hei <b>Anna</b>.\n\nLogg inn:\nhttp://localhost:8000/x/?a=1&b=2.",
        "language": "nb",
        "message_id": "<1@example.org>",
    }
    return mail.Letter(**(fields | changes))


def send_through(server: MailServer, settings) -> DeliveryProblem:
    """Send a letter to a server that will not clearly take it; give the verdict."""
    server.use(settings)
    with pytest.raises(DeliveryProblem) as caught:
        mail.send(letter())
    return caught.value


def test_build_has_a_plain_part_and_an_html_part():
    message = message_from_bytes(mail.build(letter()).message().as_bytes(), policy=default)
    assert message["Message-ID"] == "<1@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"] == "Hei på deg"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_invitation_stands_beside_the_text_and_as_a_file():
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    message = message_from_bytes(
        mail.build(letter(calendar=calendar)).message().as_bytes(linesep="\r\n"), policy=default
    )
    body, file = message.iter_parts()

    assert message.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in body.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    assert list(body.iter_parts())[2]["Content-Type"].params["method"] == "REQUEST"
    assert list(body.iter_parts())[2].get_content().split() == calendar.split()
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invite.ics")


def test_calendar_that_does_not_say_what_it_wants_is_not_sent():
    with pytest.raises(ValueError, match="method"):
        mail.build(letter(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR"))


def test_build_escapes_in_html_and_links_only_whole_addresses():
    html = mail.as_html(letter().text, "nb")
    assert "&lt;b&gt;Anna&lt;/b&gt;" in html
    assert '<a href="http://localhost:8000/x/?a=1&amp;b=2" dir="ltr" target="_blank" rel="noopener">' in html
    assert "<b>" not in html
    assert 'style="' not in html


@pytest.mark.parametrize(
    ("language", "direction"), [("nb", "ltr"), ("ar", "rtl"), ("fa-AF", "rtl"), ("ckb", "rtl"), ("so", "ltr")]
)
def test_html_runs_in_the_direction_of_its_language(language, direction):
    assert f'<html lang="{language}" dir="{direction}">' in mail.as_html("…", language)


@pytest.mark.parametrize("field", ["subject", "to", "message_id"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_build_with_a_line_break_in_a_header_is_refused(field, end):
    broken = letter(**{field: f"x{end}Bcc: m@example.org"})
    with pytest.raises(ValueError, match="line break"):
        mail.build(broken)
    with pytest.raises(DeliveryProblem) as caught:
        mail.send(broken)
    assert (caught.value.code, caught.value.temporary) == ("bad_header", False)


def test_send_reaches_a_real_server(settings):
    with MailServer() as server:
        server.use(settings)
        mail.send(letter())
        assert server.envelopes[0][1] == ["a@example.org"]
        assert server.kept[0]["Message-ID"] == "<1@example.org>"
        assert "Logg inn:" in server.kept[0].get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("answer", "code", "temporary", "unclear"),
    [
        (mail_server.LATER, "smtp_451", True, False),
        (mail_server.NEVER, "smtp_550", False, False),
        (mail_server.KEEP_AND_HANG_UP, "smtp_no_answer", True, True),
        (mail_server.DROP_AND_HANG_UP, "smtp_no_answer", True, True),
        (mail_server.KEEP_AND_SAY_NOTHING, "smtp_no_answer", True, True),
    ],
)
def test_send_says_what_the_answer_to_the_message_means(settings, answer, code, temporary, unclear):
    with MailServer(answer) as server:
        problem = send_through(server, settings)
    assert (problem.code, problem.temporary, problem.unclear) == (code, temporary, unclear)


@pytest.mark.parametrize(("answer", "temporary"), [("450 busy", True), ("550 unknown", False)])
def test_send_says_what_a_refused_recipient_means(settings, answer, temporary):
    with MailServer(recipients=answer) as server:
        problem = send_through(server, settings)
    assert (problem.code, problem.temporary) == (f"smtp_{answer[:3]}", temporary)


def test_send_to_a_server_that_is_away_is_tried_again(settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = nobody.getsockname()
        with pytest.raises(DeliveryProblem) as caught:
            mail.send(letter())
    assert (caught.value.code, caught.value.temporary, caught.value.unclear) == ("smtp_unreachable", True, False)


def test_send_to_a_server_that_does_not_greet_is_tried_again(settings):
    with MailServer(mail_server.SAY_NOTHING) as server:
        assert send_through(server, settings).temporary
    assert server.kept == []


def test_file_backend_writes_one_whole_file_each(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "lms.kit.mail.FileBackend", tmp_path / "mail"
    mail.send(letter(to="b@example.org"))
    mail.send(letter(to="c@example.org"))
    files = sorted((tmp_path / "mail").iterdir())
    assert [path.suffix for path in files] == [".eml", ".eml"]
    message = message_from_bytes(files[0].read_bytes(), policy=default)
    assert (message["To"], message["Subject"]) == ("b@example.org", "Hei på deg")
