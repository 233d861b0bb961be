"""The photo for a card: taken on the spot with consent, and removed everywhere when the consent is taken back."""

import hashlib
from collections.abc import Iterable
from functools import partial
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Enrolment, Purpose, Signature
from lms.kit import erasures
from lms.kit.files import MEGABYTE, Kind, check_file
from lms.kit.guard import refuse, require
from lms.kit.pictures import portrait
from lms.people.models import User

from ..models import CardPhoto, CeremonyPack, IdCard, RegisterEntry
from ..permissions import can_take_photo
from ..rules import CardRefusal, card_facts_from
from .cards import replace_card_without_photo

LARGEST = 20 * MEGABYTE
REMOVED = "photo_removed"
PHOTOS = (Purpose.PHOTO_CARD, Purpose.PHOTO_GROUP, Purpose.PHOTO_PUBLIC)


def take_photo(*, by: User, enrolment: Enrolment, file: BinaryIO, name: str) -> CardPhoto:
    """Keep a photo for her card, cropped and drawn anew; it takes the place of an older one. Raises PermissionDenied,
    FileRefusedError, and ValidationError with `no_consent`."""
    require(can_take_photo(by, enrolment))
    agreed = Signature.objects.standing().filter(enrolment=enrolment, purpose=Purpose.PHOTO_CARD)
    if not agreed.exists():
        refuse(CardRefusal.NO_CONSENT)
    check_file(file, name, allowed={Kind.JPG, Kind.PNG}, largest=LARGEST)
    data = portrait(file).read()
    storage, field = CardPhoto._meta.get_field("file").storage, CardPhoto._meta.get_field("file")
    stored = storage.save(field.generate_filename(CardPhoto(), "photo.jpg"), ContentFile(data))
    facts = {"file": stored, "digest": hashlib.sha256(data).hexdigest(), "taken_by": by, "taken_at": timezone.now()}
    with transaction.atomic():
        old = CardPhoto.objects.filter(enrolment=enrolment).first()
        photo, _made = CardPhoto.objects.update_or_create(enrolment=enrolment, defaults=facts)
        # A card whose file is still to be made has not been seen: it bears the photo that there is.
        to_make = IdCard.objects.filter(entry__enrolment=enrolment, made_at__isnull=True)
        for card in to_make.exclude(facts__photo=""):
            to_make.filter(pk=card.pk).update(facts={**card.facts, "photo": photo.digest})
        if old is not None and old.file.name:
            transaction.on_commit(partial(storage.delete, old.file.name))
        audit(by=by, obj=enrolment, action="cohorts.card_photo_taken")
    return photo


def remove_photo(*, by: User, photo: CardPhoto) -> None:
    """Remove a photo everywhere, because somebody wants it gone. The consent stays as it is. Raises
    PermissionDenied."""
    require(can_take_photo(by, photo.enrolment))
    _forget(photo, by)


def drop_photos_taken_back() -> int:
    """Remove the photos whose consent was taken back; give how many. A woman who is protected takes hers back, as any
    woman may: so nothing but that is to be seen. Called by `tick`."""
    of_protected = Signature.objects.standing().filter(purpose__in=PHOTOS, enrolment__person__is_protected=True)
    of_protected.update(withdrawn_at=timezone.now())
    return forget_photos(CardPhoto.objects.exclude(pk__in=CardPhoto.objects.standing().values("pk")))


def forget_photos(photos: Iterable[CardPhoto]) -> int:
    """Remove photos that were removed before an older copy was put back; give how many."""
    found = list(photos)
    for photo in found:
        _forget(photo, None)
    return len(found)


@transaction.atomic
def _forget(photo: CardPhoto, by: User | None) -> None:
    """Remove the photo, the files of every card that has it, and the packs they lie in. A card of hers that is valid is
    replaced by one with a large letter."""
    enrolment, storage = photo.enrolment, photo.file.storage
    names = [photo.file.name]
    # Packs are held while the cards go: one that is being made finds that a card is gone, and begins anew.
    packs = list(CeremonyPack.objects.select_for_update().filter(cohort=enrolment.cohort).order_by("pk"))
    erasures.note("cohorts.CardPhoto:gone", [photo.public_id])
    photo.delete()
    for card in IdCard.objects.select_related("entry__enrolment__cohort").filter(entry__enrolment=enrolment):
        if not card_facts_from(card.facts).photo:
            continue
        names.append(card.file.name)
        IdCard.objects.filter(pk=card.pk).update(
            facts={**card.facts, "photo": ""}, file="", trouble=REMOVED, made_at=card.made_at or timezone.now()
        )
        if card.entry.state == RegisterEntry.State.ISSUED:
            replace_card_without_photo(card)
    for pack in packs:
        if pack.file:
            names.append(pack.file.name)
            pack.delete()
    audit(by=by, obj=enrolment, action="cohorts.card_photo_removed")
    for name in filter(None, names):
        transaction.on_commit(partial(storage.delete, name))
