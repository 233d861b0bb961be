"""Who gets what of which view: every cell of the table is asked for."""

import pytest
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from lms import urls as roof
from lms.people.actions.reads import note_reads
from lms.people.models import User
from tests.house.asking import HOW, How
from tests.house.checks import Question
from tests.house.matrix import EXEMPT, Cell, read_table, without_row
from tests.house.things import everybody, no_such_id
from tests.house.walk import patterns
from tests.house.world import ACTORS, World

ROWS = read_table()


def test_every_pattern_has_a_row():
    names = {pattern.name for pattern in patterns() if not pattern.in_wagtail_admin}
    assert without_row(names, ROWS) == set(), "Give each of these a row in tests/house/matrix.py."


def test_every_row_has_a_pattern():
    names = {pattern.name for pattern in patterns()}
    assert (ROWS.keys() | HOW.keys() | EXEMPT.keys()) - names == set()


def complaints_about(view: str, world: World, thorough: bool) -> list[str]:
    """Ask for a row of the table."""
    how, row = HOW.get(view, How()), ROWS[view]
    return [
        complaint
        for actor in ACTORS
        for complaint in Question(view, how, row[actor], world, world.actor(actor), thorough).complaints()
    ]


@pytest.mark.parametrize("view", ROWS)
def test_view_gives_each_role_what_the_table_says(view, world):
    complaints = complaints_about(view, world, thorough=False)
    assert not complaints, "\n".join(complaints)


@pytest.mark.long
@pytest.mark.parametrize("view", ROWS)
def test_view_is_closed_for_every_object_and_by_every_method(view, world):
    complaints = complaints_about(view, world, thorough=True)
    assert not complaints, "\n".join(complaints)


# --- the matrix itself, with holes planted ---------------------------------------------------------------------------


def leaky(request, public_id):
    """Show anybody to whoever is signed in."""
    return HttpResponse(get_object_or_404(User, public_id=public_id).name)


def telling(request, public_id):
    """Answer 403 for what is out of sight, which tells that it is there."""
    person = get_object_or_404(User, public_id=public_id)
    if not User.objects.visible_to(request.user).filter(pk=person.pk).exists():
        raise PermissionDenied
    note_reads(request, [person])
    return HttpResponse(person.name)


def silent(request, public_id):
    """Show whom she may see, and note it nowhere."""
    return HttpResponse(get_object_or_404(User.objects.visible_to(request.user), public_id=public_id).name)


def crumbling(request, public_id):
    """Set a cookie on a page without a form."""
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    note_reads(request, [person])
    response = HttpResponse(person.name)
    response.set_cookie("crumb", "1")
    return response


def crashing(request, public_id):
    """Fall over what is absent."""
    return HttpResponse(User.objects.visible_to(request.user).get(public_id=public_id).name)


HOLES = {
    "leaky": (leaky, "leaky[T]: 200 instead of the answer for what is absent"),
    "telling": (telling, "403 instead of the answer for what is absent"),
    "silent": (silent, "does not log it"),
    "crumbling": (crumbling, "sets the cookie crumb"),
    "crashing": (crashing, ": 500 "),
}
urlpatterns = [
    *(path(f"{name}/<uuid:public_id>/", login_required(view), name=name) for name, (view, _complaint) in HOLES.items()),
    *roof.urlpatterns,
]


@pytest.mark.urls("tests.house.test_matrix")
def test_new_pattern_without_a_row_is_named():
    assert without_row({pattern.name for pattern in patterns()}, ROWS) >= {"leaky", "telling"}


@pytest.mark.urls("tests.house.test_matrix")
@pytest.mark.parametrize("hole", HOLES)
def test_planted_hole_is_found(hole, world):
    how = How("GET", everybody, no_such_id)
    found = Question(hole, how, ROWS["person"]["coordinator"], world, world.actor("coordinator")).complaints()
    assert any(HOLES[hole][1] in complaint for complaint in found), found


def test_view_that_is_closed_to_a_role_it_should_be_open_to_is_found(world):
    found = Question("people_list", How(), Cell("+"), world, world.actor("trainee")).complaints()
    assert any("404 instead of an answer" in complaint for complaint in found)


def test_view_that_is_open_to_a_role_it_should_be_closed_to_is_found(world):
    found = Question("people_list", How(), Cell("."), world, world.actor("coordinator")).complaints()
    assert any("200 instead of" in complaint for complaint in found)


def test_row_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="my_page"):
        read_table(f"head\n----\nmy_page {'+ ' * (len(ACTORS) - 1)}")
