"""The note of an evening as a page sends it: each field with what stood in it when the page was made."""

from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _

from lms.kit.files import MEGABYTE, PICTURES, FileRefusedError, check_file
from lms.kit.pictures import drawn_anew

from ..models.notes import LONGEST_TASK, LONGEST_WORDS
from ..rules import Change

LARGEST_PHOTO = 15 * MEGABYTE
LONGEST_SIDE = 2000  # pixels: small writing on a flip chart can be read, and a phone loads it in the tunnel
SENTENCES = {
    "cancelled": _("The evening was not held, so there is nothing to note."),
    "too_early": _("The evening has not begun yet. The note opens then."),
    "no_photo": _("There is no photo of this evening: its subject is to leave no trace on any phone."),
    "nothing_to_tell": _("Write a home task or add a photo first."),
    "changed_meanwhile": _("The note has changed since you looked. Read the message once more."),
    "evening_ahead": _("Thanks are said when the evening is over."),
}
"""What a person reads for what an action refused."""


class WordsField(forms.CharField):
    """Words as they were typed: line breaks count as one sign, as in the counter of the browser."""

    def to_python(self, value: Any) -> str:
        """Give the text with plain line breaks."""
        return super().to_python((value or "").replace("\r\n", "\n").replace("\r", "\n"))

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """Leave `maxlength` out: a browser would silently cut off what somebody pastes."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


def _area(rows: int, longest: int) -> forms.Textarea:
    return forms.Textarea({"dir": "auto", "rows": rows, "data-longest": longest})


class NoteForm(forms.Form):
    """Three short texts."""

    worked = WordsField(
        label=_("What worked?"), max_length=LONGEST_WORDS, required=False, widget=_area(4, LONGEST_WORDS)
    )
    change = WordsField(
        label=_("What would you change?"), max_length=LONGEST_WORDS, required=False, widget=_area(4, LONGEST_WORDS)
    )
    home_task = WordsField(
        label=_("Home task until next time"),
        max_length=LONGEST_TASK,
        required=False,
        help_text=_("The women read it on their page when you have sent the message. One small thing, in plain words."),
        widget=_area(3, LONGEST_TASK),
    )
    was_worked = WordsField(required=False, widget=forms.HiddenInput)
    was_change = WordsField(required=False, widget=forms.HiddenInput)
    was_home_task = WordsField(required=False, widget=forms.HiddenInput)

    @property
    def changes(self) -> dict[str, Change]:
        """Give each text with what stood there before."""
        data = self.cleaned_data
        return {name: Change(data[f"was_{name}"], data[name]) for name in ("worked", "change", "home_task")}


class PhotoForm(forms.Form):
    """A photo from the camera, or one taken before."""

    photo = forms.FileField(
        label=_("Photo of the flip chart"),
        help_text=_("Only the flip chart: no faces, no names. Where and when it was taken is removed."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png", "capture": "environment"}),
        error_messages={"required": _("Choose a picture first.")},
    )

    def clean_photo(self) -> SimpleUploadedFile:
        """Look into the picture and draw it anew, upright, smaller, and without a word about its making."""
        file = self.cleaned_data["photo"]
        name = file.name or ""
        try:
            check_file(cast(BinaryIO, file), name, allowed=PICTURES, largest=LARGEST_PHOTO)
            bare = drawn_anew(file, name, longest=LONGEST_SIDE)
        except FileRefusedError as problem:
            raise ValidationError(str(problem.sentence), code=problem.code.value) from problem
        return SimpleUploadedFile(name.lower().replace(".jpeg", ".jpg"), bare.read(), file.content_type or "")


class SeenForm(forms.Form):
    """The revision that somebody has read before she sends."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
