"""Two people answer the same question at the same moment: one is heard, and nothing happens twice."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, TaskState

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.models import Notice, User
from lms.people.roles import Role
from modules.actions.reviews import ask_for_review
from modules.models import ModulePage, ReviewRemark, ReviewRequest
from tests.factories.curriculum import make_module, rewrite
from tests.factories.people import OrganisationFactory, person_with

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def at_the_same_moment(*presses: Callable) -> Sequence:
    """Let each press in a thread of its own, all at once; give what they got, in order."""
    start = Barrier(len(presses))

    def press(act: Callable):
        start.wait(20)
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(presses)) as people:
        return list(people.map(press, presses))


@pytest.fixture
def two() -> list[User]:
    """Give two people of the secretariat."""
    sync_roles()
    organisation = OrganisationFactory()
    people = [person_with(Role.SECRETARIAT, organisation, email=f"{n}@example.org") for n in range(2)]
    for person in people:
        mirror_roles(person)
    return people


def draft_in_review(by: User) -> ModulePage:
    """Give a draft that waits at the first step."""
    page = rewrite(make_module("Kropp"), "Ny tekst.", publish=False)
    page.get_workflow().start(page, by)
    return ModulePage.objects.get(pk=page.pk)


def pressing(person: User, page: ModulePage, action: str, comment: str = "") -> Callable:
    """Give a press of the dialogue's button, at the step that waits now."""
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    client = Client()
    client.force_login(person)
    return lambda: client.post(address, {"comment": comment, "step": str(state.pk)}).status_code


def test_two_who_approve_at_the_same_moment_answer_one_question(two):
    page = draft_in_review(two[0])
    codes = at_the_same_moment(*(pressing(person, page, "approve") for person in two))
    assert codes == [302, 302]
    assert sorted(TaskState.objects.values_list("status", flat=True)) == ["approved", "in_progress"]
    assert PageLogEntry.objects.filter(action="wagtail.workflow.approve").count() == 1
    assert not published(page)


def published(page: ModulePage) -> bool:
    """Tell whether everybody reads the draft."""
    return "Ny tekst" in str(ModulePage.objects.get(pk=page.pk).body.raw_data)


def test_two_who_give_the_last_yes_at_the_same_moment_publish_once(two):
    page = draft_in_review(two[0])
    pressing(two[0], page, "approve")()
    page = ModulePage.objects.get(pk=page.pk)
    at_the_same_moment(*(pressing(person, page, "approve") for person in two))
    assert published(page)
    assert TaskState.objects.filter(status="approved").count() == 2
    done = PageLogEntry.objects.filter(page=page)
    assert done.filter(action="wagtail.workflow.approve").count() == 2
    assert done.filter(action="wagtail.publish", revision=page.latest_revision_id).count() == 1


def test_approved_and_sent_back_at_the_same_moment_it_is_one_of_them(two):
    page = draft_in_review(two[0])
    at_the_same_moment(pressing(two[0], page, "approve"), pressing(two[1], page, "reject", "Se på loven."))
    first = TaskState.objects.order_by("pk").first()
    assert first.status in ("approved", "rejected")
    assert first.comment == ("Se på loven." if first.status == "rejected" else "")
    assert TaskState.objects.count() == (2 if first.status == "approved" else 1)


def test_link_that_is_answered_twice_at_the_same_moment_keeps_one_answer(two):
    page = make_module("Kropp")
    due = timezone.localdate() + timedelta(days=7)
    link = ask_for_review(by=two[0], page=page, reviewer="Salma", email="", language="nb", due_on=due)[1]
    address = "/" + link.split("/", 3)[3]
    part = page.body.raw_data[0]["id"]

    def answering(answer: str, text: str) -> Callable:
        return lambda: Client().post(address, {f"remark-{part}": text, "answer": answer}).status_code

    codes = at_the_same_moment(answering("right", ""), answering("change", "Loven er ny."))
    request = ReviewRequest.objects.get()
    assert sorted(codes) == [302, 422]
    assert request.answer == ("right" if codes[0] == 302 else "change")
    assert ReviewRemark.objects.count() == (1 if request.answer == "change" else 0)
    assert PageLogEntry.objects.filter(action="modules.review_answered").count() == 1
    assert Notice.objects.filter(event="review_answered").count() == 1
