"""Storing a message, in the same transaction as what it tells of."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import get_language

from ..models import Notice, User
from ..rules import KINDS, way_of
from .delivery import deliver, may_be_sent
from .wording import SOMETHING_FOR_YOU, reading_language, write

SECRET_LASTS = timedelta(minutes=15)


def post(
    *,
    event: str,
    context: dict[str, Any],
    dedupe_key: str,
    to: User | None = None,
    address: str = "",
    template: str = "",
    language: str | None = None,
    channel: Notice.Channel | None = None,
    about: Model | None = None,
    secret: bool = False,
    good_until: datetime | None = None,
    calendar: bytes = b"",
) -> Notice:
    """Store a message and have it sent when the current transaction has committed.

    `to` or `address` is needed. The address is otherwise hers: e-mail if she has one, else phone. The language is the
    one given, else hers, else the site's. `template` is by default people/notices/<event>.txt. The same `dedupe_key`
    again gives the first message and sends nothing. `about` is asked `may_be_told_to` before the message leaves.
    A secret text is wiped when it has been sent or given up. After `good_until` it is not sent any more; for a secret
    that is in a quarter of an hour, if nothing else is said.

    What she has chosen for a kind of messages (`lms.people.rules.KINDS`) counts before the way that was asked for.

    `calendar` is iCalendar that goes along with an e-mail, and is left out of everything else.

    Whoever is protected gets everything but her sign-in codes on the platform, whatever way was asked for; `nudge`
    lets her know that there is something.

    For an SMS the result's `segments` says how many messages the operator makes of it.
    Raises ValueError when there is neither a person nor an address.
    """
    fields = _fields(
        event=event,
        context=context,
        to=to,
        about=about,
        template=template,
        good_until=good_until,
        address=address,
        language=language,
        channel=channel,
        secret=secret,
        calendar=calendar,
    )
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(dedupe_key=dedupe_key, defaults=fields)
        if is_new:
            _start(notice)
    return notice


@dataclass(frozen=True)
class Word:
    """What one of several people is told: about what, with what in the text, and the key that lets her hear it once."""

    to: User
    about: Model
    context: dict[str, Any]
    dedupe_key: str


@transaction.atomic
def post_all(*, event: str, words: Iterable[Word], template: str = "") -> None:
    """Tell several people of the same event what `post` tells one, in two statements however many they are."""
    notices = [
        Notice(
            dedupe_key=each.dedupe_key,
            **_fields(event=event, to=each.to, about=each.about, template=template, context=each.context),
        )
        for each in words
    ]
    away = [notice for notice in notices if notice.channel != Notice.Channel.IN_APP]
    for notice in notices:
        if notice.channel == Notice.Channel.IN_APP:
            _show(notice)
    Notice.objects.bulk_create(notices, ignore_conflicts=True)  # who was told keeps the first message
    _enqueue(*away)


def _fields(
    *,
    event: str,
    context: dict[str, Any],
    to: User | None,
    about: Model | None,
    template: str = "",
    address: str = "",
    language: str | None = None,
    channel: Notice.Channel | None = None,
    secret: bool = False,
    good_until: datetime | None = None,
    calendar: bytes = b"",
) -> dict[str, Any]:
    """Give what is stored of a message."""
    if to is None and not address:
        raise ValueError("a message needs a person or an address")
    if secret and good_until is None:
        good_until = timezone.now() + SECRET_LASTS
    if to is not None and to.is_protected and not (secret or event == Notice.NUDGE):
        channel = Notice.Channel.IN_APP  # nothing that says where she will be leaves the platform
    elif to is not None and event in KINDS and channel != Notice.Channel.IN_APP and not address:
        channel = way_to(to, event)
    channel, address = _way(to, address, channel)
    language = reading_language(language or "", to.interface_language if to else "")
    template = template or f"people/notices/{event}.txt"
    subject, body = write(template, context, language, discreet=channel != Notice.Channel.IN_APP)
    return {
        "event": event,
        "recipient": to,
        "address": address,
        "language": language,
        "channel": channel,
        "subject": subject,
        "body": body,
        "calendar": calendar.decode() if channel == Notice.Channel.EMAIL else "",
        "secret": secret,
        "good_until": good_until,
        **({"about": about} if about is not None else {}),
    }


def way_to(person: User, event: str) -> Notice.Channel:
    """Give how a message reaches somebody: as she chose for its kind, else by e-mail if she has one, else by SMS. That
    somebody is protected is not looked at: what is shown to others must not tell."""
    way = way_of(event, person.message_ways, email=bool(person.email), phone=bool(person.phone))
    return Notice.Channel(way)


def nudge(*, to: User, about: Model, dedupe_key: str, good_until: datetime | None = None) -> Notice:
    """Tell a woman by her own way that there is something for her, and nothing else: the one message that leaves the
    platform for somebody who is protected. One for a whole batch of news is enough."""
    return post(
        event=Notice.NUDGE,
        to=to,
        about=about,
        template=SOMETHING_FOR_YOU,
        context={},
        dedupe_key=dedupe_key,
        good_until=good_until,
    )


def post_decoy(
    *,
    event: str,
    context: dict[str, Any],
    channel: Notice.Channel,
    template: str = "",
) -> Notice:
    """Do all the work of `post` for an address that nobody has, and store neither address nor text.

    Known and unknown addresses then get their answer in the same time. `retry_due` removes the row.
    """
    language = reading_language(get_language() or "")
    write(template or f"people/notices/{event}.txt", context, language, discreet=True)
    with transaction.atomic():
        notice, _ = Notice.objects.get_or_create(
            dedupe_key=f"decoy:{uuid.uuid4()}",
            defaults={
                "event": event,
                "language": language,
                "channel": channel,
                "state": Notice.State.WITHHELD,
                "problem": Notice.DECOY,
            },
        )
        _enqueue(notice)
    return notice


def _way(to: User | None, address: str, channel: Notice.Channel | None) -> tuple[Notice.Channel, str]:
    """Give channel and address; the address is empty where she has none for a channel that was asked for."""
    if channel == Notice.Channel.IN_APP:
        return channel, ""
    if address:
        return channel or (Notice.Channel.EMAIL if "@" in address else Notice.Channel.SMS), address
    email, phone = (to.email or "", to.phone or "") if to else ("", "")
    channel = channel or (Notice.Channel.EMAIL if email else Notice.Channel.SMS)
    return channel, email if channel == Notice.Channel.EMAIL else phone


def _start(notice: Notice) -> None:
    """Show a stored message on the platform at once; have any other sent."""
    if notice.channel == Notice.Channel.IN_APP:
        _show(notice)
        notice.save(update_fields=["state", "problem", "sent_at"])
    else:
        _enqueue(notice)


def _show(notice: Notice) -> None:
    """Let a message stand on the platform, or be withheld; the caller stores it."""
    if problem := may_be_sent(notice):
        notice.state, notice.problem = Notice.State.WITHHELD, problem
    else:
        notice.state, notice.sent_at = Notice.State.SENT, timezone.now()


def _enqueue(*notices: Notice) -> None:
    """Hand the sending to the background in one task, bound to the current transaction."""
    keys = [str(notice.pk) for notice in notices]
    if not keys:
        return
    if deliver.get_backend().supports_get_result:  # it stores tasks: in this transaction, gone if that is rolled back
        deliver.enqueue(*keys)
    else:  # it runs tasks at once, so it has to wait
        transaction.on_commit(lambda: deliver.enqueue(*keys))
