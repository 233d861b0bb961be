"""Remove the files of papers and photos whose rows went with the woman they were about."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage
from django.utils import timezone

from ..models import CardPhoto, CeremonyPack, Diploma, IdCard

HOLDERS = (Diploma, IdCard, CardPhoto, CeremonyPack)
FOLDER, LOGOS = "credentials", "logos"  # logos stand on papers that were issued: they stay
ON_ITS_WAY = timedelta(hours=1)  # a file is stored before its row says so


def sweep_files() -> int:
    """Remove every file that no row names any more, however the row went; give how many. Called by `tick`."""
    storage = Diploma._meta.get_field("file").storage
    named = {name for model in HOLDERS for name in model._default_manager.values_list("file", flat=True)}
    long_ago = timezone.now() - ON_ITS_WAY
    left = [name for name in _files(storage) if name not in named and storage.get_modified_time(name) < long_ago]
    for name in left:
        storage.delete(name)
    return len(left)


def _files(storage: Storage) -> Iterator[str]:
    try:
        folders, _files = storage.listdir(FOLDER)
    except FileNotFoundError:  # nothing was issued yet
        return
    for folder in folders:
        if folder != LOGOS:
            yield from (f"{FOLDER}/{folder}/{name}" for name in storage.listdir(f"{FOLDER}/{folder}")[1])
