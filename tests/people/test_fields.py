"""What people type: numbers, names and codes."""

import pytest
from django import forms

from lms.people.forms.fields import LoginField, PhoneField

# --- phone numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", [PhoneField(), LoginField()])
@pytest.mark.parametrize("typed", ["+49 123456789012345", "+4912345678901234", "+8812345678901234567"])
def test_number_that_is_longer_than_numbers_are_is_refused(field, typed):
    with pytest.raises(forms.ValidationError):
        field.clean(typed)


def test_longest_number_fits():
    assert PhoneField().clean("+49 1234567890123") == "+491234567890123"
