"""Ask people outside whether a text is right, and take their answers through a secret link."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log

from lms.kit.guard import refuse, require
from lms.people.actions.links import make_link, revoke_links, use_link
from lms.people.models import AccessLink, User

from .. import notices
from ..models import ModulePage, ReviewRemark, ReviewRequest
from ..permissions import can_edit_modules
from ..rules.texts import fingerprint_of

LONGEST = timedelta(days=180)
KEPT = timedelta(days=365)


@transaction.atomic
def ask_for_review(
    *,
    by: User,
    page: ModulePage,
    reviewer: str,
    email: str,
    language: str,
    due_on: date,
    with_notes: bool = False,
) -> tuple[ReviewRequest, str]:
    """Ask somebody outside about the latest version of a text. Gives the request and its secret link, which is stored
    nowhere and, if there is an address, also sent. Raises PermissionDenied, and ValidationError with `no_text`,
    `due_passed`, `due_far` or `asked_already`."""
    require(can_edit_modules(by))
    if due_on < timezone.localdate():
        refuse("due_passed")
    if due_on > timezone.localdate() + LONGEST:
        refuse("due_far")
    revision = page.get_latest_revision()
    if revision is None:
        refuse("no_text")
    try:
        with transaction.atomic():
            request = ReviewRequest.objects.create(
                page=page,
                revision=revision,
                fingerprint=fingerprint_of(revision.as_object()),
                reviewer=reviewer,
                email=email.lower(),
                language=language,
                due_on=due_on,
                with_notes=with_notes,
                asked_by=by,
            )
    except IntegrityError:
        refuse("asked_already")
    log(instance=page, action="modules.review_asked", user=by, revision=revision)
    return request, _link(request, by)


def _link(request: ReviewRequest, by: User, again: bool = False) -> str:
    """Draw a secret link, and send it where there is an address. Those drawn before go on opening."""
    lifetime = request.link_ends_at - timezone.now()
    token = make_link(by=by, purpose=AccessLink.Purpose.REVIEW, subject=request, lifetime=lifetime, max_uses=None)
    with translation.override(request.language):
        link = settings.BASE_URL + reverse("review_answer", args=[token])
    if request.email:
        notices.send_review_link(request, link=link, key=f"{timezone.now():%Y%m%d%H%M%S%f}", again=again)
    return link


@transaction.atomic
def remind_reviewer(*, by: User, request: ReviewRequest) -> str:
    """Draw a new link for a reviewer who has not answered, and send it where there is an address; gives the link.
    Raises PermissionDenied, and ValidationError with `not_open` or `link_ended`."""
    require(can_edit_modules(by))
    if request.link_ends_at <= timezone.now():
        refuse("link_ended")
    if not ReviewRequest.objects.open().filter(pk=request.pk).update(reminded_at=timezone.now()):
        refuse("not_open")
    log(instance=request.page, action="modules.review_reminded", user=by)
    return _link(request, by, again=True)


@transaction.atomic
def revoke_review(*, by: User, request: ReviewRequest) -> None:
    """Take a question back: its links stop opening at once. Raises PermissionDenied, and ValidationError with
    `not_open` when it has been answered or taken back by now."""
    require(can_edit_modules(by))
    if not ReviewRequest.objects.open().filter(pk=request.pk).update(revoked_at=timezone.now()):
        refuse("not_open")
    revoke_links(subject=request, purpose=AccessLink.Purpose.REVIEW)
    log(instance=request.page, action="modules.review_revoked", user=by)


@transaction.atomic
def save_remarks(*, token: str, remarks: Mapping[str, str], answer: str = "") -> ReviewRequest | None:
    """Keep what a reviewer has written so far by part of the text ("" for the whole); an empty text takes a remark
    back. With an answer it is final. Gives the request, or None when the link does not open.

    Raises ValidationError with `answered` when an answer is there already, and `say_what` when something must be
    changed and no remark says what. Parts that the text does not have are left out."""
    link = use_link(token=token, purpose=AccessLink.Purpose.REVIEW)
    request = link.subject if link else None
    if not isinstance(request, ReviewRequest) or request.revoked_at:
        return None
    # Whoever comes second, or after the answer, finds no open request any more; until the end it is hers alone.
    if not ReviewRequest.objects.open().filter(pk=request.pk).update(saved_at=timezone.now()):
        refuse("answered")
    parts = {part["id"] for part in request.revision.as_object().body.raw_data} | {""}
    for block, text in remarks.items():
        if block in parts:
            _store(request, block, text.strip())
    if answer:
        if answer == ReviewRequest.Answer.CHANGE and not request.remarks.exists():
            refuse("say_what")
        request.answer, request.answered_at = ReviewRequest.Answer(answer), timezone.now()
        request.save(update_fields=["answer", "answered_at"])
        log(instance=request.page, action="modules.review_answered", revision=request.revision)
        notices.tell_of_answer(request)
    return request


def _store(request: ReviewRequest, block: str, text: str) -> None:
    if text:
        ReviewRemark.objects.update_or_create(request=request, block=block, defaults={"text": text})
    else:
        request.remarks.filter(block=block).delete()


@transaction.atomic
def handle_remark(*, by: User, remark: ReviewRemark) -> bool:
    """Note that a remark has been dealt with; tell whether it had not been yet. Raises PermissionDenied."""
    require(can_edit_modules(by))
    waiting = ReviewRemark.objects.filter(pk=remark.pk, handled_at__isnull=True)
    return bool(waiting.update(handled_at=timezone.now(), handled_by=by))


@transaction.atomic
def purge_reviews() -> int:
    """Forget who reviewed and what she wrote, a year after the end; that and how she answered stays. Gives how many
    requests were emptied. Called by `tick`."""
    old = ReviewRequest.objects.annotate(
        ended=Coalesce(TruncDate("answered_at"), TruncDate("revoked_at"), "due_on")
    ).filter(ended__lt=timezone.localdate() - KEPT)
    named = old.filter(~Q(reviewer="") | ~Q(email="") | Q(remarks__isnull=False) | Q(asked_by__isnull=False)).distinct()
    keys = list(named.values_list("pk", flat=True))
    ReviewRemark.objects.filter(request__in=keys).delete()
    return ReviewRequest.objects.filter(pk__in=keys).update(
        reviewer="", email="", asked_by=None, language=settings.LANGUAGE_CODE
    )
