"""Form fields for what people write in many ways: phone numbers, addresses, names and days."""

import unicodedata
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from .names import plain_name
from .phones import stored_form

# The programme runs in Norway and Denmark. Whoever reads Finnish or Arabic has a number of the country she lives in.
REGIONS = {"da": "DK"}


def normal_phone(value: str) -> str | None:
    """Give a number as it is stored (+4790000000), or None if it is not a possible number. A number without country
    code is read as Danish where the menus are Danish, else as Norwegian."""
    return stored_form(value, country=REGIONS.get(get_language() or "", "NO"))


class PhoneField(forms.CharField):
    """A phone number however it is typed; cleaned to +4790000000, or None when empty."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel", "dir": "ltr"})

    def clean(self, value: str) -> str | None:  # type: ignore[override]  # nothing is None, not ""
        """Give the stored form, or an error that shows how to write it."""
        text = super().clean(value)
        if not text:
            return None
        number = normal_phone(text)
        if number is None:
            raise forms.ValidationError(_("This is not a phone number. Example: +47 412 34 567."), code="phone")
        return number


class DayField(forms.DateField):
    """A day that is no slip of the pen: some days back at the most, and some years ahead."""

    def __init__(self, *, back: int = 365, **kwargs) -> None:
        kwargs.setdefault("widget", forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)
        self._back = timedelta(days=back)

    def validate(self, value: Any) -> None:
        """Say between which days it has to be."""
        super().validate(value)
        if value:
            refuse_slips(value, back=self._back)


def refuse_slips(
    day: date, *, back: timedelta = timedelta(days=365), ahead: timedelta = timedelta(days=5 * 365)
) -> None:
    """Refuse a day that is a slip of the pen."""
    today = timezone.localdate()
    earliest, latest = today - back, today + ahead
    if not earliest <= day <= latest:
        said = {"first": date_format(earliest), "last": date_format(latest)}
        raise forms.ValidationError(gettext("Choose a day between %(first)s and %(last)s.") % said, code="day")


class AddressField(forms.CharField):
    """A phone number or an e-mail address, cleaned to the form in which it is stored."""

    widget = forms.TextInput(
        attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
    )
    # Her own; a form that asks for somebody else's says so.
    default_error_messages = {"login": _("Write your phone number or your e-mail address. Example: 412 34 567.")}

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
            raise forms.ValidationError(self.error_messages["login"], code="login")
        return number


class NameField(forms.CharField):
    """A name that people see, cleaned to one line with at least one letter, at most 120 signs long."""

    def __init__(self, *, max_length: int = 120, **kwargs) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Take out what nobody sees."""
        return plain_name(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Ask for a letter."""
        super().validate(value)
        if value and not any(unicodedata.category(sign)[0] == "L" for sign in value):
            raise forms.ValidationError(_("Write the name with letters."), code="no_letter")
