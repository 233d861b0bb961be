"""Somebody outside reads one version of a text through a secret link, and answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.people.models import AccessLink, FailedAttempt, Notice
from modules.actions.reviews import (
    ask_for_review,
    handle_remark,
    purge_reviews,
    remind_reviewer,
    revoke_review,
    save_remarks,
)
from modules.models import EditorialTodo, ModulePage, ReviewRemark, ReviewRequest
from modules.queries import subject_approved
from tests.factories.curriculum import rewrite
from tests.factories.modules import make_module

pytestmark = pytest.mark.django_db

NOTES = {"type": "coordinator_notes", "text": "Bare for dem som leder."}
TEXT = {"type": "key_messages", "items": ["Loven er fra 2018 [kontroller]."]}


@pytest.fixture
def module(home) -> ModulePage:
    """Give a module with notes for those who lead."""
    return make_module(title="Kropp", body=[TEXT, NOTES])


def ask(by, module, **fields) -> tuple[ReviewRequest, str]:
    """Ask a midwife; give the request and the token of her link."""
    values = {"reviewer": "Liv", "email": "liv@example.org", "language": "nb"}
    values["due_on"] = timezone.localdate() + timedelta(days=7)
    request, link = ask_for_review(by=by, page=module, **values | fields)
    return request, token_of(link)


def token_of(link: str) -> str:
    """Give the secret part of a link."""
    return link.rstrip("/").rpartition("/")[2]


def part_of(module, kind: str) -> str:
    """Give the id of the first part of a kind."""
    return next(part["id"] for part in module.body.raw_data if part["type"] == kind)


def url_of(token: str) -> str:
    """Give the address behind a link."""
    return reverse("review_answer", args=[token])


# --- asking -----------------------------------------------------------------------------------------------------------


def test_link_is_sent_and_stored_nowhere(secretary, module, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _request, token = ask(secretary, module)
    notice = Notice.objects.get(event="review_asked")
    assert notice.address == "liv@example.org"
    assert "Kropp" not in notice.subject + notice.body
    assert token not in notice.body  # wiped when it was sent
    assert token not in str(list(AccessLink.objects.values()))


def test_only_the_secretariat_asks(coordinator, module):
    with pytest.raises(PermissionDenied):
        ask(coordinator, module)


@pytest.mark.parametrize(("days", "code"), [(-1, "due_passed"), (400, "due_far")])
def test_day_that_cannot_be_is_refused(secretary, module, days, code):
    with pytest.raises(ValidationError) as refused:
        ask(secretary, module, due_on=timezone.localdate() + timedelta(days=days))
    assert refused.value.code == code


def test_same_reviewer_is_asked_once_about_a_version(secretary, module):
    ask(secretary, module)
    with pytest.raises(ValidationError) as refused:
        ask(secretary, module, email="LIV@example.org")
    assert refused.value.code == "asked_already"
    rewrite(module, "Nytt.", publish=False)
    ask(secretary, ModulePage.objects.get(pk=module.pk))
    assert ReviewRequest.objects.count() == 2


def test_form_says_what_is_wrong(client, secretary, module):
    client.force_login(secretary)
    url = reverse("review_ask", args=[module.slug, "nb"])
    assert client.get(url).status_code == 200
    answer = client.post(url, {"reviewer": "Liv", "email": "liv", "language": "nb", "due_on": "2020-01-01"})
    assert answer.status_code == 422
    data = {"reviewer": "Liv", "language": "nb", "due_on": timezone.localdate().isoformat()}
    answer = client.post(url, data)
    assert answer.status_code == 200
    assert b"/review/" in answer.content  # without an address the link is shown, to be handed on


# --- reading ----------------------------------------------------------------------------------------------------------


def test_page_shows_the_version_that_was_sent_and_what_to_look_at(client, secretary, module):
    _request, token = ask(secretary, module)
    rewrite(module, "Noe helt annet.")
    answer = client.get(url_of(token))
    shown = answer.content.decode()
    assert "Loven er fra 2018" in shown
    assert "[kontroller]" not in shown
    assert "Noe helt annet" not in shown
    assert "Bare for dem som leder" not in shown
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]


def test_page_names_open_to_dos_and_notes_when_she_needs_them(client, secretary, module):
    _request, token = ask(secretary, module, with_notes=True)
    shown = client.get(url_of(token)).content.decode()
    assert "Bare for dem som leder" in shown
    assert EditorialTodo.objects.get(page=module).text in shown


def test_twenty_openings_consume_nothing(client, secretary, module):
    request, token = ask(secretary, module)
    before = AccessLink.objects.values().get()
    for _time in range(20):
        assert client.get(url_of(token)).status_code == 200
        assert client.head(url_of(token)).status_code == 200
    assert AccessLink.objects.values().get() == before
    request.refresh_from_db()
    assert request.saved_at is None


# --- answering --------------------------------------------------------------------------------------------------------


def test_reviewer_saves_goes_on_later_and_answers(client, secretary, module):
    request, token = ask(secretary, module)
    block = part_of(module, "key_messages")
    saved = client.post(url_of(token), {f"remark-{block}": "Loven er fra 2019.", "remark-": "", "answer": ""})
    assert saved.status_code == 302
    shown = client.get(saved["Location"]).content.decode()
    assert "Loven er fra 2019." in shown
    client.post(url_of(token), {f"remark-{block}": "Fra 2020.", "remark-": "Ellers fint.", "answer": "change"})
    request.refresh_from_db()
    assert request.answer == "change"
    assert {(remark.block, remark.text) for remark in request.remarks.all()} == {
        (block, "Fra 2020."),
        ("", "Ellers fint."),
    }
    assert "Ellers fint." in client.get(url_of(token)).content.decode()
    assert Notice.objects.get(event="review_answered").recipient == secretary


def test_answer_that_something_is_wrong_says_what(client, secretary, module):
    _request, token = ask(secretary, module)
    answer = client.post(url_of(token), {"remark-": " ", "answer": "change"})
    assert answer.status_code == 422
    assert not ReviewRequest.objects.get().answer
    assert client.post(url_of(token), {"remark-": "x" * 5000}).status_code == 422


def test_right_answer_approves_every_version_with_the_same_words(secretary, module):
    _request, token = ask(secretary, module)
    save_remarks(token=token, remarks={}, answer="right")
    again = ModulePage.objects.get(pk=module.pk).save_revision()  # the same words, published later
    assert subject_approved({again.pk: module.pk}) == {again.pk}
    other = rewrite(module, "Andre ord.").live_revision_id
    assert subject_approved({other: module.pk}) == set()


def test_remark_at_a_part_the_text_does_not_have_is_left_out(secretary, module):
    request, token = ask(secretary, module)
    save_remarks(token=token, remarks={"nowhere": "Hei"})
    assert not request.remarks.exists()


def test_answer_is_given_once(secretary, module):
    request, token = ask(secretary, module)
    other = token_of(remind_reviewer(by=secretary, request=request))
    save_remarks(token=token, remarks={"": "Bra"}, answer="right")
    with pytest.raises(ValidationError) as refused:
        save_remarks(token=other, remarks={"": "Nei"}, answer="change")
    assert refused.value.code == "answered"
    request.refresh_from_db()
    assert (request.answer, request.remarks.get().text) == ("right", "Bra")


def test_form_without_its_token_is_refused(secretary, module):
    _request, token = ask(secretary, module)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url_of(token), {"answer": "right"}).status_code == 403


# --- links that do not open -------------------------------------------------------------------------------------------


def revoked(secretary, request):
    """Take the question back."""
    revoke_review(by=secretary, request=request)


def expired(secretary, request):
    """Let the time pass."""
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("end", [revoked, expired])
def test_link_that_ended_looks_like_one_that_never_was(client, secretary, module, end):
    request, token = ask(secretary, module)
    end(secretary, request)
    unknown = client.get(url_of("A" * 32))
    for asked in (client.get, client.post):
        answer = asked(url_of(token))
        assert answer.status_code == unknown.status_code == 410
        assert answer.content.replace(token.encode(), b"A" * 32) == unknown.content
    assert save_remarks(token=token, remarks={"": "Hei"}, answer="right") is None
    assert not ReviewRequest.objects.get().answer


def test_guesses_are_counted_and_held_back(client, module):
    for _guess in range(60):
        client.post(url_of("B" * 32))
    assert FailedAttempt.objects.count() == 60
    assert client.get(url_of("B" * 32)).status_code == 429


def test_link_that_signs_in_opens_no_review(client, secretary, module):
    _request, token = ask(secretary, module)
    AccessLink.objects.update(purpose=AccessLink.Purpose.SIGN_IN)
    assert client.get(url_of(token)).status_code == 410


def test_question_that_was_answered_cannot_be_taken_back_or_reminded_of(secretary, module):
    request, token = ask(secretary, module)
    save_remarks(token=token, remarks={}, answer="right")
    for act in (revoke_review, remind_reviewer):
        with pytest.raises(ValidationError) as refused:
            act(by=secretary, request=request)
        assert refused.value.code == "not_open"


# --- for the secretariat ----------------------------------------------------------------------------------------------


def test_remark_is_handled_once(client, secretary, coordinator, module):
    request, token = ask(secretary, module)
    save_remarks(token=token, remarks={"": "Hei"})
    remark = request.remarks.get()
    with pytest.raises(PermissionDenied):
        handle_remark(by=coordinator, remark=remark)
    assert handle_remark(by=secretary, remark=remark)
    assert not handle_remark(by=secretary, remark=remark)


@pytest.mark.parametrize("view", ["reviews", "checks", "experiences"])
def test_lists_cost_the_same_for_one_as_for_three(client, secretary, module, view, django_assert_max_num_queries):
    client.force_login(secretary)
    for n in range(3):
        _request, token = ask(secretary, make_module(slug=f"bcdfg{'hjk'[n]}"), email=f"{n}@example.org")
        save_remarks(token=token, remarks={"": "Hei"})
        with django_assert_max_num_queries(16):
            assert client.get(reverse(view)).status_code == 200


def test_review_shows_what_has_changed_since(client, secretary, module):
    client.force_login(secretary)
    request, token = ask(secretary, module)
    save_remarks(token=token, remarks={part_of(module, "key_messages"): "Se her"})
    rewrite(module, "Noe helt annet.", publish=False)
    shown = client.get(reverse("review", args=[request.public_id])).content.decode()
    assert "Se her" in shown
    assert "Noe helt annet." in shown
    shown = client.get(reverse("module_versions", args=[module.slug, "nb"])).content.decode()
    assert "<ins>" in shown


def test_year_after_the_end_name_and_words_are_forgotten(secretary, module):
    request, token = ask(secretary, module)
    save_remarks(token=token, remarks={"": "Hei"}, answer="right")
    assert purge_reviews() == 0
    ReviewRequest.objects.update(answered_at=timezone.now() - timedelta(days=367))
    assert purge_reviews() == 1
    request.refresh_from_db()
    assert (request.reviewer, request.email, request.asked_by, request.answer) == ("", "", None, "right")
    assert not ReviewRemark.objects.exists()
    assert purge_reviews() == 0


@pytest.mark.database
def test_database_refuses_two_remarks_at_one_part_and_an_answer_without_time(secretary, module):
    request, _token = ask(secretary, module)
    ReviewRemark.objects.create(request=request, block="", text="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewRemark.objects.create(request=request, block="", text="b")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewRequest.objects.update(answer="right")
