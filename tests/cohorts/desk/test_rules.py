"""What is to be done for an evening, by the days until it."""

import pytest

from cohorts.desk.rules import Task, tasks_for


@pytest.mark.parametrize(
    ("days", "first"),
    [(-1, None), (0, Task.PRINT), (1, Task.ANSWERS), (3, Task.SHARE), (7, Task.READ), (8, None)],
)
def test_first_task_depends_on_the_days_until_the_evening(days, first):
    assert next(iter(tasks_for(days)), None) == first


def test_cancelled_evening_is_only_told_of():
    assert tasks_for(1, is_cancelled=True) == (Task.SHARE,)
