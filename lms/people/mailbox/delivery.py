"""Sending: one claim, one question whether it may be told, one try; and the tries after that."""

import logging
import time
from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django_tasks import task

from lms.kit import mail, sms
from lms.kit.delivery import DeliveryProblem

from ..models import Notice

log = logging.getLogger(__name__)

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 480, 960)]
MOST_TRIES = len(PAUSES) + 1
CLAIM_LASTS = timedelta(minutes=10)  # whoever claimed it and has said nothing since was killed
DECOY_LASTS = timedelta(hours=1)
TOO_LATE = "too_late"
PROTECTED = "protected"
ONE_ROUND = 45  # seconds; the next minute's round goes on


@task
def deliver(*notice_ids: str) -> None:
    """Try once to send each of the messages that waits. Does nothing about one that is gone, not due, or in another
    worker's hands."""
    for notice_id in notice_ids:
        if notice := _claim(UUID(notice_id)):
            _try(notice)


def retry_due() -> int:
    """Send what waits and is due, free what a killed process had claimed, remove decoys. Call it every minute.

    It sends by itself, so messages leave even where no worker runs. Returns how many messages it tried.
    """
    _free_old_claims()
    Notice.objects.filter(problem=Notice.DECOY, created_at__lt=timezone.now() - DECOY_LASTS).delete()
    end, tried = time.monotonic() + ONE_ROUND, 0
    for notice_id in list(Notice.objects.due().order_by("next_try_at").values_list("pk", flat=True)[:500]):
        if time.monotonic() > end:
            break
        if notice := _claim(notice_id):
            _try(notice)
            tried += 1
    return tried


def may_be_sent(notice: Notice) -> str:
    """Say why a message must not leave, as a code; empty if it may. Every send asks here, and only here."""
    recipient = notice.recipient
    if recipient is not None and not recipient.is_active:
        return "inactive"
    if notice.good_until is not None and notice.good_until < timezone.now():
        return TOO_LATE
    return PROTECTED if _says_too_much(notice) else _why_not_told(notice)


def _why_not_told(notice: Notice) -> str:
    """Say why what a message is about must not be told to its reader; empty if it may."""
    if notice.about_type_id is None:
        return ""
    if notice.about is None:
        return "gone"
    may_be_told_to = getattr(notice.about, "may_be_told_to", None)
    if may_be_told_to is None:
        return "does_not_say_to_whom"
    return "" if may_be_told_to(notice.recipient or notice.address) else "not_to_this_reader"


def _says_too_much(notice: Notice) -> bool:
    """Tell whether it would leave the platform for a woman who has become protected since it was written."""
    recipient = notice.recipient
    if recipient is None or not recipient.is_protected:
        return False
    return notice.channel != Notice.Channel.IN_APP and not notice.secret and notice.event != Notice.NUDGE


def _claim(notice_id: UUID) -> Notice | None:
    """Take a due message for this process, in one statement: of two workers one gets it. A claim counts as a try."""
    taken = Notice.objects.due().filter(pk=notice_id)
    if not taken.update(state=Notice.State.SENDING, claimed_at=timezone.now(), tries=F("tries") + 1):
        return None
    return Notice.objects.select_related("recipient").get(pk=notice_id)


def _try(notice: Notice) -> None:
    """Send a claimed message, outside of any transaction, and write down how that went."""
    try:
        if reason := may_be_sent(notice):
            _end(notice, Notice.State.FAILED if reason == TOO_LATE else Notice.State.WITHHELD, reason)
            return
        _send(notice)
    except DeliveryProblem as problem:
        if problem.temporary and notice.tries < MOST_TRIES:
            _wait(notice, problem.code)
        else:
            _end(notice, Notice.State.FAILED, problem.code)
    except Exception as error:
        # A mistake of ours must not lose a message: it waits, and the next release may mend it.
        log.error("notice %s: %s", str(notice.pk)[:8], type(error).__name__)
        if notice.tries < MOST_TRIES:
            _wait(notice, "error")
        else:
            _end(notice, Notice.State.FAILED, "error")
    else:
        _end(notice, Notice.State.SENT, "")


def _send(notice: Notice) -> None:
    """Hand it to the mail server or the SMS gateway. Raises DeliveryProblem."""
    if not notice.address:
        raise DeliveryProblem("no_address", temporary=False)
    if notice.channel == Notice.Channel.SMS:
        sms.send(sms.TextMessage(to=notice.address, text=notice.body, reference=str(notice.pk)))
        return
    mail.send(
        mail.Letter(
            to=notice.address,
            subject=notice.subject,
            text=notice.body,
            language=notice.language,
            message_id=notice.message_id,
            calendar=notice.calendar,
        )
    )


def _wait(notice: Notice, problem: str) -> None:
    """Put it back for another try after a pause that grows."""
    _mine(notice).update(
        state=Notice.State.WAITING,
        claimed_at=None,
        problem=problem,
        next_try_at=timezone.now() + PAUSES[notice.tries - 1],
    )


def _end(notice: Notice, state: Notice.State, problem: str) -> None:
    """Write down the last word. What was sent is sent, even if the claim had meanwhile been freed."""
    rows = Notice.objects.filter(pk=notice.pk) if state == Notice.State.SENT else _mine(notice)
    wiped = {"subject": "", "body": "", "calendar": ""} if notice.secret else {}
    rows.update(
        state=state,
        claimed_at=None,
        problem=problem,
        sent_at=timezone.now() if state == Notice.State.SENT else None,
        **wiped,
    )
    if state == Notice.State.FAILED:
        log.warning("notice %s given up after %s tries: %s", str(notice.pk)[:8], notice.tries, problem)


def _mine(notice: Notice):
    """Give the row as long as this process's claim on it stands."""
    return Notice.objects.filter(pk=notice.pk, state=Notice.State.SENDING, claimed_at=notice.claimed_at)


def _free_old_claims() -> None:
    """Put back what a killed process left claimed, and give up on what has been tried too often."""
    old = Notice.objects.filter(state=Notice.State.SENDING, claimed_at__lt=timezone.now() - CLAIM_LASTS)
    for notice in old.filter(tries__gte=MOST_TRIES):
        _end(notice, Notice.State.FAILED, "killed")
    old.update(state=Notice.State.WAITING, claimed_at=None, problem="killed", next_try_at=timezone.now())
