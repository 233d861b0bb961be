"""What the demo shows of the work on the curriculum: each of it can be opened by whom it is for."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from curriculum.figures import ChangeCode, diff_of
from curriculum.models import CurriculumEdition, PinnedText
from lms.demo import PEOPLE
from lms.demo.editions import CORRECTED, REASON
from lms.people.actions.rights import sync_roles
from lms.people.models import User
from modules.figures.matrix import CellState, whole_matrix
from modules.models import ModulePage, ReviewRequest

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(editions, django_db_blocker) -> Iterator[None]:
    """Build the demo on everything `make run` loads, once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        sync_roles()
        call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def signed_in(key: str) -> Client:
    """Give a browser in which one of the demo's people is signed in."""
    login = next(invented.login for invented in PEOPLE if invented.key == key)
    client = Client()
    client.force_login(User.objects.get(**{"email" if "@" in login else "phone": login}))
    return client


def edition(label: str) -> CurriculumEdition:
    return CurriculumEdition.objects.get(code="NO-17", label=label)


def test_demo_holds_the_work_on_a_curriculum_in_every_state(demo):
    """A review in progress, a stale translation, an open correction and an edition diff worth reading."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).get()
    asked = ReviewRequest.objects.get()
    assert asked.answered_at is None
    assert str(asked.page_id) == waiting.workflow_state.object_id
    modules, _playbooks = whole_matrix(["da", "en", "ar"])
    stale = {(row.slug, cell.code) for row in modules for cell in row.cells if cell.state == CellState.BEHIND}
    assert stale == {("qqmczm", "da"), ("qqmczm", "en"), ("qqmczm", "ar")}
    assert PinnedText.objects.filter(kind=PinnedText.Kind.CORRECTION).get().reason == REASON
    diff = diff_of(edition("Startutgave"), edition("Utkast 2027"))
    assert [(each.title, each.before, each.after) for each in diff.moved] == [("Kvinnehelse", 7, 4)]
    assert [each.title for each in diff.changed if each.code == ChangeCode.MANDATORY] == ["Flyktninger"]
    assert {ChangeCode.VALID_FROM, ChangeCode.LATE_MINUTES} <= {each.code for each in diff.facts}
    assert {each.title for each in diff.texts} >= {"NAV sine tjenester"}


def test_demo_reader_sees_since_when_a_text_was_corrected_and_a_coordinator_why(demo):
    address = ModulePage.objects.get(slug=CORRECTED, locale__language_code="nb").url
    read, led = (each.get(address).content.decode() for each in (Client(), signed_in("coordA")))
    assert "Rettet" in read
    assert "Den første er hjemme hos familien" in read
    assert REASON not in read
    assert REASON in led


def test_demo_secretariat_finds_the_correction_that_waits_and_the_diff(demo):
    browser = signed_in("sec")
    released, draft = edition("Startutgave"), edition("Utkast 2027")
    waits = browser.get(reverse("edition_texts", args=[released.public_id, "tdqtd8"])).content.decode()
    assert "NAV skal hjelpe deg å skrive klagen" in waits
    shown = browser.get(reverse("edition_compare", args=[draft.public_id])).content.decode()
    assert "fra nummer 7 til nummer 4" in shown
    small = CurriculumEdition.objects.get(code="NO-10")
    shown = browser.get(reverse("edition_compare", args=[small.public_id]) + f"?with={released.public_id}")
    assert shown.content.decode().count("<li>") > 20


def test_demo_of_the_curriculum_run_twice_changes_nothing(demo):
    count = (CurriculumEdition.objects.count(), PinnedText.objects.count(), TaskState.objects.count())
    call_command("demo")
    assert (CurriculumEdition.objects.count(), PinnedText.objects.count(), TaskState.objects.count()) == count
