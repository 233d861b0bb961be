"""Keeps names, numbers, addresses and secrets out of every log line."""

import logging
import re
import traceback

DEEPEST = 10  # errors in one chain
_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.\w+")
_PHONE = re.compile(r"(?<![\w.-])(?:\+|00)?\d[\d \-]{6,}\d(?![\w-])")
_PUBLIC_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])"
_SECRET = re.compile(rf"(?<![\w-])(?!{_PUBLIC_ID})[A-Za-z0-9_-]{{32,}}")
_QUERY = re.compile(r"\?\S+")
_QUOTED = re.compile(r"DETAIL:.*", re.DOTALL)


def scrub(text: str) -> str:
    """Give the text with e-mail addresses, phone numbers, long secrets and query strings blanked out."""
    for pattern, word in [
        (_QUOTED, "DETAIL: …"),
        (_QUERY, "?…"),
        (_EMAIL, "<e-mail>"),
        (_SECRET, "<secret>"),
        (_PHONE, "<number>"),
    ]:
        text = pattern.sub(word, text)
    return text


class NoPersonalData(logging.Filter):
    """Scrubs the message, and drops what Django hangs on a record (request, user, body)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always let the record through, in its clean form."""
        record.msg, record.args = scrub(record.getMessage()), None
        return True


class Formatter(logging.Formatter):
    """Writes where an error happened and of which kind it was; its message may quote what somebody wrote."""

    def formatException(self, ei) -> str:  # noqa: N802  (the name is the standard library's)
        """Give the tracebacks of an error and of those that led to it, without their messages."""
        parts: list[str] = []
        error = ei[1]
        while error is not None and len(parts) < DEEPEST:
            kind = f"{type(error).__module__}.{type(error).__qualname__}"
            parts.append("".join(traceback.format_tb(error.__traceback__)) + kind)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhich led to:\n".join(reversed(parts))
