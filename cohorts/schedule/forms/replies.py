"""What a woman says by the link of a message."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Rsvp

SENTENCES = {
    "evening_over": _("This evening has begun already."),
    "cancelled": _("This evening is not held. You do not have to do anything."),
    "changed_meanwhile": _("The evening has been changed. Look when it is now, and answer once more."),
    "no_answer": _("Press one of the two buttons."),
}
"""What a refusal means, in words."""


class ReplyForm(forms.Form):
    """Her answer, and to which version of the evening it was given."""

    answer = forms.ChoiceField(choices=Rsvp.Answer.choices)
    sequence = forms.IntegerField(min_value=0, max_value=2**31 - 1)
