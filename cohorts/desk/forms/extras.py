"""What a cohort adds to an evening."""

from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _

from cohorts.schedule.models import EveningExtra
from lms.kit.files import MEGABYTE, OFFICE, PICTURES, SOUND, FileRefusedError, Kind, check_file
from lms.kit.pictures import drawn_anew

ALLOWED = frozenset({Kind.PDF, *OFFICE, *PICTURES, *SOUND})
SENTENCES = {
    "nothing_in_it": _("Write some words, or choose a file."),
    "too_many": _("There are twelve things on this evening already. Remove one first."),
}
"""What an action's refusal means, in words."""


class ExtraForm(forms.Form):
    """An exercise or material of the cohort's own."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=EveningExtra.Kind.choices,
        initial=EveningExtra.Kind.EXERCISE,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("Title"), max_length=80, widget=forms.TextInput({"dir": "auto"}))
    text = forms.CharField(
        label=_("Text"),
        max_length=4000,
        required=False,
        help_text=_("How it is done, in plain words. No names of women."),
        widget=forms.Textarea({"dir": "auto", "rows": 6}),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, Word, PowerPoint, Excel, a picture or sound."),
        widget=forms.FileInput({"accept": ",".join(f".{kind.value}" for kind in sorted(ALLOWED))}),
    )
    is_shared = forms.BooleanField(
        label=_("The women may see it"),
        help_text=_("It stands on their own page with the evening."),
        required=False,
    )

    def clean_file(self) -> Any:
        """Look into the file; a picture is drawn anew, so that it does not tell where it was taken."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return None
        name = file.name or ""
        try:
            kind = check_file(cast(BinaryIO, file), name, allowed=ALLOWED, largest=settings.LARGEST_FILE * MEGABYTE)
            if kind in PICTURES:
                bare = drawn_anew(file, name)
                return SimpleUploadedFile(name, bare.read(), file.content_type or "")
        except FileRefusedError as problem:
            raise ValidationError(str(problem.sentence), code=problem.code.value) from problem
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for words or a file."""
        data = super().clean() or {}
        if not data.get("text") and not data.get("file") and "file" not in self.errors and "text" not in self.errors:
            self.add_error("text", ValidationError(SENTENCES["nothing_in_it"], code="nothing_in_it"))
        return data

    def refuse(self, error: ValidationError) -> None:
        """Say why it cannot be added."""
        for each in error.error_list:
            self.add_error("text", SENTENCES.get(each.code, each))
