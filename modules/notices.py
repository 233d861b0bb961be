"""The wording of what editors and reviewers are told. No message names a module: its title may be a sensitive word."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page, TaskState, WorkflowState

from lms.people.mailbox import post
from lms.people.models import Notice, User

from .models import ModulePage, ReviewRequest, VoiceRecording
from .queries import content_editors


def say_nothing(**kwargs: Any) -> None:
    """Stand where Wagtail would write that a review has begun: its first step tells of that already."""


def _draft(page: Page) -> ModulePage | None:
    return page.specific if isinstance(page.specific_deferred, ModulePage) else None


def _tell(event: str, person: User, page: ModulePage, key: str) -> None:
    post(
        event=event,
        to=person,
        about=page,
        template=f"modules/notices/{event}.txt",
        context={
            "name": person.get_short_name(),
            "link": settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]),
        },
        dedupe_key=f"{event}:{key}:{person.public_id}",
    )


def tell_of_draft_waiting(instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """Tell those who work on the content that a draft waits at a step, but not the one who sent it there."""
    page = _draft(instance.workflow_state.content_object)
    if page:
        for person in content_editors():
            if person != user:
                _tell("draft_waiting", person, page, str(instance.pk))


def tell_of_draft_sent_back(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """Tell the one who sent a draft to review that it has come back, with a comment."""
    _tell_writer("draft_sent_back", instance, user)


def tell_of_draft_published(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """Tell the one who sent a draft to review that everybody can read it now."""
    _tell_writer("draft_published", instance, user)


def _tell_writer(event: str, state: WorkflowState, user: User | None) -> None:
    page, person = _draft(state.content_object), state.requested_by
    if page and person and person != user:
        _tell(event, person, page, f"{state.pk}:{state.current_task_state_id}")


def send_review_link(request: ReviewRequest, *, link: str, key: str, again: bool = False) -> None:
    """Send a reviewer her secret link. The text of the message is wiped once it has left."""
    with translation.override(settings.LANGUAGE_CODE):
        asker = request.asked_by.name if request.asked_by else settings.WAGTAIL_SITE_NAME
    event = "review_reminder" if again else "review_asked"
    post(
        event=event,
        address=request.email,
        language=request.language,
        about=request,
        template=f"modules/notices/{event}.txt",
        context={"name": request.reviewer, "asker": asker, "due": request.due_on, "link": link},
        dedupe_key=f"{event}:{request.public_id}:{key}",
        secret=True,
        good_until=request.link_ends_at,
    )


def tell_of_answer(request: ReviewRequest) -> None:
    """Tell the one who asked that a reviewer has answered."""
    person = request.asked_by
    if person is None:
        return
    with translation.override(person.interface_language):
        link = settings.BASE_URL + reverse("review", args=[request.public_id])
    post(
        event="review_answered",
        to=person,
        about=request,
        template="modules/notices/review_answered.txt",
        context={"name": person.get_short_name(), "link": link},
        dedupe_key=f"review_answered:{request.public_id}",
    )


def tell_of_voice_waiting(recording: VoiceRecording) -> None:
    """Tell those who work on the content that somebody has read something in: once a day, however much it is."""
    for person in content_editors():
        if person.pk == recording.person_id:
            continue
        with translation.override(person.interface_language):
            link = settings.BASE_URL + reverse("voices")
        post(
            event="voice_waiting",
            to=person,
            about=recording.page,
            template="modules/notices/voice_waiting.txt",
            context={"name": person.get_short_name(), "link": link},
            dedupe_key=f"voice_waiting:{timezone.localdate()}:{person.public_id}",
        )


def tell_of_voice_approved(recording: VoiceRecording) -> None:
    """Tell the one who has read something in that everybody can hear it."""
    _tell_reader("voice_approved", recording)


def tell_of_voice_returned(recording: VoiceRecording) -> None:
    """Tell the one who has read something in that it has come back; why stands on her page."""
    _tell_reader("voice_returned", recording)


def _tell_reader(event: str, recording: VoiceRecording) -> None:
    person = recording.person
    with translation.override(person.interface_language):
        link = settings.BASE_URL + reverse("my_voice")
    post(
        event=event,
        to=person,
        about=recording.consent,
        channel=Notice.Channel.IN_APP,  # nothing hurries, and an SMS would cost
        template=f"modules/notices/{event}.txt",
        context={"name": person.get_short_name(), "link": link},
        dedupe_key=f"{event}:{recording.public_id}",
    )
