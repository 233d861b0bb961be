"""When something that was true once has to be looked at again."""

from datetime import date, timedelta

SOON = timedelta(days=60)
"""How long before its day a thing stands in the queue."""

A_YEAR = timedelta(days=365)


def next_check(today: date) -> date:
    """Give the day, a year from now, by which what was confirmed today is to be looked at again."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # the 29th of February
        return today.replace(year=today.year + 1, day=28)


def is_due(check_by: date | None, today: date) -> bool:
    """Tell whether a thing stands in the queue: its day is near or past, or nobody has ever given it one."""
    return check_by is None or check_by <= today + SOON
