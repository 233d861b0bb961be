"""Fields for signing in: a number or an address, and codes."""

import unicodedata

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from lms.kit.inputs import normal_phone


def plain_code(text: str) -> str:
    """Give a code in the digits 0 to 9, whatever digits the keyboard of the phone has, without spaces and dashes."""
    kept = (sign for sign in text if not (sign.isspace() or unicodedata.category(sign) in {"Pd", "Cf"}))
    return "".join(str(unicodedata.digit(sign, sign)) for sign in kept)


class LoginField(forms.CharField):
    """A phone number or an e-mail address, cleaned to the form in which it is stored."""

    widget = forms.TextInput(
        attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
    )

    def clean(self, value: str) -> str:
        """Give a number as +4790000000 and an address in small letters, or an error that shows how to write it."""
        text = super().clean(value)
        if "@" in text:
            try:
                validate_email(text)
            except forms.ValidationError:
                raise forms.ValidationError(_("This is not an e-mail address."), code="email") from None
            return text.lower()
        number = normal_phone(text)
        if number is None:
            raise forms.ValidationError(
                _("Write your phone number or your e-mail address. Example: 412 34 567."), code="login"
            )
        return number
