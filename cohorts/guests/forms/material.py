"""Handing material in, letting it through, looking it up."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.kit.files import FileRefusedError
from lms.settings.languages import COMPLETE, PREPARED, READER, named

from ..models import GuestMaterial, Reach
from .sentences import SENTENCES, RefusingForm

LANGUAGES = named([*COMPLETE, *READER, *PREPARED])
ENDS = ".pdf,.pptx,.docx,.xlsx,.jpg,.jpeg,.png,.mp4,.mp3"


class FileForm(RefusingForm):
    """A file, in the place of another one."""

    file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Choose a file first.")},
        help_text=_("PDF, PowerPoint, Word, Excel, a picture, a film (mp4) or sound (mp3)."),
        widget=forms.FileInput({"accept": ENDS}),
    )

    def __init__(self, *args, needs_file: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = needs_file  # else it has come in pieces before
        limits = _("At most %(file)s MB a file, %(all)s MB in all.") % {
            "file": settings.LARGEST_GUEST_FILE,
            "all": settings.MOST_ON_A_PASS,
        }
        self.fields["file"].help_text = f"{self.fields['file'].help_text} {limits}"

    @property
    def facts(self) -> dict[str, str]:
        """Give what is filled in beside the file."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}

    def refuse(self, error: ValidationError | FileRefusedError) -> None:
        """Say beside the file why it is not taken."""
        self.add_error("file", say(error))


class MaterialForm(FileForm):
    """New material, and who may use it."""

    title = forms.CharField(
        label=_("What is it called?"),
        required=False,
        max_length=120,
        help_text=_("If you leave it empty, the name of the file stands there."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    allowed = forms.ChoiceField(
        label=_("Who may use it?"), choices=Reach.choices, initial=Reach.COHORT, widget=forms.RadioSelect
    )
    field_order = ["file", "title", "language", "allowed"]


class ApproveForm(forms.Form):
    """How far material goes."""

    reach = forms.ChoiceField(label=_("Who gets it?"), widget=forms.RadioSelect)

    def __init__(self, *args, material: GuestMaterial, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = [
            (value, _("It is proposed to the secretariat") if value == Reach.COUNTRY else name)
            for value, name in material.may_be_shared_as
        ]
        self.initial.setdefault("reach", material.reach or Reach.COHORT)


class LibraryForm(forms.Form):
    """What is looked for in the library."""

    q = forms.CharField(label=_("Search"), required=False, max_length=80, widget=forms.TextInput({"dir": "auto"}))
    module = forms.ChoiceField(label=_("Module"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args, modules: list, languages: list[str], years: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = dict(LANGUAGES)
        every = [("", _("All"))]
        self.fields["module"].choices = every + [(str(key), title) for key, title in modules]
        self.fields["language"].choices = every + [(code, names.get(code, code)) for code in languages]
        self.fields["year"].choices = every + [(str(year), str(year)) for year in years]


def say(error: ValidationError | FileRefusedError) -> ValidationError:
    """Give a refusal as a sentence for whoever chose the file."""
    if isinstance(error, FileRefusedError):
        return ValidationError(str(error.sentence), code=error.code.value)
    code = error.error_list[0].code
    return ValidationError(SENTENCES[code], code=code)
