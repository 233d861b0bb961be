"""Codes that change with the time: a word for a QR code and four digits for whoever cannot scan it."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

STEP = 60
"""Seconds for which a code is shown. It is taken for one step longer: whoever has just scanned it still gets in."""


@dataclass(frozen=True)
class Codes:
    """What is shown now: a word of 80 bits, four digits, and for how many seconds."""

    word: str
    number: str
    seconds: int


def codes_at(seed: str, moment: datetime) -> Codes:
    """Give the codes that a seed has at a moment. Nobody can tell them without the key of the site, nor the word by the
    number."""
    step, passed = divmod(int(moment.timestamp()), STEP)
    return Codes(_word(seed, step), _number(seed, step), STEP - passed)


def is_word(seed: str, word: str, moment: datetime) -> bool:
    """Tell whether a word is the one that is shown, or the one before it."""
    return any(hmac.compare_digest(_word(seed, step), word) for step in _steps(moment))


def is_number(seed: str, number: str, moment: datetime) -> bool:
    """Tell whether four digits are those that are shown, or those before them. The caller counts the tries."""
    return any(hmac.compare_digest(_number(seed, step), number) for step in _steps(moment))


def _steps(moment: datetime) -> tuple[int, int]:
    now = int(moment.timestamp()) // STEP
    return now, now - 1


def _digest(seed: str, step: int, kind: str) -> bytes:
    return hmac.new(
        f"{settings.SECRET_KEY}:rotating".encode(), f"{kind}:{seed}:{step}".encode(), hashlib.sha256
    ).digest()


def _word(seed: str, step: int) -> str:
    return base64.b32encode(_digest(seed, step, "word")[:10]).decode().lower()


def _number(seed: str, step: int) -> str:
    return f"{int.from_bytes(_digest(seed, step, 'number')) % 10_000:04d}"
