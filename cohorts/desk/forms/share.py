"""Renew the link of an evening."""

from django import forms


class RenewForm(forms.Form):
    """Which link was looked at."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1)
