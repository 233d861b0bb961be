"""A recording as a phone sends it, and the yes before it."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.kit.kinds import FileRefusedError, Refusal
from lms.kit.voices import checked_voice

from ..models import VoiceText
from .reviews import RefusingForm

LONGEST = 300  # seconds: a long part, read calmly
LARGEST = 5_000_000  # bytes: five minutes of AAC at 128 kbit/s; Opus needs a fifth of that

REFUSED: dict[Refusal, Promise] = {
    Refusal.TOO_LONG: _("The recording is too long: five minutes is the most. Read once more, a little faster."),
    Refusal.NOT_WHAT_IT_SAYS: _(
        "This is no sound recording that we can use. Choose one that ends in .m4a or .webm, or record on this page."
    ),
}


class RecordingForm(RefusingForm):
    """What she has read, and which words she had before her."""

    use_required_attribute = False  # a recording made on the page is no file that the browser knows of

    operation = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
    recording = forms.FileField(
        label=_("Or choose a recording from your phone"),
        help_text=_("A sound file that ends in .m4a or .webm, at most five minutes."),
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*,.m4a,.webm"}),
        error_messages={"required": _("Record something first, or choose a file.")},
    )

    def clean_recording(self) -> ContentFile:
        """Look into what was spoken."""
        file: UploadedFile = self.cleaned_data["recording"]
        try:
            end, data = checked_voice(file, longest=LONGEST, largest=LARGEST)  # type: ignore[arg-type]
        except FileRefusedError as problem:
            sentence = REFUSED.get(problem.code, problem.sentence)
            raise ValidationError(str(sentence), code=problem.code.value) from problem
        return ContentFile(data, name=f"voice.{end}")


class ConsentForm(forms.Form):
    """The very wording she has read, and what is said of who reads."""

    text = forms.ModelChoiceField(
        VoiceText.objects.all(),
        to_field_name="public_id",
        widget=forms.HiddenInput,
        error_messages={"required": _("Open the page anew."), "invalid_choice": _("Open the page anew.")},
    )
    says_name = forms.TypedChoiceField(
        label=_("What shall stand beside your voice?"),
        choices=[("", _("A woman of the Neighbourhood Mothers")), ("yes", _("My first name"))],
        coerce=bool,
        empty_value=False,
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
