"""Fields for what people write in many ways: phone numbers and e-mail addresses."""

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..models.persons import validate_phone

REGIONS = {"nb": "NO", "da": "DK", "sv": "SE", "fi": "FI"}


def normal_phone(value: str) -> str | None:
    """Give a number as it is stored (+4790000000), or None if it is not a possible number. A number without country
    code is read as one of the country of the menus' language."""
    text = value.strip()
    try:
        number = phonenumbers.parse(text, REGIONS.get(get_language() or "", "NO"))
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    try:
        validate_phone(stored)  # the library lets numbers pass that are longer than any can be, and than the column
    except ValidationError:
        return None
    return stored


class PhoneField(forms.CharField):
    """A phone number however it is typed; cleaned to +4790000000, or None when empty."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel", "dir": "ltr"})

    def clean(self, value: str) -> str | None:  # type: ignore[override]
        """Give the stored form, or an error that shows how to write it."""
        text = super().clean(value)
        if not text:
            return None
        number = normal_phone(text)
        if number is None:
            raise forms.ValidationError(_("This is not a phone number. Example: +47 412 34 567."), code="phone")
        return number


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
