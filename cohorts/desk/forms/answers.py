"""Whether she comes."""

from django import forms

from cohorts.schedule.models import Rsvp


class AnswerForm(forms.Form):
    """Her answer, and to which version of the evening it was given."""

    answer = forms.ChoiceField(choices=Rsvp.Answer.choices)
    sequence = forms.IntegerField(min_value=0, max_value=2**31 - 1)
