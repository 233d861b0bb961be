"""What is typed or tapped in the doorway."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rules import Entry

SENTENCES = {
    Entry.TOO_OLD: _("This code is too old: it changes every minute. Scan the one that is shown now."),
    Entry.WRONG: _("This is not the number that is shown now. Look once more and type it."),
    Entry.TOO_MANY: _(
        "That were many wrong numbers. Scan the code instead, or tell your coordinator that you are here."
    ),
    Entry.NO_EVENING: _("You have no course evening today."),
    Entry.CANCELLED: _("The evening is not held today. You do not have to do anything."),
    Entry.TOO_EARLY: _("It is too early. Come back here from three quarters of an hour before it begins."),
    Entry.OVER: _("The evening is over. Were you there? Tell your coordinator, she puts it right."),
    Entry.NOT_OPEN: _("Your coordinator has not opened this. Tell her that you are here, and she marks you."),
    Entry.ASK_HOST: _("Your coordinator has written something else for you. Tell her that you are here."),
    Entry.ALREADY: _("You are already here. You do not have to do it again."),
    Entry.HERE: _("You are here. Good to see you!"),
    Entry.UNKNOWN: _("That did not arrive. Press once more."),
}
"""What a woman reads after she has said that she is here."""
TAPPED = SENTENCES | {
    Entry.TOO_EARLY: _("It is too early. Names can be tapped from three quarters of an hour before it begins."),
    Entry.OVER: _("The evening is over."),
}
"""What the tablet says after a tap."""
TAKEN_BACK = {
    True: _("Taken back. Tap your own name."),
    False: _("It is too late for that. Tell your coordinator."),
}
"""What it says after “that was not me”, by whether the tap is gone."""


class HereForm(forms.Form):
    """A press on “I am here”. Its key is drawn with the page: a second press changes nothing."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class NumberForm(HereForm):
    """The four digits, in whatever digits her keyboard has."""

    number = forms.CharField(
        label=_("The number"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "digits"}),
        error_messages={"required": _("Type the four digits that are shown.")},
    )

    def clean_number(self) -> str:
        """Give four digits, in our own ones."""
        typed = "".join(self.cleaned_data["number"].split())
        if len(typed) != 4 or not typed.isdecimal():
            raise forms.ValidationError(_("Type the four digits that are shown."))
        return "".join(str(int(each)) for each in typed)


class TapForm(HereForm):
    """Whose name was tapped."""

    woman = forms.UUIDField()
