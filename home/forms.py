"""What visitors type on the public pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """A question to the search, one word or a few."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        max_length=80,
        error_messages={"required": _("Write a word to look for.")},
        widget=forms.TextInput(
            # The browser keeps no list of what was typed here.
            attrs={
                "type": "search",
                "autocomplete": "off",
                "autocapitalize": "none",
                "dir": "auto",
                "enterkeyhint": "search",
            }
        ),
    )
