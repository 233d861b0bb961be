"""What somebody types who checks a paper: its code, and the name on it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..rules import normalised, plain_name, shown

CODE = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "dir": "ltr",
    "placeholder": "BM-XXXX-XXXX-XXXX-XXXX",
}


class CodeForm(forms.Form):
    """The code that stands on a diploma or a card, however it was typed."""

    code = forms.CharField(
        label=_("The code that stands on it"), max_length=60, widget=forms.TextInput(attrs=CODE), strip=True
    )

    def clean_code(self) -> str:
        """Give the code as it stands on paper."""
        code = normalised(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(_("A sign is wrong or missing. Look once more at each sign on the paper."))
        return shown(code)


class NameForm(forms.Form):
    """The name that stands on the paper, to be compared."""

    name = forms.CharField(
        label=_("The name that stands on it"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "auto"}),
    )

    def clean_name(self) -> str:
        """Give a name with at least a letter."""
        if not plain_name(self.cleaned_data["name"]):
            raise ValidationError(_("Type the name as it stands on the paper."))
        return self.cleaned_data["name"]
