"""A role for somebody out of sight is a question to her: the asker learns nothing, and she decides."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from lms.people.actions.questions import ANSWER_WITHIN, answer_role
from lms.people.actions.roles import add_person, change_person, close_run_out_roles, grant_role
from lms.people.mailbox.delivery import may_be_sent
from lms.people.models import Notice, RoleAssignment, Session, User
from lms.people.models.limits import ACCOUNT_LIMIT, WINDOW
from lms.people.roles import Role
from tests.factories.people import UserFactory, role_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker(town) -> User:
    return town.person(Role.COORDINATOR)


@pytest.fixture
def foreign(town) -> User:
    """Give a trainee of B, whom the coordinator of A does not see."""
    return town.person(Role.TRAINEE, "b", name="Kanari Fremmed", email="fremmed@example.org")


@pytest.fixture
def question(town, asker, foreign) -> RoleAssignment:
    return grant_role(by=asker, person=foreign, role=Role.TRAINEE, place=town.group_a)


def typed(town, **fields) -> dict:
    """Give a right form for a trainee of A."""
    role = f"trainee:local_group:{town.group_a.pk}"
    return {"name": "Noen", "phone": "", "email": "", "language": "nb", "role_at": role, **fields}


def add(town, asker, **fields) -> User:
    """Add somebody to A by the action."""
    new = {"name": "Noen", "phone": None, "email": None, "language": "nb", "role": Role.TRAINEE, **fields}
    return add_person(by=asker, place=town.group_a, **new)


# --- what the asker learns -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["phone", "email"])
@pytest.mark.parametrize("who", ["trainee of B", "secretariat", "nobody's"])
def test_known_number_out_of_sight_is_answered_as_a_new_one_and_shows_nothing(town, client, asker, who, way):
    fields = {"name": "Kanari Fremmed", "phone": "+4790123456", "email": "fremmed@example.org"}
    match who:
        case "trainee of B":
            other = town.person(Role.TRAINEE, "b", **fields)
        case "secretariat":
            other = town.person(Role.SECRETARIAT, **fields)
        case _:
            other = UserFactory(**fields)
    client.force_login(asker)
    new = client.post(reverse("person_add"), typed(town, phone="91 11 11 11"))
    known = client.post(reverse("person_add"), typed(town, **{way: fields[way]}))
    assert (known.status_code, known.url) == (new.status_code, new.url)
    page = client.get(known.url).content.decode()
    assert not {secret for secret in ("Kanari", str(other.public_id), *fields.values()) if secret in page}
    assert client.get(reverse("person", args=[other.public_id])).status_code == 404
    assert not other.role_assignments.running().filter(local_group=town.group_a).exists()
    assert other.role_assignments.asked().get().place == town.group_a


def test_somebody_in_sight_gets_the_role_at_once(town, asker):
    woman = town.person(Role.TRAINEE)
    assert add(town, asker, phone=woman.phone, role=Role.VOLUNTEER) == woman
    assert woman.role_assignments.running().filter(role=Role.VOLUNTEER).exists()
    assert not woman.role_assignments.asked().exists()


def test_whoever_runs_the_server_asks_nobody(town, foreign):
    assert grant_role(by=None, person=foreign, role=Role.COORDINATOR, place=town.a).is_running


@pytest.mark.parametrize("number", [1, 2])
def test_list_says_how_many_have_not_answered(town, client, asker, number):
    for _ in range(number):
        add(town, asker, phone=town.person(Role.TRAINEE, "b").phone)
    client.force_login(asker)
    assert client.get(reverse("people_list")).context["asked"] == number
    client.force_login(town.person(Role.COORDINATOR, "b"))
    assert client.get(reverse("people_list")).context["asked"] == 0


def test_question_takes_no_right_from_her_own_coordinator_and_gives_none_to_the_asker(town, asker, foreign):
    own = town.person(Role.COORDINATOR, "b")
    grant_role(by=asker, person=foreign, role=Role.HELPER, place=town.a)
    assert foreign not in User.objects.visible_to(asker)
    assert not RoleAssignment.objects.visible_to(asker).filter(person=foreign).exists()
    change_person(by=own, person=User.objects.get(pk=foreign.pk), name="Ny", phone=foreign.phone, email=None)
    assert not foreign.groups.filter(name="role: helper").exists()


# --- what she is told ------------------------------------------------------------------------------------------------


def test_she_is_told_at_her_own_address_without_a_word_of_what(town, question, foreign):
    notice = Notice.objects.get(event="role_asked")
    assert (notice.recipient, notice.address) == (foreign, foreign.email)
    assert may_be_sent(notice) == ""
    text = f"{notice.subject} {notice.body}".lower()
    assert not {word for word in (town.group_a.name, town.a.name, "trainee", "deltaker") if word.lower() in text}


def test_same_question_again_is_no_second_message(town, asker, foreign, question):
    assert grant_role(by=asker, person=foreign, role=Role.TRAINEE, place=town.group_a) == question
    assert Notice.objects.filter(event="role_asked").count() == 1


def test_her_page_asks_her(town, client, foreign, question):
    client.force_login(foreign)
    with override("en"):
        page = client.get(reverse("my_page")).content.decode()
        assert reverse("role_answer", args=[question.public_id]) in page
    assert "would like you as" in page
    assert town.group_a.name in page


# --- what she answers ------------------------------------------------------------------------------------------------


def test_yes_gives_the_role_and_shows_her(client, asker, foreign, question):
    client.force_login(foreign)
    client.post(reverse("role_answer", args=[question.public_id]), {"answer": "yes"})
    question.refresh_from_db()
    assert question.is_running
    assert question.ends_at is None
    assert foreign in User.objects.visible_to(User.objects.get(pk=asker.pk))
    assert not foreign.role_assignments.asked().exists()
    assert not ModelLogEntry.objects.filter(user=foreign).exists()


def test_no_leaves_nothing(client, asker, foreign, question):
    client.force_login(foreign)
    client.post(reverse("role_answer", args=[question.public_id]), {"answer": "no"})
    assert not RoleAssignment.objects.filter(pk=question.pk).exists()
    assert foreign not in User.objects.visible_to(asker)


@pytest.mark.parametrize("answer", [{}, {"answer": ""}, {"answer": "maybe"}])
def test_anything_else_is_no_answer(client, foreign, question, answer):
    client.force_login(foreign)
    assert client.post(reverse("role_answer", args=[question.public_id]), answer).url == reverse("my_page")
    assert foreign.role_assignments.asked().get() == question


def test_nobody_answers_for_her(town, client, asker, question):
    for other in (asker, town.person(Role.COORDINATOR, "b"), town.person(Role.SECRETARIAT)):
        with pytest.raises(PermissionDenied):
            answer_role(by=other, assignment=question, yes=True)
        client.force_login(other)
        url = reverse("role_answer", args=[question.public_id])
        assert client.post(url, {"answer": "yes"}).status_code == 404
    assert not RoleAssignment.objects.running().filter(pk=question.pk).exists()


def test_role_she_has_got_in_the_meantime_is_not_doubled(town, foreign, question):
    held = role_of(foreign, Role.TRAINEE, town.group_a)
    answer_role(by=foreign, assignment=question, yes=True)
    assert [*foreign.role_assignments.filter(local_group=town.group_a)] == [held]


def test_yes_to_an_office_with_a_second_key_asks_her_to_sign_in_again(town, client, foreign):
    question = grant_role(
        by=town.person(Role.SECRETARIAT), person=foreign, role=Role.SECRETARIAT, place=town.organisation
    )
    client.force_login(foreign)
    client.post(reverse("role_answer", args=[question.public_id]), {"answer": "yes"})
    assert not Session.objects.filter(user=foreign).exists()
    assert client.get(reverse("my_page")).status_code == 302


def test_question_ends_after_thirty_days_and_signs_nobody_out(client, foreign, question, time_machine):
    client.force_login(foreign)
    time_machine.move_to(timezone.now() + ANSWER_WITHIN + timedelta(seconds=1), tick=False)
    assert not foreign.role_assignments.asked().exists()
    answer_role(by=foreign, assignment=question, yes=True)
    assert not RoleAssignment.objects.running().filter(pk=question.pk).exists()
    assert close_run_out_roles() == 1
    assert not RoleAssignment.objects.filter(pk=question.pk).exists()
    assert Session.objects.filter(user=foreign).exists()


# --- nobody finds out numbers by trying ------------------------------------------------------------------------------


def test_many_questions_have_to_wait(town, client, asker, time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    client.force_login(asker)
    for _ in range(ACCOUNT_LIMIT):
        assert client.post(reverse("person_add"), typed(town, phone=UserFactory().phone)).status_code == 302
    for phone in (UserFactory().phone, "+4791111111"):  # a new number is refused as well, else it would tell
        response = client.post(reverse("person_add"), typed(town, phone=phone))
        assert response.status_code == 422
        assert response.context["form"].non_field_errors().as_data()[0].code == "too_many_asked"
    assert RoleAssignment.objects.asked().count() == ACCOUNT_LIMIT
    time_machine.shift(WINDOW)
    assert client.post(reverse("person_add"), typed(town, phone="+4791111111")).status_code == 302


def test_many_new_women_need_not_wait(town, asker):
    for number in range(2 * ACCOUNT_LIMIT):
        add(town, asker, phone=f"+479111110{number:02d}")


@pytest.mark.parametrize(
    ("new", "code"),
    [({"phone": "+4790123456"}, "phone_unusable"), ({"email": "FREMMED@example.org"}, "email_unusable")],
)
def test_number_of_somebody_out_of_sight_is_not_said_to_be_taken(town, client, asker, new, code):
    town.person(Role.TRAINEE, "b", phone="+4790123456", email="fremmed@example.org")
    woman = town.person(Role.TRAINEE)
    client.force_login(asker)
    data = {"name": "Ny", "phone": woman.phone, "email": "", **new}
    for _ in range(ACCOUNT_LIMIT):
        with override("en"):
            response = client.post(reverse("person_change", args=[woman.public_id]), data)
        assert "cannot be used. Check it, or ask the secretariat." in response.content.decode()
        assert "Somebody else" not in response.content.decode()
    with pytest.raises(ValidationError) as refusal:
        change_person(by=asker, person=woman, name="Ny", phone=new.get("phone", woman.phone), email=new.get("email"))
    assert refusal.value.code == "too_many_asked"


def test_number_of_somebody_in_sight_is_said_to_be_taken(town, asker):
    woman, other = town.person(Role.TRAINEE), town.person(Role.TRAINEE)
    with pytest.raises(ValidationError) as refusal:
        change_person(by=asker, person=woman, name="Ny", phone=other.phone, email=None)
    assert refusal.value.code == "phone_taken"


@pytest.mark.parametrize(("district", "code"), [("a", "two_people"), ("b", "not_together")])
def test_number_of_one_and_address_of_another_says_what_she_may_know(town, asker, district, code):
    one, other = town.person(Role.TRAINEE), town.person(Role.TRAINEE, district, email="other@example.org")
    with pytest.raises(ValidationError) as refusal:
        add(town, asker, phone=one.phone, email=other.email)
    assert refusal.value.code == code
