"""Take a file that a guest hands in piece by piece, until it is whole."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from lms.kit.files import FILM, MEGABYTE, OFFICE, PICTURES, Kind, check_length, kind_taken
from lms.kit.guard import refuse, require

from ..models import GuestInvitation, GuestMaterialVersion, GuestUpload, GuestUploadPiece
from ..permissions import Holder, can_hand_in

TAKEN = frozenset({Kind.PDF, *OFFICE, *PICTURES, *FILM, Kind.MP3})
MOST_AT_ONCE = 5
MOST_PIECES = 2_000
LASTS = timedelta(days=1)


def largest() -> int:
    """Give how many bytes one file may have."""
    return settings.LARGEST_GUEST_FILE * MEGABYTE


def check_room(invitation: GuestInvitation, size: int, *, besides: GuestUpload | None = None) -> None:
    """Refuse what does not fit on a pass any more; halves on their way count as wholes. Raises ValidationError."""
    kept = GuestMaterialVersion.objects.filter(material__invitation=invitation).aggregate(sum=Sum("size"))["sum"] or 0
    coming = GuestUpload.objects.filter(invitation=invitation)
    if besides:
        coming = coming.exclude(pk=besides.pk)
    if kept + (coming.aggregate(sum=Sum("size"))["sum"] or 0) + size > settings.MOST_ON_A_PASS * MEGABYTE:
        refuse("pass_full")


def begin_upload(*, by: Holder, invitation: GuestInvitation, name: str, size: int, mark: str = "") -> GuestUpload:
    """Begin a file, or go on with the same one (`name`, `size` and `mark`, the moment it was changed) where it stopped.
    Raises PermissionDenied, FileRefusedError for a kind or size that is not taken, and ValidationError with `pass_full`
    or `too_many_at_once`."""
    require(can_hand_in(by, invitation))
    kind_taken(name, TAKEN)
    check_length(size, largest())
    name, mark = name.replace("\\", "/").rsplit("/", 1)[-1][-255:], mark[:40]
    with transaction.atomic():
        GuestInvitation.objects.select_for_update().get(pk=invitation.pk)  # two at once do not both get the last room
        same = GuestUpload.objects.filter(invitation=invitation, name=name, size=size, mark=mark)
        if same.update(touched_at=timezone.now()):
            return same.get()
        check_room(invitation, size)
        if GuestUpload.objects.filter(invitation=invitation).count() >= MOST_AT_ONCE:
            refuse("too_many_at_once")
        return GuestUpload.objects.create(invitation=invitation, name=name, size=size, mark=mark)


def received(upload: GuestUpload) -> int:
    """Give how many bytes have come."""
    return upload.pieces.aggregate(sum=Sum("size"))["sum"] or 0


def add_piece(*, by: Holder, upload: GuestUpload, offset: int, piece: File) -> int:
    """Put a piece behind those that have come; give how many bytes are there now. A piece for another place changes
    nothing: the answer says where to go on. Raises PermissionDenied, and ValidationError with `too_many_pieces`."""
    require(upload.invitation is not None and can_hand_in(by, upload.invitation))
    there = received(upload)
    if offset != there or not piece.size or there + piece.size > upload.size:
        return there
    if upload.pieces.count() >= MOST_PIECES:
        refuse("too_many_pieces")
    row = GuestUploadPiece(upload=upload, offset=offset, size=piece.size)
    row.file.save("piece", piece, save=False)
    try:
        with transaction.atomic():
            row.save()
            GuestUpload.objects.filter(pk=upload.pk).update(touched_at=timezone.now())
    except IntegrityError:  # the same piece came twice at once, or the upload has ended
        row.file.storage.delete(str(row.file.name))
    return received(upload)


def drop_upload(upload: GuestUpload) -> bool:
    """Remove a file on its way with all its bytes; tell whether it was still there. Of two who end it, one does."""
    with transaction.atomic():
        names = list(upload.pieces.values_list("file", flat=True))
        deleted, _each = GuestUpload.objects.filter(pk=upload.pk).delete()
        store = GuestUploadPiece._meta.get_field("file").storage
        for name in names:
            transaction.on_commit(partial(store.delete, name))
    return bool(deleted)


def sweep_uploads() -> int:
    """Remove what nobody has gone on with for a day; give how many."""
    old = GuestUpload.objects.filter(touched_at__lt=timezone.now() - LASTS)
    orphans = GuestUpload.objects.filter(invitation=None)
    return sum(drop_upload(upload) for upload in (old | orphans).distinct())
