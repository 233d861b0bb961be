"""Sounds and films, and their addresses."""

from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from lms.kit.files import FILM, SOUND


def recording_address(document: AbstractDocument, quiet: bool = False) -> str:
    """Give the address of a sound or a film: the mark of its content, which says nothing of it and cannot be guessed.
    `quiet` for pages that leave no trace."""
    end = document.file_extension.lower()
    return reverse("quiet_recording" if quiet else "recording", args=[document.get_file_hash(), end])


def find_recording(digest: str, end: str) -> AbstractDocument | None:
    """Give the sound or film that has such content and such an end of its name, or None."""
    if not digest or end not in SOUND | FILM:
        return None
    found = get_document_model().objects.filter(file_hash=digest, file__iendswith=f".{end}")
    return found.select_related("collection").first()
