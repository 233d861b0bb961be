"""A woman makes a module up by reading, one thing on each screen: the text of her course, three questions, the talk."""

import pytest
from django.urls import reverse

from cohorts.attendance.actions import confirm_talk
from cohorts.models import CatchUp
from curriculum.actions.releasing import pin_correction
from modules.models import ModulePage
from tests.cohorts.attendance.test_catch_ups import Town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
QUESTIONS = [
    {"question": f"Hva er {n}?", "answers": [{"text": f"Ja {n}", "is_right": True, "reply": f"Fordi {n}."}]}
    for n in range(1, 5)
]


@pytest.fixture
def town(db):
    return Town()


def pinned_with_questions(town, **fields):
    """Let the module she missed hold four questions in the text of her course."""
    page = ModulePage.objects.get(pk=town.missed.module_id)
    page.body = [("quiz", {"questions": QUESTIONS})]
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    revision = ModulePage.objects.get(pk=page.pk).live_revision
    pin_correction(by=None, edition_module=town.missed, locale=page.locale, revision=revision, reason="Spørsmål")


def step(client, town, name):
    client.force_login(town.woman.person)
    return client.get(reverse(name, args=[town.woman.public_id, town.missed.module.slug]))


def test_each_screen_leads_to_the_next_and_the_text_is_that_of_her_course(town, client):
    pinned_with_questions(town)
    client.force_login(town.woman.person)
    slug = town.missed.module.slug
    read = reverse("course_module", args=[town.home.public_id, slug], query={"make-up": 1})
    listed = client.get(reverse("catch_up", args=[town.woman.public_id])).content.decode()
    assert read in listed
    questions = reverse("catch_up_questions", args=[town.woman.public_id, town.missed.module.slug])
    text = client.get(read).content.decode()
    assert questions in text
    assert "Rettet " in text  # it was corrected since the course began
    shown = client.get(questions).content.decode()
    assert "Hva er 3?" in shown
    assert "Hva er 4?" not in shown
    assert "Fordi 3." in shown
    talk = reverse("catch_up_talk", args=[town.woman.public_id, town.missed.module.slug])
    assert talk in shown
    assert not CatchUp.objects.exists()  # nothing of what she opened is stored
    asked = client.post(talk, {"wish": "phone"}, follow=True).content.decode()
    assert "Asked for the talk" in asked
    assert CatchUp.objects.get().wish == "phone"


def test_coordinator_reads_when_she_would_like_to_talk(town, client):
    step(client, town, "catch_up_talk")
    client.post(reverse("catch_up_talk", args=[town.woman.public_id, town.missed.module.slug]), {"wish": "before"})
    client.force_login(town.ours)
    assert (
        "before the next evening" in client.get(reverse("cohort_progress", args=[town.home.public_id])).content.decode()
    )


@pytest.mark.parametrize("data", [{}, {"wish": "by letter"}])
def test_talk_without_a_time_is_asked_once_more(town, client, data):
    step(client, town, "catch_up_talk")
    answer = client.post(reverse("catch_up_talk", args=[town.woman.public_id, town.missed.module.slug]), data)
    assert answer.status_code == 422
    assert "Choose what suits you." in answer.content.decode()
    assert not CatchUp.objects.exists()


def test_talk_that_was_held_is_told(town, client):
    client.force_login(town.woman.person)
    client.post(reverse("catch_up_talk", args=[town.woman.public_id, town.missed.module.slug]), {"wish": "after"})
    confirm_talk(by=town.ours, catch_up=CatchUp.objects.get())
    assert "It counts." in step(client, town, "catch_up_talk").content.decode()


def test_questions_of_a_module_that_leaves_no_trace_leave_none(town, client):
    pinned_with_questions(town, sensitivity="yes", neutral_name="Tema")
    answer = step(client, town, "catch_up_questions")
    shown = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "data-exit" in shown
    assert "<form" not in shown
    assert town.missed.module.title not in step(client, town, "catch_up_talk").content.decode()


def test_text_without_questions_says_so_and_goes_on(town, client):
    shown = step(client, town, "catch_up_questions").content.decode()
    assert "This text has no questions." in shown
    assert "On to the talk" in shown
