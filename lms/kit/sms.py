"""Text messages: one function to send, four ways to do it, and the count of segments an operator charges for."""

import base64
import json
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit, urlunsplit

from django.conf import settings
from django.utils import timezone

from .delivery import DeliveryProblem

WORTH_ANOTHER_TRY = {408, 425, 429}

# GSM 03.38: what fits in seven bits, and what takes two of them.
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_DOUBLE = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True)
class TextMessage:
    """One text message. The reference is the same at every try, so that a gateway can know a repeat."""

    to: str
    text: str
    reference: str = ""


outbox: list[TextMessage] = []
"""What `memory://` has sent, for tests."""


def segments(text: str) -> int:
    """Count the messages an operator makes of a text: 160 or 153 letters each, or 70 or 67 in other alphabets."""
    if all(letter in GSM or letter in GSM_DOUBLE for letter in text):
        widths, single, part = [2 if letter in GSM_DOUBLE else 1 for letter in text], 160, 153
    else:
        widths, single, part = [2 if ord(letter) > 0xFFFF else 1 for letter in text], 70, 67
    if sum(widths) <= single:
        return 1 if text else 0
    count, used = 1, 0
    for width in widths:  # a letter of two units is never cut in half
        if used + width > part:
            count, used = count + 1, 0
        used += width
    return count


def send(message: TextMessage) -> None:
    """Send by the way that `settings.SMS_URL` names. Raises DeliveryProblem when it was not accepted."""
    scheme = urlsplit(settings.SMS_URL).scheme
    try:
        way = _WAYS[scheme]
    except KeyError:
        raise DeliveryProblem("sms_not_configured", temporary=True) from None
    way(message)


@dataclass(frozen=True)
class StoredText:
    """A text message that `file://` has written."""

    way: ClassVar[str] = "sms"

    name: str
    to: str
    text: str
    sent_at: datetime

    @property
    def segments(self) -> int:
        """Give how many messages the operator would make of it."""
        return segments(self.text)


def stored_texts() -> list[StoredText]:
    """Give what `file://` has written, oldest first; nothing where text messages go elsewhere."""
    parts = urlsplit(settings.SMS_URL)
    if parts.scheme != "file":
        return []
    texts = []
    for path in sorted(Path(unquote(parts.path)).glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        texts.append(StoredText(path.stem, found["to"], found["text"], datetime.fromisoformat(found["at"])))
    return texts


def _to_console(message: TextMessage) -> None:
    sys.stdout.write(f"SMS to {message.to}\n{message.text}\n{'-' * 40}\n")
    sys.stdout.flush()


def _to_memory(message: TextMessage) -> None:
    outbox.append(message)


def _to_file(message: TextMessage) -> None:
    """Write one JSON file; it appears whole or not at all."""
    folder, now = Path(unquote(urlsplit(settings.SMS_URL).path)), timezone.now()
    content = asdict(message) | {"at": now.isoformat(), "segments": segments(message.text)}
    name = f"{now:%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{name}.part"
        unfinished.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        unfinished.replace(folder / f"{name}.json")
    except OSError:
        raise DeliveryProblem("sms_file", temporary=True) from None


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a phone number goes to the configured gateway and nowhere else."""

    def redirect_request(self, *args, **kwargs):
        """Refuse."""
        return None


def _to_gateway(message: TextMessage) -> None:
    """POST JSON: to, text, reference, and from where a sender is set. Any 2xx counts as sent."""
    url, authorisation = _address_and_key(settings.SMS_URL)
    content = asdict(message)
    if sender := settings.SMS_SENDER:
        content["from"] = sender
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if authorisation:
        headers["Authorization"] = authorisation
    if message.reference:
        headers["Idempotency-Key"] = message.reference
    request = urllib.request.Request(url, json.dumps(content).encode(), headers, method="POST")  # noqa: S310  # SMS_URL is the operator's
    try:
        urllib.request.build_opener(_StayHere).open(request, timeout=settings.SMS_TIMEOUT).close()
    except urllib.error.HTTPError as error:
        error.close()
        refused = 400 <= error.code < 500 and error.code not in WORTH_ANOTHER_TRY
        raise DeliveryProblem(f"sms_{error.code}", temporary=not refused) from None
    except urllib.error.URLError:  # no connection, so nothing was handed over
        raise DeliveryProblem("sms_unreachable", temporary=True) from None
    except (OSError, HTTPException):
        raise DeliveryProblem("sms_no_answer", temporary=True, unclear=True) from None


def _address_and_key(url: str) -> tuple[str, str]:
    """Split https://token@host/path or https://user:password@host/path from its secret."""
    parts = urlsplit(url)
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    user, password = unquote(parts.username or ""), parts.password
    if password is not None:
        return bare, "Basic " + base64.b64encode(f"{user}:{unquote(password)}".encode()).decode()
    token = user or settings.SMS_TOKEN
    return bare, f"Bearer {token}" if token else ""


_WAYS: dict[str, Callable[[TextMessage], None]] = {
    "console": _to_console,
    "memory": _to_memory,
    "file": _to_file,
    "http": _to_gateway,
    "https": _to_gateway,
}
