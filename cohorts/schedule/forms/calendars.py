"""How evenings look in one's own calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.people.models import User


class CalendarForm(forms.Form):
    """Choose what stands in the entries, and whether invitations come by e-mail."""

    fuller_titles = forms.BooleanField(
        label=_("Say what the evening is about"),
        help_text=_("Otherwise only its number stands there. Evenings about sensitive things never say it."),
        required=False,
    )
    shows_place = forms.BooleanField(
        label=_("Say where the evening is"),
        help_text=_("Take it away if somebody who must not know sees your calendar."),
        required=False,
    )
    by_mail = forms.BooleanField(
        label=_("Send me invitations by e-mail"),
        help_text=_("Four weeks before each evening. You answer there whether you come."),
        required=False,
    )

    def __init__(self, *args, by: User, invites: bool, **kwargs) -> None:
        """Take who chooses, and whether she takes part in a course: others are not invited."""
        super().__init__(*args, **kwargs)
        if not (invites and by.email) or by.is_protected:
            del self.fields["by_mail"]

    @property
    def chosen(self) -> dict[str, bool]:
        """Give each choice; what was not asked is off."""
        return {"by_mail": False} | self.cleaned_data
