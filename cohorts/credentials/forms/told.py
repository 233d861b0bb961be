"""What the coordinator notes of what a woman without a phone told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .wishes import WishesForm


class ToldForm(WishesForm):
    """What she wants on her diploma, and what she signed on paper."""

    shows_name = forms.BooleanField(
        label=_("She has agreed on paper that the check page shows her name"),
        required=False,
        help_text=_("Read the text to her first. If she says no, she loses nothing."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counts_evenings"].label = _("Say how many evenings she came")
