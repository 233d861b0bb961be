"""A list that somebody brings from elsewhere: pasted, or as a CSV or XLSX file; read as rows of text."""

from typing import BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .files import FileRefusedError
from .sheets import read_sheet, read_text


class BroughtListForm(forms.Form):
    """A list as it is brought; a form of its own says what belongs into it. Nothing is stored. `rows` is what was read,
    empty until the form was found right so far."""

    pasted = forms.CharField(
        label=_("Paste the list"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        help_text=_("CSV or XLSX, at most 500 lines."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[list[str]] = []

    def clean(self) -> dict:
        """Read the rows, of the one or the other."""
        super().clean()
        data = self.cleaned_data
        if self.errors:
            return data
        file, text = data.get("file"), data.get("pasted") or ""
        if bool(file) == bool(text.strip()):
            raise ValidationError(_("Paste a list or choose a file, one of the two."), code="one_of_two")
        try:
            self.rows = read_sheet(cast(BinaryIO, file), file.name or "") if file else read_text(text)
        except FileRefusedError as refusal:
            field = "file" if file else "pasted"
            raise ValidationError({field: ValidationError(str(refusal.sentence), code=refusal.code.value)}) from refusal
        return data
