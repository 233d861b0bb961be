"""Reads a mailbox folder: a Maildir, or a folder of an IMAP server. What is not understood is left for people."""

import imaplib
import logging
import mailbox
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LARGEST = 1_000_000  # bytes of one mail; an answer to an invitation has a few thousand
MOST = 200  # mails in one go
PATIENCE = 10  # seconds of silence of an IMAP server
CALENDAR_TYPES = ("text/calendar", "application/ics")

log = logging.getLogger(__name__)
Handle = Callable[[bytes], bool]


def read_inbox(url: str, handle: Handle) -> int:
    """Give each new mail to `handle` as bytes, and how many there were. When it answers True the mail is removed, else
    it stays, marked as seen. `url`: maildir:///folder or imaps://user:password@host/folder."""
    read = 0
    with _open(url) as folder:
        for number, size in folder.new():
            if read >= MOST:
                break
            read += 1
            done = False
            if size <= LARGEST:
                try:
                    done = handle(folder.raw(number))
                except Exception as error:  # one mail must not hold up the others
                    log.error("inbox: %s", type(error).__name__)  # what it quotes may be somebody's words
            folder.finish(number, remove=done)
    return read


def calendars_in(raw: bytes) -> list[bytes]:
    """Give the calendars of a mail, as UTF-8, in their order: mostly the same one twice, beside the text and as a
    file."""
    found = []
    with suppress(RecursionError, LookupError, UnicodeError):
        for part in message_from_bytes(raw, policy=default).walk():
            if part.get_content_type() in CALENDAR_TYPES:
                payload = part.get_payload(decode=True)
                data = payload if isinstance(payload, bytes) else b""
                charset = part.get_content_charset() or "utf-8"
                found.append(data if charset in ("utf-8", "us-ascii") else data.decode(charset).encode())
    return found


def put(url: str, raw: bytes) -> None:
    """Add a mail to a Maildir; it is on the disk when this returns."""
    _Maildir(urlsplit(url).path).box.add(raw)


@contextmanager
def _open(url: str) -> "Iterator[_Maildir | _Imap]":
    parts = urlsplit(url)
    if parts.scheme == "maildir" and parts.path:
        yield _Maildir(parts.path)
    elif parts.scheme == "imaps" and parts.hostname and parts.username and parts.password:
        folder = _Imap(
            imaplib.IMAP4_SSL(parts.hostname, parts.port or 993, timeout=PATIENCE),
            unquote(parts.username),
            unquote(parts.password),
            unquote(parts.path.strip("/")) or "INBOX",
        )
        try:
            yield folder
        finally:
            folder.close()
    else:
        raise ImproperlyConfigured("INBOX_URL is maildir:///folder or imaps://user:password@host/folder.")


class _Maildir:
    """A folder on this machine, into which a mail server delivers."""

    def __init__(self, path: str) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.path = Path(path)
        self.box = mailbox.Maildir(path, create=True)

    def new(self) -> Iterator[tuple[str, int]]:
        """Give the mails that nobody has seen, with their sizes. Whether one was seen stands in its name."""
        for path in sorted([*(self.path / "new").iterdir(), *(self.path / "cur").iterdir()]):
            if "S" not in path.name.partition(":2,")[2]:
                yield str(path), path.stat().st_size

    def raw(self, path: str) -> bytes:
        """Give a mail."""
        return Path(path).read_bytes()

    def finish(self, path: str, *, remove: bool) -> None:
        """Remove a mail, or mark it as seen. Another process may have done either."""
        with suppress(FileNotFoundError):
            if remove:
                Path(path).unlink()
            else:
                name, _sign, flags = Path(path).name.partition(":2,")
                Path(path).rename(self.path / "cur" / f"{name}:2,{''.join(sorted({*flags, 'S'}))}")


class _Imap:
    """A folder of an IMAP server, over TLS."""

    def __init__(self, server: imaplib.IMAP4, user: str, password: str, folder: str) -> None:
        self.server = server
        server.login(user, password)
        answer, _data = server.select(f'"{folder}"')
        if answer != "OK":
            raise ImproperlyConfigured("The folder of INBOX_URL is not there.")

    def new(self) -> Iterator[tuple[str, int]]:
        """Give the mails that nobody has seen, with their sizes."""
        _answer, data = self.server.uid("SEARCH", "UNSEEN")
        for number in (data[0] or b"").decode().split():
            _answer, facts = self.server.uid("FETCH", number, "(RFC822.SIZE)")
            digits = bytes(facts[0] or b"").upper().partition(b"RFC822.SIZE ")[2].split(b" ")[0].strip(b")")
            yield number, int(digits or 0)

    def raw(self, number: str) -> bytes:
        """Give a mail, without marking it."""
        _answer, data = self.server.uid("FETCH", number, "(BODY.PEEK[])")
        return next((part[1] for part in data if isinstance(part, tuple)), b"")

    def finish(self, number: str, *, remove: bool) -> None:
        """Remove a mail, or mark it as seen."""
        self.server.uid("STORE", number, "+FLAGS", r"(\Deleted \Seen)" if remove else r"(\Seen)")

    def close(self) -> None:
        """Let the server throw away what was removed, and say goodbye."""
        with suppress(OSError, imaplib.IMAP4.error):
            self.server.close()
            self.server.logout()
