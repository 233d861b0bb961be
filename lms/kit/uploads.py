"""The forms of Wagtail's two libraries: what is uploaded there is looked into first, and pictures lose their traces."""

from os.path import splitext
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .files import FILM, MEGABYTE, SOUND, FileRefusedError, Kind, check_file, kind_by_name
from .pictures import drawn_anew
from .tokens import draw_mark

TOO_LARGE = _("The file has %(file_size)s; %(max_filesize)s is the most. Make it smaller or shorter, or cut it in two.")
PLAIN_TEXT = (".csv", ".txt")
LONGEST_STEM = 50  # of a name; what is longer would be cut off behind it


def largest(kind: Kind | None) -> int:
    """Give how many bytes a file of a kind may have (settings LARGEST_SOUND, LARGEST_FILM, LARGEST_FILE: megabytes)."""
    if kind in SOUND:
        return settings.LARGEST_SOUND * MEGABYTE
    return (settings.LARGEST_FILM if kind in FILM else settings.LARGEST_FILE) * MEGABYTE


class DocumentForm(BaseDocumentForm):
    """Documents, sound and films: of the kind they say, and not too large."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].error_messages["file_too_large"] = TOO_LARGE
            self.fields["file"].help_text = _(
                "Sound: mp3 or m4a, at most %(sound)s MB. Film: mp4, at most %(film)s MB."
            ) % {
                "sound": settings.LARGEST_SOUND,
                "film": settings.LARGEST_FILM,
            }

    def clean_file(self) -> Any:
        """Look into a new file."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile) and not (file.name or "").lower().endswith(PLAIN_TEXT):
            name = file.name or ""
            allowed = {kind for kind in Kind if kind in settings.WAGTAILDOCS_EXTENSIONS}
            _refused_kindly(
                lambda: check_file(cast(BinaryIO, file), name, allowed=allowed, largest=largest(kind_by_name(name)))
            )
        if isinstance(file, UploadedFile):
            # Its address holds its name and a running number: a file that only a draft links to must not be guessed.
            stem, end = splitext(file.name or "")
            file.name = f"{stem[:LONGEST_STEM]}-{draw_mark()}{end}"
        return file

    def _post_clean(self) -> None:
        """Say it once: the model complains of the missing file as well when we have refused it."""
        said = self.errors["file"].copy() if "file" in self.errors else None
        super()._post_clean()
        if said:
            self.errors["file"] = said


class ImageForm(BaseImageForm):
    """Pictures: drawn anew, so that they do not tell where they were taken."""

    def clean_file(self) -> Any:
        """Draw a new picture anew."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        bare = _refused_kindly(lambda: drawn_anew(file, file.name or ""))
        return SimpleUploadedFile(file.name or "", bare.read(), file.content_type or "")


def _refused_kindly(look: Any) -> Any:
    try:
        return look()
    except FileRefusedError as problem:
        raise ValidationError(str(problem.sentence), code=problem.code.value) from problem
