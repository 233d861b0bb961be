"""Forms for reviews and notes, and the sentences for what actions refuse."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.kit import refusing
from lms.kit.names import plain_name

SENTENCES: dict[str, str | Promise] = {
    "no_text": _("There is no text to review yet. Save a draft first."),
    "due_passed": _("This day has passed. Choose a later one."),
    "due_far": _("Choose a day within the next six months."),
    "asked_already": _("This address has been asked about this version already. Remind, or take the question back."),
    "not_open": _("The answer is there, or the question has been taken back."),
    "link_ended": _("The time for answering is over. Take the question back and ask anew."),
    "answered": _("You have answered already. Nothing more was saved."),
    "say_what": _("Write at a part of the text, or in the last field, what must be changed."),
    "says_nothing": _("Write something in one of the two fields."),
    "not_yours": _("This form has been used. Open it anew."),
    "step_closed": _("Somebody else was faster and has answered. Look at what the draft waits for now."),
    "second_person": _("Another person in the secretariat must approve a sensitive module."),
    "second_person_sent_back": _(
        "Another person in the secretariat must approve a sensitive module, but both of you have written in it. Send "
        "it back with a comment: whoever sent it sends it again, and the other can then approve it."
    ),
    "second_person_missing": _(
        "Another person in the secretariat must approve a sensitive module, and you are the only one here. Ask "
        "somebody to join the secretariat."
    ),
    "confirmed_already": _("Somebody else was faster and has confirmed it."),
    "no_voice_consent": _("First say yes to lending your voice."),
    "words_changed": _("The text has changed in the meantime. Open the page anew, and read what stands there now."),
    "voice_answered": _("Somebody else was faster, or the recording was taken back."),
    "say_why": _("Write in one sentence what she can do differently."),
}
"""What a person reads for a code."""

USUAL_TIME = timedelta(days=14)


class RefusingForm(refusing.RefusingForm):
    """A form that says what an action of this room refused."""

    sentences = SENTENCES


class AskForm(RefusingForm):
    """Whom to ask, and by when."""

    reviewer = forms.CharField(
        label=_("Name of the reviewer"),
        max_length=80,
        help_text=_("So that you know who has answered. Forgotten a year after the answer."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The link is sent here. Without it you hand the link on yourself."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the page around the text"), choices=settings.LANGUAGES)
    due_on = forms.DateField(label=_("Answer by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    with_notes = forms.BooleanField(
        label=_("She also reads what is only for those who lead the evening"), required=False
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = timezone.localdate() + USUAL_TIME
        self.fields["language"].initial = settings.LANGUAGE_CODE

    def clean_reviewer(self) -> str:
        """Give the name without signs that names do not have."""
        return plain_name(self.cleaned_data["reviewer"])


class RemarksForm(RefusingForm):
    """A field for each part of a text, and one for the whole."""

    def __init__(self, *args, parts: Iterable[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for part in parts:
            self.fields[f"remark-{part}"] = forms.CharField(
                label=_("Your remark"),
                max_length=4000,
                required=False,
                # The fields stand between the parts of the text, which may hold forms of their own.
                widget=forms.Textarea(attrs={"rows": 3, "form": "answer", "dir": "auto"}),
            )
        self.fields["remark-"].label = _("About the whole text")

    @property
    def remarks(self) -> dict[str, str]:
        """Give what was written by part."""
        return {name.removeprefix("remark-"): text for name, text in self.cleaned_data.items()}


class ExperienceForm(RefusingForm):
    """What worked in an evening, and what should change."""

    operation = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    worked = forms.CharField(
        label=_("What worked well?"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    change = forms.CharField(
        label=_("What should be changed?"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
