"""The pack for a ceremony: asked for in one step, made in the background, counted while it is made."""

import io
import zipfile
from datetime import date, time, timedelta
from functools import partial
from time import monotonic
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Cohort, Enrolment
from lms.kit.downloads import file_name
from lms.kit.guard import refuse, require
from lms.kit.signs import undrawable
from lms.people.models import User

from ..documents import Celebrated, blank_facts, diploma_pdf, pack_papers
from ..models import CeremonyPack, Diploma, DiplomaWishes, IdCard
from ..permissions import can_make_pack
from ..queries import cards_to_print, diplomas_of, letterhead_of, organisation_at, signers_of
from .making import logo_with, making

AT_WORK = "at_work"
MOST_SPARES = 10
TELL_EVERY = 0.3  # seconds between two counts that the page shows
GIVEN_UP = timedelta(minutes=15)  # a pack takes seconds; one that stands so long failed, and keeps no other back
TRIES = 3
EXTRAS = 1  # the last step: everything that is not of one woman


def ask_for_pack(  # each is said by name
    *,
    by: User,
    cohort: Cohort,
    language: str,
    given_at: str,
    given_on: date,
    starts_at: time | None = None,
    spares: int = 2,
) -> CeremonyPack:
    """Ask for the pack of a cohort; it is made in the background. Raises PermissionDenied, and ValidationError with
    `at_work` while another one is being made."""
    require(can_make_pack(by, cohort))
    total = diplomas_of(cohort).count() + cards_to_print(cohort).count() + EXTRAS
    try:
        with transaction.atomic():
            long_ago = timezone.now() - GIVEN_UP
            CeremonyPack.objects.filter(cohort=cohort, made_at__isnull=True, asked_at__lt=long_ago).delete()
            pack = CeremonyPack.objects.create(
                cohort=cohort,
                language=language,
                given_at=given_at,
                given_on=given_on,
                starts_at=starts_at,
                spares=min(spares, MOST_SPARES),
                total=total,
                asked_by=by,
            )
            audit(by=by, obj=cohort, action="cohorts.pack_asked")
            if make_pack.get_backend().supports_get_result:
                make_pack.enqueue(str(pack.public_id))
            else:
                transaction.on_commit(partial(make_pack.enqueue, str(pack.public_id)))
    except IntegrityError:
        refuse(AT_WORK)
    return pack


def say_how_names_sound(*, by: User, cohort: Cohort, sounds: dict[Enrolment, str]) -> None:
    """Write down how names of women of a cohort sound, for whoever reads them aloud. Raises PermissionDenied."""
    require(can_make_pack(by, cohort))
    for enrolment, text in sounds.items():
        require(enrolment.cohort_id == cohort.pk)
        if DiplomaWishes.objects.filter(enrolment=enrolment).exclude(sounds=text).update(sounds=text):
            audit(by=by, obj=enrolment, action="cohorts.sounds_said")


@task
def make_pack(public_id: str) -> None:
    """Make a pack that has no file. Whose paper cannot be made is noted by the id of the paper and a code; the others
    go on. Again it does nothing."""
    pack = CeremonyPack.objects.select_related("cohort").filter(public_id=UUID(public_id)).first()
    if pack is None or pack.made_at is not None:
        return
    for _try in range(TRIES):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
            papers = _fill(archive, pack)
        if _keep(pack, held.getvalue(), papers):
            return


def _keep(pack: CeremonyPack, data: bytes, papers: list[Diploma | IdCard]) -> bool:
    """Store a pack that has no file, and tell whether that is settled. It is not where a card was taken away while it
    was being packed: she has taken back her photo."""
    field = CeremonyPack._meta.get_field("file")
    stored = field.storage.save(field.generate_filename(pack, "pack.zip"), ContentFile(data))
    facts = {"file": stored, "made_at": timezone.now(), "done": pack.total}
    cards = [paper.pk for paper in papers if isinstance(paper, IdCard) and paper.file]
    with transaction.atomic():
        # The row first: whoever takes a photo away waits for it, and then finds this file.
        kept = CeremonyPack.objects.filter(pk=pack.pk, made_at__isnull=True).update(**facts)
        is_whole = IdCard.objects.filter(pk__in=cards).exclude(file="").count() == len(cards)
        transaction.set_rollback(not is_whole)
    if not (kept and is_whole):
        field.storage.delete(stored)
    return is_whole


def _fill(archive: zipfile.ZipFile, pack: CeremonyPack) -> list[Diploma | IdCard]:
    """Write the papers of a pack, and give those that each belong to one woman."""
    diplomas = list(diplomas_of(pack.cohort))
    papers: list[Diploma | IdCard] = [*diplomas, *cards_to_print(pack.cohort)]
    CeremonyPack.objects.filter(pk=pack.pk).update(total=len(papers) + EXTRAS)
    pack.total = len(papers) + EXTRAS
    _make(papers, pack)
    found: dict[type, list[bytes]] = {Diploma: [], IdCard: []}
    for paper in papers:
        if paper.file:
            with paper.file.open("rb") as file:
                data = file.read()
            found[type(paper)].append(data)
            archive.writestr(f"{paper._meta.model_name}/{file_name(paper.entry.number, paper.name)}.pdf", data)
    # Signs and the list to read aloud are lists: who stands in none is asked how she wants to be called.
    listed = [each for each in diplomas if not each.person.is_off_lists and not undrawable(each.name)]
    women = [Celebrated(each.name, _sounds(each)) for each in listed]
    blanks = _blanks(pack) if pack.spares else b""
    for name, data in pack_papers(pack, women, found[Diploma], found[IdCard], blanks).items():
        archive.writestr(name, data)
    return papers


def _make(papers: list[Diploma | IdCard], pack: CeremonyPack) -> None:
    """Make what has no file yet, and count: not each paper, which would cost as much as to make it."""
    failed: dict[str, str] = {}
    done, told = sum(bool(paper.file) for paper in papers), monotonic()
    for paper in making(papers):
        done += 1
        if not paper.file:
            failed[str(paper.public_id)] = paper.trouble
        if monotonic() - told > TELL_EVERY:
            CeremonyPack.objects.filter(pk=pack.pk).update(done=done, failed=failed)
            told = monotonic()
    CeremonyPack.objects.filter(pk=pack.pk).update(done=done, failed=failed)


def _sounds(diploma: Diploma) -> str:
    wishes = getattr(diploma.entry.enrolment, "diploma_wishes", None)
    sounds = wishes.sounds if wishes else ""
    return "" if undrawable(sounds) else sounds


def _blanks(pack: CeremonyPack) -> bytes:
    """Give one blank without name, number and code: it counts for nothing until somebody issues a diploma."""
    organisation = organisation_at(pack.cohort)
    letterhead = letterhead_of(organisation)
    facts = blank_facts(pack, organisation, signers_of(organisation))
    return diploma_pdf(facts, at=pack.asked_at, logo=logo_with(letterhead.digest))
