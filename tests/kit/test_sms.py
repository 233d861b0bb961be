"""Text messages: how many segments, and what each of the four ways does."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from lms.kit import sms
from lms.kit.delivery import DeliveryProblem

HELLO = sms.TextMessage(to="+4790000001", text="Hei på deg", reference="r1")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a", 1),
        ("æøåÆØÅäöñ@£", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),  # two units each
        ("€" * 81, 2),
        ("€" * 152, 2),
        ("€" * 153, 3),  # 153 units are odd and a pair is never cut, so each segment loses one
        ("م" * 70, 1),
        ("م" * 71, 2),
        ("م" * 134, 2),
        ("م" * 135, 3),
        ("ç" * 70, 1),  # lower-case ç is not in the alphabet, Ç is
        ("ç" * 71, 2),
        ("Ç" * 160, 1),
        ("😀" * 35, 1),  # two units each
        ("😀" * 36, 2),
        ("😀" * 67, 3),  # 33 in a segment, one unit stays empty
        ("a" * 159 + "ኣ", 3),  # one letter of another alphabet changes the whole count
    ],
)
def test_segments_counts_as_an_operator(text, count):
    assert sms.segments(text) == count


def test_send_to_memory_keeps_the_message(settings):
    settings.SMS_URL = "memory://"
    sms.outbox.clear()
    sms.send(HELLO)
    assert sms.outbox == [HELLO]


def test_send_to_console_shows_it(settings, capsys):
    settings.SMS_URL = "console://"
    sms.send(HELLO)
    assert "+4790000001" in capsys.readouterr().out


def test_send_to_file_writes_one_whole_file_each(settings, tmp_path):
    settings.SMS_URL = f"file://{tmp_path}/sms"
    sms.send(HELLO)
    sms.send(HELLO)
    files = sorted((tmp_path / "sms").iterdir())
    assert len(files) == 2
    assert all(path.suffix == ".json" for path in files)
    content = json.loads(files[0].read_text())
    assert (content["to"], content["text"], content["segments"]) == ("+4790000001", "Hei på deg", 1)


def test_send_to_file_says_so_when_it_cannot(settings, tmp_path):
    (tmp_path / "sms").write_text("in the way")
    settings.SMS_URL = f"file://{tmp_path}/sms"
    assert problem() == ("sms_file", True)


def test_send_by_an_unknown_way_waits_for_the_operator(settings):
    settings.SMS_URL = "pigeon://"
    assert problem() == ("sms_not_configured", True)


def problem() -> tuple[str, bool]:
    with pytest.raises(DeliveryProblem) as caught:
        sms.send(HELLO)
    return caught.value.code, caught.value.temporary


class Gateway(HTTPServer):
    """A real gateway: answers with a status and remembers what it was sent."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.status, self.requests, self.release = 200, [], threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}/send"


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((self.path, dict(self.headers), json.loads(body)))
        if self.server.status == 0:  # silence
            self.server.release.wait(5)
            return
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def gateway(settings):
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_SENDER, settings.SMS_TIMEOUT = server.url, "", "", 1
    yield server
    server.release.set()
    server.shutdown()
    server.server_close()


def test_gateway_gets_number_text_and_reference(gateway):
    sms.send(HELLO)
    [(path, headers, body)] = gateway.requests
    assert path == "/send"
    assert body == {"to": "+4790000001", "text": "Hei på deg", "reference": "r1"}
    assert headers["Idempotency-Key"] == "r1"
    assert "Authorization" not in headers


def test_gateway_gets_the_sender_when_one_is_set(gateway, settings):
    settings.SMS_SENDER = "Kurs"
    sms.send(HELLO)
    assert gateway.requests[0][2]["from"] == "Kurs"


@pytest.mark.parametrize(
    ("user_info", "setting", "header"),
    [
        ("se%2Fcret@", "", "Bearer se/cret"),
        ("", "from-settings", "Bearer from-settings"),
        ("anna:pass@", "", "Basic YW5uYTpwYXNz"),
    ],
)
def test_gateway_gets_the_token_in_a_header_and_never_in_the_address(gateway, settings, user_info, setting, header):
    settings.SMS_URL, settings.SMS_TOKEN = gateway.url.replace("//", f"//{user_info}"), setting
    sms.send(HELLO)
    path, headers, _ = gateway.requests[0]
    assert headers["Authorization"] == header
    assert path == "/send"
    assert "@" not in headers["Host"]


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_gateway_accepts_with_any_2xx(gateway, status):
    gateway.status = status
    sms.send(HELLO)


@pytest.mark.parametrize(
    ("status", "temporary"),
    [(400, False), (401, False), (404, False), (422, False), (408, True), (429, True), (500, True), (503, True)],
)
def test_gateway_refuses_for_now_or_for_good(gateway, status, temporary):
    gateway.status = status
    assert problem() == (f"sms_{status}", temporary)


def test_gateway_that_redirects_is_not_followed(gateway):
    gateway.status = 302
    assert problem() == ("sms_302", True)
    assert len(gateway.requests) == 1


def test_gateway_that_says_nothing_is_unclear(gateway):
    gateway.status = 0
    with pytest.raises(DeliveryProblem) as caught:
        sms.send(HELLO)
    assert (caught.value.code, caught.value.temporary, caught.value.unclear) == ("sms_no_answer", True, True)


def test_gateway_that_is_away_is_tried_again(gateway):
    gateway.shutdown()
    gateway.server_close()
    assert problem() == ("sms_unreachable", True)
