"""The wall between districts, and round a woman who is protected: no answer tells what it must not."""

from http.cookies import SimpleCookie
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pypdf.errors import PdfReadError

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


HERS = {"diploma_file", "diploma_in_word", "competence_letter", "attendance_paper", "card_file", "card_photo_file"}
"""Files of one woman, made for her."""


def words_of(response) -> str:
    """Give what can be read in a file."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    try:
        return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    except PdfReadError:
        return (inside(content) or content).decode(errors="replace")


def file_of(question: Question, url: str) -> str | None:
    """Give what can be read in the file behind an address, or nothing where there is none; undo that it was fetched."""
    actor = question.actor
    actor.client.cookies = SimpleCookie(actor.cookies)
    with transaction.atomic():
        answer = actor.client.get(url)
        words = words_of(answer) if is_file(answer) else None
        transaction.set_rollback(True)
    return words


@pytest.mark.long
def test_protected_woman_stands_in_no_file_but_her_own(world: World):
    woman, actor = world.people["t"], Role.COORDINATOR.value
    User.objects.filter(pk=woman.pk).update(is_protected=True, is_off_lists=True)
    try:
        files = {f"{question.view} {url}": file_of(question, url) for question, url, _letter in pages_of(world, actor)}
    finally:
        User.objects.filter(pk=woman.pk).update(is_protected=False, is_off_lists=False)
    files = {name: words for name, words in files.items() if words is not None and name.split()[0] not in HERS}
    assert len(files) > 5
    assert {name for name, words in files.items() if woman.name in words} == set()


def is_file(response) -> bool:
    """Tell whether an answer is something to be saved."""
    return "attachment" in response.get("Content-Disposition", "")
