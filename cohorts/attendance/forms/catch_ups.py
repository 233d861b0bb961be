"""How a module is to be made up, and for how many visitors an evening is open."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Enrolment

from ..models import CatchUp
from ..rules import MOST_PLACES

SENTENCES: dict[str, Promise] = {
    "not_missed": _("This module is not missed any more. Look at the list once more."),
    "not_counted": _("No more modules can be made up in this course. Talk with each other about what is possible."),
    "not_this_way": _("In this course it is not made up in this way. Choose one of those that stand there."),
    "begun": _("This module is being made up already."),
    "not_offered": _("There is no free place on that evening any more. Choose another one."),
    "closed": _("That evening is not open any more. Choose another one."),
    "full": _("All places on that evening are taken. Choose another one."),
    "was_there": _("She was there: her host has marked her. Nothing can be taken back."),
    "no_talk": _("A visit is confirmed by the mark of its evening, not by a talk."),
    "moved_again": _("The evening has been changed once more in the meantime. Look at the day, and press again."),
    "over": _("This evening has begun already."),
    "cancelled": _("The evening is not held."),
    "nothing_taught": _("No whole module is taught on this evening, so nobody can make one up here."),
    "places": _("Write for how many, from 1 to 30."),
    "too_few": _("More women have been promised a place. Write at least as many."),
}
"""What a person reads for a code of the actions."""


def sentence_of(error: ValidationError) -> str:
    """Say in words what an action refused."""
    return str(SENTENCES[error.error_list[0].code])


class ChosenForm(forms.Form):
    """Which missed module, by its number, and on which open evening; without one by reading and a talk."""

    module = forms.IntegerField(min_value=1, max_value=200)
    evening = forms.UUIDField(required=False)


class TalkForm(forms.Form):
    """When she would like to talk about what she has read."""

    wish = forms.ChoiceField(
        label=_("When would you like to talk?"),
        choices=CatchUp.WISHES,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what suits you.")),
    )


class StepForm(forms.Form):
    """What somebody says to a catch-up, and from which page."""

    AGREE, DONE, NO, LET_GO = "agree", "done", "no", "let_go"
    step = forms.ChoiceField(choices=[(each, each) for each in (AGREE, DONE, NO, LET_GO)])
    back = forms.ChoiceField(choices=[(each, each) for each in ("list", "evening")], required=False)
    seen = forms.IntegerField(min_value=0, required=False)  # the version of the evening that stood on the page


class PlacesForm(forms.Form):
    """For how many women of other cohorts an evening is open."""

    places = forms.IntegerField(
        label=_("For how many visitors is there room?"),
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), SENTENCES["places"]),
    )


class BookForm(forms.Form):
    """Which woman comes to an open evening elsewhere, and for which module."""

    woman = forms.ModelChoiceField(queryset=Enrolment.objects.none(), to_field_name="public_id")
    module = forms.IntegerField(min_value=1, max_value=200)

    def __init__(self, *args, women, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["woman"].queryset = women
