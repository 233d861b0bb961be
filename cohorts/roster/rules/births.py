"""Numbers of Nordic registers, which are never taken."""

import re
from collections.abc import Sequence
from datetime import date

from lms.kit.phones import stored_form

NORWEGIAN = re.compile(r"(?<![\d+])(\d{2})(\d{2})\d{2}[ .-]?\d{5}(?!\d)")
SIX_AND_FOUR = re.compile(r"(?<![\d+])(\d{2})(\d{2})(\d{2})([-+A-FU-Y]?)(\d{3}[\dA-Y])(?![\dA-Z])")
WITH_CENTURY = re.compile(r"(?<![\d+])(?:19|20)\d{2}(\d{2})(\d{2})-?\d{4}(?!\d)")


def holds_birth_number(text: str, *, country: str) -> bool:
    """Tell whether a text holds what looks like the number of a person in a Nordic register. Ten digits that are a
    phone number of the country are none."""
    if any(_a_day(day, month, shifts=(0, 40, 80)) for day, month in NORWEGIAN.findall(text)):
        return True
    if any(_a_day(day, month) for month, day in WITH_CENTURY.findall(text)):
        return True
    for one, two, three, sign, _rest in SIX_AND_FOUR.findall(text.replace(" ", "")):
        if not (_a_day(one, two, shifts=(0, 60)) or _a_day(three, two, shifts=(0, 60))):
            continue
        if sign or not stored_form(text, country=country, strict=True):
            return True
    return False


def _a_day(day: str, month: str, shifts: Sequence[int] = (0,)) -> bool:
    """Tell whether two numbers are a day of a month; temporary numbers add something to one of them."""
    return any(
        _exists(int(day) - shift_day, int(month) - shift_month) for shift_day in shifts for shift_month in shifts
    )


def _exists(day: int, month: int) -> bool:
    try:
        return bool(date(2000, month, day))
    except ValueError:
        return False
