"""What editors send from the screens of the registers."""

from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from lms.kit.files import PICTURES, FileRefusedError, Kind, check_file, kind_by_name
from lms.kit.pictures import drawn_anew
from lms.kit.uploads import largest

from ..models import Material

ALLOWED = frozenset(Kind)


class MaterialForm(WagtailAdminModelForm):
    """Material with a file: the first one, or a newer one that keeps the old."""

    new_file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("pdf, docx, pptx, xlsx, png, jpg, mp3, m4a or mp4. A new one is a new version; the old stays."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in Kind) + ",.jpeg"}),
    )
    what_is_new = forms.CharField(label=_("What is new"), required=False, max_length=160)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        material = cast(Material, self.instance)
        self.newest = material.versions.first() if material.pk else None
        if self.newest and "new_file" in self.fields:
            self.fields["new_file"].label = _("A new version of the file")

    def clean_new_file(self) -> Any:
        """Look into the file, and draw a picture anew."""
        file = self.cleaned_data["new_file"]
        if not file:
            return None
        try:
            limit = largest(kind_by_name(file.name))
            kind = check_file(cast(BinaryIO, file), file.name, allowed=ALLOWED, largest=limit)
            return drawn_anew(file, file.name) if kind in PICTURES else file
        except FileRefusedError as problem:
            raise ValidationError(str(problem.sentence), code=problem.code.value) from problem

    def clean(self) -> dict:
        """Ask for a file or a link."""
        data = super().clean()
        if "new_file" in self.errors or "link" in self.errors:
            return data
        has_file = bool(data.get("new_file") or self.newest)
        if has_file == bool(data.get("link")):
            self.add_error("new_file", _("Choose a file or give a link, one of the two."))
        return data


class TodoForm(WagtailAdminModelForm):
    """A to-do with the people who may be asked, by their names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "owner" in self.fields:
            field = cast(forms.ModelChoiceField, self.fields["owner"])
            field.label_from_instance = lambda person: person.name  # type: ignore[method-assign]  # Django's own way
