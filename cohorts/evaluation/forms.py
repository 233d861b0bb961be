"""An answer as a phone sends it, and the sentences for what may be wrong with it."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.kit.kinds import FileRefusedError
from lms.kit.voices import checked_voice

from .models import LONGEST_SENTENCE, SessionFeedback

SENTENCES: dict[str, str | Promise] = {
    "full": _("There are as many answers as there can be. Tell the coordinator yourself what you think."),
    "too_few": _("There are fewer than five answers. Leave it open, so that more can answer: fewer are not shown."),
}
"""What a person reads for what an action refused."""


def new_device() -> str:
    """Draw the number of a browser that has none."""
    return uuid.uuid4().hex


class FeedbackForm(forms.Form):
    """A face, and if she wants a sentence, typed or spoken."""

    face = forms.TypedChoiceField(
        label=_("How was this evening for you?"),
        choices=SessionFeedback.Faces.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three faces.")},
    )
    sentence = forms.CharField(
        label=_("One sentence"),
        max_length=LONGEST_SENTENCE,
        required=False,
        help_text=_("What was good? What should be different? Please no names."),
        widget=forms.Textarea({"dir": "auto", "rows": 3}),
    )
    device = forms.CharField(widget=forms.HiddenInput, max_length=64, validators=[RegexValidator(r"\A[\w-]{16,64}\Z")])
    recording = forms.FileField(required=False)

    def clean_recording(self) -> ContentFile | None:
        """Look into what was spoken."""
        file = self.cleaned_data["recording"]
        if not isinstance(file, UploadedFile):
            return None
        try:
            end, data = checked_voice(file)
        except FileRefusedError as problem:
            raise ValidationError(str(problem.sentence), code=problem.code.value) from problem
        return ContentFile(data, name=f"voice.{end}")
