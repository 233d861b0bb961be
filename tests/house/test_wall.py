"""The wall between districts, and round a woman who is protected: no answer tells what it must not."""

from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from lms.people.models import RoleAssignment, User
from lms.people.roles import Role
from tests.house.asking import HOW, How, new_person
from tests.house.checks import SEALED, TOKEN, Question, content_of
from tests.house.matrix import read_table
from tests.house.world import World

OUT_OF_SIGHT = {Role.SECRETARIAT.value: "tvTX", Role.COORDINATOR.value: "slgTCX"}


@pytest.mark.parametrize(
    ("actor", "letter"), [(actor, letter) for actor in OUT_OF_SIGHT for letter in OUT_OF_SIGHT[actor]]
)
def test_known_number_out_of_sight_is_asked_and_her_name_shown_nowhere(actor: str, letter: str, world: World):
    acting, other = world.actor(actor), world.people[letter]

    def look(response) -> tuple[str, bool]:
        pages = [acting.client.get(response.headers["Location"]), acting.client.get(reverse("people_list"))]
        asked = RoleAssignment.objects.asked().filter(person=other).exists()
        return "".join(page.content.decode() for page in (response, *pages)), asked

    form = {**new_person(world, actor, ""), "phone": str(other.phone)}
    response, (text, asked) = acting.ask("POST", reverse("person_add"), lambda: form, look=look)
    assert response.status_code == 302
    assert asked
    assert not {secret for secret in (other.name, str(other.phone), str(other.public_id)) if secret in text}


MAY_READ = {Role.COORDINATOR.value: {"person_protection[t]"}, Role.SECRETARIAT.value: set()}
"""Where each of them may see a difference: the coordinator who acts is one of the two who are named in district A."""

NEW_EACH_TIME = ("mfa_", "account_", "roll_token", "status_list")
"""Views that answer with a new secret each time, or signed by a key that is undone after it, and show nobody else."""


def pages_of(world: World, actor: str) -> list[tuple[Question, str, str]]:
    """Give every page and file that somebody can fetch: how to ask for it, its address, the letter of its thing."""
    found = []
    for view, row in read_table().items():
        question = Question(view, HOW.get(view, How()), row[actor], world, world.actor(actor))
        if "GET" in question.how.methods and row[actor].is_open and not view.startswith(NEW_EACH_TIME):
            things = [(letter, each) for letter, each in question.objects().items() if letter in ("", "t", "A")]
            found += [(question, question.url(each), letter) for letter, each in things if row[actor].allows(letter)]
    return found


def answers_to(pages: list[tuple[Question, str, str]]) -> dict[str, bytes]:
    """Fetch each of them, without what is new each time."""
    answers = {f"{question.view}[{letter}]": content_of(question.ask("GET", url)) for question, url, letter in pages}
    return {name: inside(answer) or SEALED.sub(b"", TOKEN.sub(b"", answer)) for name, answer in answers.items()}


def inside(answer: bytes) -> bytes:
    """Give what the parts of a spreadsheet or document hold; nothing of anything else."""
    if not is_zipfile(BytesIO(answer)):
        return b""
    with ZipFile(BytesIO(answer)) as file:
        return b"".join(file.read(name) for name in file.namelist())


@pytest.mark.parametrize("actor", MAY_READ)
def test_no_page_and_no_file_tells_who_is_protected(actor: str, world: World):
    woman = User.objects.filter(pk=world.people["t"].pk)
    with time_machine.travel(timezone.now(), tick=False):
        pages = pages_of(world, actor)
        before = answers_to(pages)
        woman.update(is_protected=True)
        try:
            after = answers_to(pages)
        finally:
            woman.update(is_protected=False)
    assert len(before) > 30
    assert {name for name, answer in before.items() if answer != after[name]} == MAY_READ[actor]
