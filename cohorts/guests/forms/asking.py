"""Asking a guest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.people.models import User

from ..models import GuestProfessional
from .sentences import RefusingForm


class GuestChoice(forms.ModelChoiceField):
    """A guest by her name; as text she has none."""

    def label_from_instance(self, guest: GuestProfessional) -> str:
        """Give her name and service."""
        return f"{guest.name}, {guest.service}" if guest.service else guest.name


class AskForm(RefusingForm):
    """Whom to ask, and with which words."""

    guest = GuestChoice(
        label=_("Who?"), queryset=GuestProfessional.objects.none(), to_field_name="public_id", empty_label=None
    )
    text = forms.CharField(
        label=_("Your words to her"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guest"].queryset = GuestProfessional.objects.visible_to(user)
