"""What the secretariat answers to a recording."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """Why the secretariat sends a recording back."""

    reason = forms.CharField(
        label=_("What can she do differently?"),
        max_length=300,
        error_messages={"required": _("Write in one sentence what she can do differently.")},
        help_text=_("Only she reads it. A kind sentence: what was hard to hear, which words to read again."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
