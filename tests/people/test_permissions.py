"""Who sees whom and who may do what: tables of role × role × place."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from lms.people import permissions
from lms.people.actions.roles import change_person, end_role, grant_role
from lms.people.actions.signing_in import show_sign_in_code, sign_out_everywhere
from lms.people.models import RoleAssignment, User
from lms.people.roles import Role
from tests.factories.people import UserFactory, role_of

pytestmark = pytest.mark.django_db

# Letters: S secretariat, L leader, G steering group, C coordinator, H helper, O organisational volunteer, V volunteer,
# T trainee. The first word is what is allowed in her own district A, the second in district B.
LETTERS = {
    "S": Role.SECRETARIAT,
    "L": Role.ORG_LEADER,
    "G": Role.STEERING_MEMBER,
    "C": Role.COORDINATOR,
    "H": Role.HELPER,
    "O": Role.ORG_VOLUNTEER,
    "V": Role.VOLUNTEER,
    "T": Role.TRAINEE,
}
TABLE = {
    #                       sees                 grants, ends     changes          signs in
    Role.SECRETARIAT: ("SLGCHO SLGCHO", "SLGCO SLGCO", "SLGCO SLGCO", "- -"),
    Role.ORG_LEADER: ("SLGCHO SLGCHO", "- -", "- -", "- -"),
    Role.STEERING_MEMBER: ("- -", "- -", "- -", "- -"),
    Role.COORDINATOR: ("CHOVT -", "HVT -", "HVT -", "VT -"),
    Role.HELPER: ("CHOVT -", "- -", "- -", "VT -"),
    Role.ORG_VOLUNTEER: ("- -", "- -", "- -", "- -"),
    Role.VOLUNTEER: ("- -", "- -", "- -", "- -"),
    Role.TRAINEE: ("- -", "- -", "- -", "- -"),
}
CELLS = [
    (acting, district, letter)
    for acting in Role
    for number, district in enumerate("ab")
    for letter in LETTERS
    if not (number and letter in "SLG")  # those hold their role at the organisation, which is neither A nor B
]


def allowed(acting: Role, column: int, district: str, letter: str) -> bool:
    """Read a cell."""
    return letter in TABLE[acting][column].split()["ab".index(district)]


def works(action, **arguments) -> bool:
    """Tell whether an action is not refused."""
    try:
        action(**arguments)
    except PermissionDenied:
        return False
    return True


@pytest.mark.parametrize(("acting", "district", "letter"), CELLS)
def test_role_sees_and_does_what_the_table_says(town, acting, district, letter):
    role = LETTERS[letter]
    user, other = town.person(acting), town.person(role, district)
    held = RoleAssignment.objects.with_places().get(person=other)
    sees, grants, changes, signs_in = (allowed(acting, column, district, letter) for column in range(4))

    assert (other in User.objects.visible_to(user)) is sees
    assert (held in RoleAssignment.objects.visible_to(user)) is sees
    assert permissions.can_grant_role(user, role, held.place) is grants
    assert permissions.can_end_role(user, held) is grants
    assert permissions.can_change_person(user, other) is changes
    assert permissions.can_sign_in_for(user, other) is signs_in
    assert permissions.can_sign_out(user, other) is (signs_in or changes)


@pytest.mark.parametrize(("acting", "district", "letter"), CELLS)
def test_actions_refuse_what_the_table_refuses(town, acting, district, letter):
    role = LETTERS[letter]
    user, other = town.person(acting), town.person(role, district)
    held = RoleAssignment.objects.with_places().select_related("person").get(person=other)
    _sees, grants, changes, signs_in = (allowed(acting, column, district, letter) for column in range(4))

    assert works(show_sign_in_code, by=user, person=other) is signs_in
    assert works(sign_out_everywhere, by=user, person=other) is (signs_in or changes)
    new = {"name": "Nytt Navn", "phone": other.phone, "email": None}
    assert works(change_person, by=user, person=other, **new) is changes
    assert works(grant_role, by=user, person=UserFactory(), role=role, place=held.place) is grants
    assert works(end_role, by=user, assignment=held) is grants


@pytest.mark.parametrize(("acting", "district", "letter"), CELLS)
def test_views_show_what_the_table_shows(town, client, acting, district, letter):
    user, other = town.person(acting), town.person(LETTERS[letter], district)
    client.force_login(user)
    sees, _grants, changes, signs_in = (allowed(acting, column, district, letter) for column in range(4))
    page = {name: reverse(name, args=[other.public_id]) for name in ("person", "person_change", "person_code")}

    assert client.get(page["person"]).status_code == (200 if sees else 404)
    assert client.get(page["person_change"]).status_code == (200 if changes else 404)
    assert client.get(page["person_code"]).status_code == (200 if signs_in else 404)
    listed = client.get(reverse("people_list"))
    assert (listed.status_code == 200 and other.name in listed.content.decode()) is sees


def test_signed_out_user_sees_nobody(town):
    town.person(Role.TRAINEE)
    assert not User.objects.visible_to(AnonymousUser()).exists()
    assert not RoleAssignment.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_herself_and_her_roles(town, client, role):
    user = town.person(role)
    assert user in User.objects.visible_to(user)
    assert user.role_assignments.get() in RoleAssignment.objects.visible_to(user)
    client.force_login(user)
    assert client.get(reverse("person", args=[user.public_id])).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_nobody_changes_ends_or_signs_in_herself(town, role):
    user = town.person(role)
    assert not permissions.can_change_person(user, user)
    assert not permissions.can_sign_in_for(user, user)
    assert not permissions.can_end_role(user, user.role_assignments.get())
    assert permissions.can_sign_out(user, user)


# --- somebody with roles in two districts ----------------------------------------------------------------------------


@pytest.fixture
def both(town) -> User:
    """Give a trainee of A who is a volunteer in B."""
    person = town.person(Role.TRAINEE, "a")
    role_of(person, Role.VOLUNTEER, town.group_b)
    return person


def test_coordinator_does_not_see_the_role_elsewhere(town, both, client):
    client.force_login(town.person(Role.COORDINATOR))
    for path in (reverse("person", args=[both.public_id]), reverse("people_list")):
        text = client.get(path).content.decode()
        assert town.group_a.name in text
        assert town.group_b.name not in text


ROLES_AND_RIGHTS = [
    # roles: letter and district, "later" for one that has not begun; what coordinators of A and B may: c changes,
    # i signs in, o signs out
    ("Ta", "cio", ""),
    ("Ta Vb", "cio", "cio"),
    ("Ta Hb", "", "co"),
    ("Ta Hb-later", "", ""),
    ("Ta Ha", "cio", ""),
    ("Ta Ha-later", "cio", ""),
    ("Ha Tb", "co", ""),
    ("Ha Hb", "", ""),
    ("Ta Oa", "", ""),
    ("Ta S", "", ""),
    ("Ta S-later", "", ""),
    ("Ta-later", "", ""),
]


@pytest.mark.parametrize(("held", "in_a", "in_b"), ROLES_AND_RIGHTS)
def test_offices_and_not_learning_elsewhere_decide_what_her_coordinator_may(town, held, in_a, in_b):
    person = UserFactory()
    for word in held.split():
        role, later = LETTERS[word[0]], word.endswith("later")
        district = "b" if word[1:2] == "b" else "a"
        role_of(person, role, town.seat(role, district), **({"starts_at": "2099-01-01T00:00:00Z"} if later else {}))
    for district, expected in (("a", in_a), ("b", in_b)):
        coordinator = town.person(Role.COORDINATOR, district)
        verbs = {
            "c": permissions.can_change_person,
            "i": permissions.can_sign_in_for,
            "o": permissions.can_sign_out,
        }
        may = "".join(letter for letter, can in verbs.items() if can(coordinator, User.objects.get(pk=person.pk)))
        assert may == expected, district


def test_coordinator_ends_only_the_role_at_her_place(town, both):
    coordinator = town.person(Role.COORDINATOR)
    may = {held.role: permissions.can_end_role(coordinator, held) for held in both.role_assignments.all()}
    assert may == {Role.TRAINEE: True, Role.VOLUNTEER: False}


def test_coordinator_of_a_municipality_sees_all_its_districts(town):
    coordinator = UserFactory()
    role_of(coordinator, Role.COORDINATOR, town.a.municipality)
    people = {town.person(Role.TRAINEE, "a"), town.person(Role.VOLUNTEER, "b")}
    assert people <= set(User.objects.visible_to(coordinator))


def test_role_that_is_over_shows_nobody(town, time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    coordinator, trainee = town.person(Role.COORDINATOR), town.person(Role.TRAINEE)
    coordinator.role_assignments.update(ends_at="2027-01-12T18:00:00Z")
    assert trainee not in User.objects.visible_to(User.objects.get(pk=coordinator.pk))


def test_role_that_has_not_begun_shows_nobody(town):
    coordinator, trainee = UserFactory(), town.person(Role.TRAINEE)
    role_of(coordinator, Role.COORDINATOR, town.a, starts_at="2099-01-01T00:00:00Z")
    assert trainee not in User.objects.visible_to(coordinator)


def test_whoever_has_no_running_role_is_seen_by_herself_only(town):
    coordinator, trainee = town.person(Role.COORDINATOR), town.person(Role.TRAINEE)
    end_role(by=coordinator, assignment=trainee.role_assignments.get())
    assert trainee not in User.objects.visible_to(User.objects.get(pk=coordinator.pk))


def test_trainee_opens_no_page_of_others(town):
    trainee, other = town.person(Role.TRAINEE), town.person(Role.TRAINEE)
    client = Client()
    client.force_login(trainee)
    for path in ("/people/", "/people/add/", f"/people/{other.public_id}/", f"/people/{other.public_id}/code/"):
        assert client.get(path).status_code == 404
