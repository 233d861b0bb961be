"""The file of a diploma or a card is made once, in the background, and never drawn again."""

import hashlib
import logging
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from lms.kit.pdf import NoSignError

from ..documents import card_pdf, diploma_pdf
from ..models import CardPhoto, Diploma, IdCard, Letterhead
from ..rules import card_facts_from, facts_from
from .sealing import credential_of, sealed

log = logging.getLogger(__name__)

NO_SIGN = "no_sign"  # nothing but another spelling helps
ERROR = "error"
LEFT_BEHIND = timedelta(minutes=1)
MOST_A_ROUND = 50


@task
def make_diploma(public_id: str) -> None:
    """Make the file of a diploma that has none. Again it does nothing."""
    make_now(Diploma.objects.filter(public_id=UUID(public_id)).first())


@task
def make_card(public_id: str) -> None:
    """Make the file of a card that has none. Again it does nothing."""
    make_now(IdCard.objects.filter(public_id=UUID(public_id)).first())


def make_soon(issued: Diploma | IdCard) -> None:
    """Hand the making of a file to the background, bound to the current transaction."""
    job = make_diploma if isinstance(issued, Diploma) else make_card
    if job.get_backend().supports_get_result:  # it stores tasks: in this transaction, gone if that is rolled back
        job.enqueue(str(issued.public_id))
    else:  # it runs tasks at once, so it has to wait
        transaction.on_commit(partial(job.enqueue, str(issued.public_id)))


def make_left_behind() -> int:
    """Make the files that no task has made, and give how many there were. Called by `tick`."""
    long_ago = timezone.now() - LEFT_BEHIND
    found: list[Diploma | IdCard] = []
    for rows in (Diploma.objects, IdCard.objects):
        waiting = rows.filter(made_at__isnull=True, created_at__lt=long_ago).exclude(trouble=NO_SIGN)
        found += waiting[: MOST_A_ROUND - len(found)]
    for issued in found:
        make_now(issued)
    return len(found)


def make_now(issued: Diploma | IdCard | None) -> None:
    """Make the file of a paper, unless it is there. What goes wrong is written down at the paper, as a code, and keeps
    no other from being made."""
    if issued is None or issued.made_at is not None:
        return
    try:
        data = _diploma_bytes(issued) if isinstance(issued, Diploma) else _card_bytes(issued)
    except NoSignError:
        _note(issued, trouble=NO_SIGN)
    except Exception as error:  # a mistake of ours; the message may quote a name, its kind does not
        log.error("%s: %s", issued, type(error).__name__)
        _note(issued, trouble=ERROR)
    else:
        _store(issued, data)


def _store(issued: Diploma | IdCard, data: bytes) -> None:
    """Store the file of a paper that has none; of two processes one does, and the other's file goes away."""
    field = issued.file.field
    name = issued.file.storage.save(field.generate_filename(issued, f"{issued.entry.number}.pdf"), ContentFile(data))
    facts = {"file": name, "digest": hashlib.sha256(data).hexdigest(), "made_at": timezone.now(), "trouble": ""}
    if not _note(issued, **facts):
        issued.file.storage.delete(name)
    issued.refresh_from_db()


def _note(issued: Diploma | IdCard, **facts) -> int:
    issued.trouble = facts["trouble"]
    return type(issued).objects.filter(pk=issued.pk, made_at__isnull=True).update(**facts)


def _diploma_bytes(diploma: Diploma) -> bytes:
    """Give what is stored of a diploma: the page with its credential inside, signed by the organisation."""
    facts = facts_from(diploma.facts)
    token = credential_of(diploma)
    page = diploma_pdf(facts, at=diploma.created_at, logo=logo_with(facts.logo), token=token)
    return sealed(page, diploma.entry.organisation)


def _card_bytes(card: IdCard) -> bytes:
    facts = card_facts_from(card.facts)
    photo = _photo_of(card, facts.photo) if facts.photo else b""
    return card_pdf(facts, at=card.created_at, logo=logo_with(facts.logo), photo=photo)


def logo_with(digest: str) -> bytes:
    """Give the logo that was frozen by its hash, as it was then; nothing without one."""
    return _read(Letterhead.objects.filter(digest=digest).latest("pk").logo) if digest else b""


def _photo_of(card: IdCard, digest: str) -> bytes:
    return _read(CardPhoto.objects.standing().get(enrolment=card.entry.enrolment, digest=digest).file)


def _read(file) -> bytes:
    with file.open("rb") as held:
        return held.read()
