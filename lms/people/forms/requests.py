"""The form of an answer to what somebody asks about her own data."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "closed": _("This request has been answered or taken back meanwhile."),
    "holds_office": _("She holds an office. End it first, on her page."),
}


class AnswerForm(forms.Form):
    """Tell her what was done, in plain words."""

    text = forms.CharField(
        label=_("What did you do?"),
        help_text=_("She reads this on the platform. Write as you would speak to her."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def refuse(self, refusal: ValidationError) -> None:
        """Say why it cannot be done."""
        self.full_clean()
        self._errors = self.error_class() if self._errors is None else self._errors
        self._errors.clear()
        self.add_error(None, str(SENTENCES[refusal.error_list[0].code]))
