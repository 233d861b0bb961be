"""What a guest fills in behind her link, one thing at a time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.kit.inputs import AddressField, NameField

from ..models import FactsQuestion, GuestAfterword, GuestInvitation
from .sentences import SENTENCES, RefusingForm


def _words(label: str, *, most: int, required: bool = True, help_text: str = "", rows: int = 3) -> forms.CharField:
    widget = forms.Textarea({"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text, widget=widget)


class ProposeForm(RefusingForm):
    """Which other days would do."""

    proposal = _words(
        _("Which days would do?"),
        most=500,
        help_text=_("Write it as you like: “Tuesdays in March”, “any day in week 12”."),
    )


class HandoverForm(RefusingForm):
    """Who comes instead."""

    name = NameField(label=_("Her name"), max_length=80)
    reach = AddressField(
        label=_("Her e-mail address or phone number"),
        help_text=_("The link is sent there."),
        max_length=120,
        error_messages={"login": SENTENCES["no_address"]},
    )

    @property
    def chosen(self) -> dict[str, str]:
        """Give name and address as the action takes them."""
        address = self.cleaned_data["reach"]
        return {"name": self.cleaned_data["name"], "email" if "@" in address else "phone": address}


class NeedsForm(RefusingForm):
    """What she needs in the room."""

    needed = forms.MultipleChoiceField(
        label=_("What do you need?"),
        choices=GuestInvitation.Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs = _words(_("Anything else?"), most=500, required=False, rows=2)


class NoteForm(RefusingForm):
    """A note to the host."""

    note = _words(
        _("Your note"), most=1000, help_text=_("Those who lead the evening read it. No names of clients, please.")
    )


class MinutesForm(RefusingForm):
    """How long she wants."""

    minutes = forms.IntegerField(
        label=_("How many minutes do you want?"),
        widget=forms.NumberInput({"inputmode": "numeric", "min": 5, "max": 240, "step": 5}),
        help_text=_("Exercises and questions count as well. The host sees it and adapts the plan."),
    )


class AfterForm(RefusingForm):
    """Two questions after the evening."""

    planned = forms.ChoiceField(
        label=_("Did you get to do what you had planned?"),
        choices=GuestAfterword.Planned.choices,
        widget=forms.RadioSelect,
    )
    worked = _words(
        _("What worked well?"),
        most=1000,
        required=False,
        help_text=_("If the host agrees, the next guest reads it, without your name."),
    )
    again = forms.TypedChoiceField(
        label=_("Would you come again?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class ConsentForm(RefusingForm):
    """What she agrees to."""

    keep = forms.BooleanField(
        label=_("My contact card may stay with the group, and I may be asked again"),
        help_text=_("Name, service, phone and e-mail, for a year after we last asked you."),
        required=False,
    )
    share = forms.BooleanField(
        label=_("Coordinators of the whole municipality may know of me"),
        help_text=_("So that a group in the next district can ask you, too."),
        required=False,
    )


class ForgetForm(RefusingForm):
    """Her address once more, so that a forwarded link removes nobody."""

    reach = AddressField(
        label=_("Your e-mail address or phone number"),
        help_text=_("The one to which we sent the message. So nobody else can do it for you."),
        max_length=120,
    )


class LostForm(forms.Form):
    """Where her link was sent."""

    reach = AddressField(label=_("Your e-mail address or phone number"), max_length=120)


class FactsForm(RefusingForm):
    """Whether the facts of a module are right."""

    answer = forms.ChoiceField(
        label=_("Are the facts right?"), choices=FactsQuestion.Answer.choices, widget=forms.RadioSelect
    )
    comment = _words(
        _("What must be changed?"),
        most=2000,
        required=False,
        help_text=_("What is wrong or missing, and where it stands. Those who look after the text read it."),
        rows=4,
    )
