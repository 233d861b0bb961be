"""What an ID card says, frozen when it is issued, and how long it is valid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any


class CardRefusal(StrEnum):
    """Why a card cannot be issued, renewed or blocked."""

    NO_DIPLOMA = "no_diploma"  # no card before the diploma
    HAS_CARD = "has_card"
    NOT_VALID = "not_valid"  # it is replaced or withdrawn already
    NO_CONSENT = "no_consent"  # to her photo
    NO_PHOTO_OF_HER = "no_photo_of_her"  # she is protected; said in the same words as a missing consent


@dataclass(frozen=True)
class CardFacts:
    """Everything that stands on a card. `name` is a first name with a letter, or the whole name if she wants it;
    `languages` are the names of those she speaks, if she wants them on the back."""

    number: str
    code: str
    name: str
    title: str
    organisation: str
    place: str
    group: str
    language: str
    issued_on: date
    valid_until: date
    check_at: str
    phone: str = ""
    languages: tuple[str, ...] = ()
    logo: str = ""  # SHA-256 of the organisation's logo
    photo: str = ""  # SHA-256 of her photo; without one a large letter stands there


def card_facts_from(stored: Mapping[str, Any]) -> CardFacts:
    """Read facts of a card back as they were."""
    dates = {key: date.fromisoformat(stored[key]) for key in ("issued_on", "valid_until")}
    return CardFacts(**{**stored, **dates, "languages": tuple(stored["languages"])})


def short_name(name: str) -> str:
    """Give the first name and the first letter of the last one: “Fatuma H.”."""
    parts = name.split()
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else name


def last_day(issued_on: date, years: int) -> date:
    """Give the last day of a card: the day before the same day, so many years later."""
    try:
        return issued_on.replace(year=issued_on.year + years) - timedelta(days=1)
    except ValueError:  # issued on 29 February
        return date(issued_on.year + years, 2, 28)
