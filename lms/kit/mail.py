"""E-mail: builds a message that is the same at every try, and says what a mail server's refusal means."""

import re
import smtplib
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language_info

from .delivery import DeliveryProblem

STYLE = (
    "body{max-width:34em;margin:0 auto;padding:1.25rem;font:1rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}"
    ":lang(ar),:lang(fa),:lang(ps),:lang(ur){line-height:1.85}"
)
"""The whole style of the HTML part; it asks for nothing from anywhere."""
_HEAD = f'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


@dataclass(frozen=True)
class Letter:
    """One e-mail as plain text. `message_id` with its angle brackets must be the same at every try. `calendar` is an
    invitation as iCalendar: mail programs show its buttons instead of an attachment."""

    to: str
    subject: str
    text: str
    language: str
    message_id: str
    calendar: str = ""


def build(letter: Letter) -> EmailMultiAlternatives:
    """Give the message with a plain and an HTML part. Raises ValueError for a line break in a header."""
    if any(sign in part for part in (letter.subject, letter.to, letter.message_id) for sign in "\r\n"):
        raise ValueError("a header holds a line break")
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.to],
        headers={
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
        },
    )
    message.attach_alternative(as_html(letter.text, letter.language), "text/html")
    if letter.calendar:
        method = _METHOD.search(letter.calendar)
        if method is None:
            raise ValueError("a calendar without a method is no invitation")
        # The buttons come from the alternative; a program that knows none offers the file.
        message.attach_alternative(letter.calendar, f"text/calendar; method={method[1]}; charset=UTF-8")
        message.attach("invite.ics", letter.calendar.encode(), "application/ics")
    return message


def as_html(text: str, language: str) -> str:
    """Give the text as a small HTML page that runs in the language's direction. Only whole addresses are links."""
    paragraphs = "\n".join(
        f'<p dir="auto">{_link(block)}</p>' for block in re.split(r"\n\s*\n", text.strip()) if block.strip()
    )
    return (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="{direction(language)}">\n'
        f"{_HEAD}\n<body>\n{paragraphs}\n</body>\n</html>\n"
    )


def direction(language: str) -> str:
    """Give rtl or ltr."""
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "rtl" if language.split("-", maxsplit=1)[0] in settings.LANGUAGES_BIDI else "ltr"


def _link(text: str) -> str:
    """Escape a paragraph and make its addresses clickable."""
    pieces, end = [], 0
    for found in _LINK.finditer(text):
        address = escape(found.group())
        pieces += [
            escape(text[end : found.start()]),
            f'<a href="{address}" dir="ltr" target="_blank" rel="noopener">{address}</a>',
        ]
        end = found.end()
    return "".join([*pieces, escape(text[end:])]).replace("\n", "<br>\n")


def send(letter: Letter) -> None:
    """Hand one letter to the mail server. Raises DeliveryProblem when it was not, or not clearly, accepted."""
    try:
        message = build(letter)
        message.message()
    except ValueError:  # BadHeaderError and encoding errors are ValueErrors
        raise DeliveryProblem("bad_header", temporary=False) from None
    connection = get_connection()
    try:
        connection.open()
    except smtplib.SMTPAuthenticationError:  # our own configuration: mended by the operator, not by giving up
        raise DeliveryProblem("smtp_sign_in", temporary=True) from None
    except (OSError, smtplib.SMTPException):
        raise DeliveryProblem("smtp_unreachable", temporary=True) from None
    try:
        accepted = connection.send_messages([message])
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise problem_of(error) from None
    finally:
        _close(connection)
    if accepted == 0:
        raise DeliveryProblem("not_accepted", temporary=False)


def _close(connection: BaseEmailBackend) -> None:
    """Say goodbye. What was accepted stays accepted, however the server answers."""
    with suppress(OSError, smtplib.SMTPException):
        connection.close()


def problem_of(error: Exception) -> DeliveryProblem:
    """Say what an error in the middle of a conversation with a mail server means for the message."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _by_code(next(iter(error.recipients.values()))[0])
    if isinstance(error, smtplib.SMTPSenderRefused):  # our own address or account, the same for everybody
        return DeliveryProblem("smtp_sender_refused", temporary=True)
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code)
    if isinstance(error, smtplib.SMTPNotSupportedError | ValueError):
        return DeliveryProblem("smtp_address_not_supported", temporary=False)
    # Disconnected or silent after the connection stood: the server may or may not have kept the message.
    return DeliveryProblem("smtp_no_answer", temporary=True, unclear=True)


def _by_code(code: int) -> DeliveryProblem:
    return DeliveryProblem(f"smtp_{code}", temporary=not 500 <= code < 600)


@dataclass(frozen=True)
class StoredLetter:
    """A letter that FileBackend has written, as its reader gets it."""

    way: ClassVar[str] = "mail"

    name: str
    to: str
    sender: str
    subject: str
    language: str
    sent_at: datetime
    text: str
    html: str

    @property
    def direction(self) -> str:
        """Give the direction its language is read in."""
        return direction(self.language)


def stored_letters() -> list[StoredLetter]:
    """Give what lies in `settings.EMAIL_FILE_PATH`, oldest first; nothing where mail goes elsewhere."""
    folder = mail_folder()
    return [read_letter(path) for path in sorted(folder.glob("*.eml"))] if folder else []


def mail_folder() -> Path | None:
    """Give the folder that FileBackend writes into, or None where the settings name none."""
    name = getattr(settings, "EMAIL_FILE_PATH", None)
    return Path(name) if name else None


def read_letter(path: Path) -> StoredLetter:
    """Take one file apart. Raises OSError when it is not there."""
    message = message_from_bytes(path.read_bytes(), policy=default)
    text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    return StoredLetter(
        name=path.stem,
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        language=str(message["Content-Language"] or ""),
        sent_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        text=text.get_content() if text else "",
        html=html.get_content() if html else "",
    )


class FileBackend(BaseEmailBackend):
    """Writes each message into a file of its own in `settings.EMAIL_FILE_PATH`, for /dev/mailbox/."""

    def send_messages(self, email_messages) -> int:
        """Store the messages; each file appears whole or not at all."""
        folder = mail_folder()
        if folder is None:
            raise ImproperlyConfigured("FileBackend needs EMAIL_FILE_PATH.")
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
            unfinished = folder / f".{name}.part"
            unfinished.write_bytes(message.message().as_bytes(linesep="\r\n"))
            unfinished.replace(folder / f"{name}.eml")
        return len(email_messages)
