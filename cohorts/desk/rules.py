"""What a coordinator does when, counted in days before an evening."""

from enum import StrEnum

WEEK = 7
SOON = 3  # days before: the women are told
TOMORROW = 1


class Task(StrEnum):
    """One thing to do for an evening."""

    READ = "read"  # the plan of its modules
    SHARE = "share"  # the message to the women
    ANSWERS = "answers"  # who comes
    PRINT = "print"


def tasks_for(days: int, *, is_cancelled: bool = False) -> tuple[Task, ...]:
    """Give what is to be done so many days before an evening, the most urgent first; nothing for one that is over,
    far away, or not held. A cancelled one is only told of."""
    if not 0 <= days <= WEEK:
        return ()
    if is_cancelled:
        return (Task.SHARE,)
    if days == 0:
        return (Task.PRINT, Task.ANSWERS)
    if days <= TOMORROW:
        return (Task.ANSWERS, Task.PRINT, Task.SHARE)
    return (Task.SHARE, Task.READ) if days <= SOON else (Task.READ,)
