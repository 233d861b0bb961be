"""Whether she comes."""

from django import forms

from cohorts.schedule.models import Rsvp


class AnswerForm(forms.Form):
    """Her answer, to which version of the evening it was given, and from which of her pages."""

    answer = forms.ChoiceField(choices=Rsvp.Answer.choices)
    sequence = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    back = forms.ChoiceField(choices=[("my_page", "my_page"), ("my_evenings", "my_evenings")], required=False)


class ToldForm(AnswerForm):
    """What a woman has told the coordinator, and which woman it was."""

    place = forms.UUIDField()
