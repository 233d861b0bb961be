"""Fields for signing in: a number or an address, and codes."""

import unicodedata

from django import forms

from lms.kit.inputs import AddressField


def plain_code(text: str) -> str:
    """Give a code in the digits 0 to 9, whatever digits the keyboard of the phone has, without spaces and dashes."""
    kept = (sign for sign in text if not (sign.isspace() or unicodedata.category(sign) in {"Pd", "Cf"}))
    return "".join(str(unicodedata.digit(sign, sign)) for sign in kept)


class LoginField(AddressField):
    """The phone number or the e-mail address of an account."""

    widget = forms.TextInput(
        attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
    )
