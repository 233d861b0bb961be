"""The files of diplomas and cards are made once, in the background, and never drawn again."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache, partial
from itertools import islice
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from lms.kit.pdf import NoSignError
from lms.kit.press import Job, Made, PressError, pressed

from ..documents import card_page, diploma_page
from ..models import CardPhoto, Diploma, IdCard, Letterhead
from ..rules import card_facts_from, facts_from
from .keys import certificate_of, current_key
from .sealing import credential_of

log = logging.getLogger(__name__)

NO_SIGN = "no_sign"  # nothing but another spelling helps
ERROR = "error"
LEFT_BEHIND = timedelta(minutes=1)
MOST_A_ROUND = 50
TOGETHER = 5  # papers that are written down in one go: the disk is waited for once

Issued = Diploma | IdCard


@task
def make_diplomas(public_ids: list[str]) -> None:
    """Make the files of diplomas that have none. Again it does nothing."""
    make_now(Diploma.objects.filter(public_id__in=map(UUID, public_ids)).select_related("entry__organisation"))


@task
def make_card(public_id: str) -> None:
    """Make the file of a card that has none. Again it does nothing."""
    make_now(IdCard.objects.filter(public_id=UUID(public_id)).select_related("entry__organisation"))


def make_soon(*issued: Issued) -> None:
    """Hand the making of files to the background, bound to the current transaction: all diplomas in one task."""
    if diplomas := [str(each.public_id) for each in issued if isinstance(each, Diploma)]:
        _ask(make_diplomas, diplomas)
    for each in issued:
        if isinstance(each, IdCard):
            _ask(make_card, str(each.public_id))


def _ask(job: Task, about: list[str] | str) -> None:
    if job.get_backend().supports_get_result:  # it stores tasks: in this transaction, gone if that is rolled back
        job.enqueue(about)
    else:  # it runs tasks at once, so it has to wait
        transaction.on_commit(partial(job.enqueue, about))


def make_left_behind() -> int:
    """Make the files that no task has made, and give how many there were. Called by `tick`."""
    long_ago = timezone.now() - LEFT_BEHIND
    found: list[Issued] = []
    for rows in (Diploma.objects, IdCard.objects):
        waiting = rows.filter(made_at__isnull=True, created_at__lt=long_ago).exclude(trouble=NO_SIGN)
        found += waiting.select_related("entry__organisation")[: MOST_A_ROUND - len(found)]
    return make_now(found)


def make_now(papers: Iterable[Issued]) -> int:
    """Make the files of papers, and give how many had none. What goes wrong is written down at the paper, as a code,
    and keeps no other from being made."""
    return sum(1 for _paper in making(papers))


def making(papers: Iterable[Issued]) -> Iterator[Issued]:
    """Make the files of papers that have none, side by side, and give each paper when it is done with."""
    waiting = [paper for paper in papers if paper.made_at is None]
    desk = _Desk()
    made = pressed(desk.job(paper) for paper in waiting)
    while group := list(islice(made, TOGETHER)):
        with transaction.atomic():
            for number, found in group:
                _keep(waiting[number], found)
        yield from (waiting[number] for number, _found in group)


def _keep(paper: Issued, made: Made) -> None:
    if isinstance(made, bytes):
        _store(paper, made)
    elif isinstance(made, NoSignError):
        _note(paper, trouble=NO_SIGN)
    else:
        log.error("%s: %s", paper, made)
        _note(paper, trouble=ERROR)


def _store(issued: Issued, data: bytes) -> None:
    """Store the file of a paper that has none; of two processes one does, and the other's file goes away."""
    field = issued.file.field
    name = issued.file.storage.save(field.generate_filename(issued, f"{issued.entry.number}.pdf"), ContentFile(data))
    digest, now = hashlib.sha256(data).hexdigest(), timezone.now()
    if _note(issued, file=name, digest=digest, made_at=now, trouble=""):
        issued.file, issued.digest, issued.made_at = name, digest, now
    else:
        issued.file.storage.delete(name)
        issued.refresh_from_db()


def _note(issued: Issued, **facts) -> int:
    issued.trouble = facts["trouble"]
    return type(issued).objects.filter(pk=issued.pk, made_at__isnull=True).update(**facts)


class _Desk:
    """Lays out what stands on papers. What is the same for many is fetched once: keys, certificates and logos."""

    def __init__(self) -> None:
        self.key = cache(current_key)
        self.certificate = cache(certificate_of)
        self.logo = cache(logo_with)

    def job(self, paper: Issued) -> Job | PressError:
        """Give the page of a paper: a diploma carries its credential, and is signed by the organisation."""
        try:
            return self._job(paper)
        except Exception as error:  # a mistake of ours; the message may quote a name, its kind does not
            return PressError(type(error).__name__)

    def _job(self, paper: Issued) -> Job:
        if isinstance(paper, IdCard):
            told = card_facts_from(paper.facts)
            photo = _photo_of(paper, told.photo) if told.photo else b""
            return Job(card_page(told, at=paper.created_at, logo=self.logo(told.logo), photo=photo))
        facts = facts_from(paper.facts)
        token = credential_of(paper, self.key())
        page = diploma_page(facts, at=paper.created_at, logo=self.logo(facts.logo), token=token)
        return Job(page, self.certificate(paper.entry.organisation))


def logo_with(digest: str) -> bytes:
    """Give the logo that was frozen by its hash, as it was then; nothing without one."""
    return _read(Letterhead.objects.filter(digest=digest).latest("pk").logo) if digest else b""


def _photo_of(card: IdCard, digest: str) -> bytes:
    return _read(CardPhoto.objects.standing().get(enrolment=card.entry.enrolment, digest=digest).file)


def _read(file) -> bytes:
    with file.open("rb") as held:
        return held.read()
