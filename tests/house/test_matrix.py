"""Who gets what of which view: every cell of the table is asked for."""

import pytest

from tests.house.asking import HOW, How
from tests.house.checks import Question
from tests.house.matrix import EXEMPT, read_table, without_row
from tests.house.walk import patterns
from tests.house.world import ACTORS

ROWS = read_table()


def test_every_pattern_has_a_row():
    names = {pattern.name for pattern in patterns() if not pattern.in_wagtail_admin}
    assert without_row(names, ROWS) == set(), "Give each of these a row in tests/house/matrix.py."


def test_every_row_has_a_pattern():
    names = {pattern.name for pattern in patterns()}
    assert (ROWS.keys() | HOW.keys() | EXEMPT.keys()) - names == set()


@pytest.mark.parametrize("view", ROWS)
def test_view_gives_each_role_what_the_table_says(view, world):
    complaints = [
        complaint
        for actor in ACTORS
        for complaint in Question(view, HOW.get(view, How()), ROWS[view][actor], world, world.actor(actor)).complaints()
    ]
    assert not complaints, "\n".join(complaints)
