"""What people type: numbers, names and codes."""

import pytest
from django import forms

from lms.kit.inputs import NameField, PhoneField
from lms.people.forms.fields import LoginField, plain_code

# --- phone numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", [PhoneField(), LoginField()])
@pytest.mark.parametrize("typed", ["+49 123456789012345", "+4912345678901234", "+8812345678901234567"])
def test_number_that_is_longer_than_numbers_are_is_refused(field, typed):
    with pytest.raises(forms.ValidationError):
        field.clean(typed)


def test_longest_number_fits():
    assert PhoneField().clean("+49 1234567890123") == "+491234567890123"


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "فاطمة الزهراء",
        "ሰላማዊት ገብረ",
        "தமிழ்ச்செல்வி",
        "Nguyễn Thị Hồng",
        "N'Deye O’Brien",
        "Anne-Marie Ødegård",
        "می\u200cترا",
        "ශ්\u200dරියානි",
        "Åse, 3. etasje",
    ],
)
def test_name_stays_as_it_is_written(name):
    assert NameField().clean(name) == name


@pytest.mark.parametrize(
    "typed", ["\u200b", "\u202e\u2066", "\u3164", "\u2800", " \t ", "\u200c", "\x00", "12", "'-", "😀"]
)
def test_name_without_a_letter_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        NameField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Foo\r\nBcc: x", "Foo Bcc: x"),
        ("Foo\u2028Bar\u2029Baz\u0085Qux", "Foo Bar Baz Qux"),
        ("  Amina \u00a0\t Ali ", "Amina Ali"),
        ("\u202eAmina\u202c\u2066\ufeff \u200bA\u00adli\u0000", "Amina Ali"),
        ("\u200cمیترا\u200c \u200cنور", "میترا نور"),
        ("Jose\u0301", "José"),
    ],
)
def test_name_loses_what_nobody_sees(typed, name):
    assert NameField().clean(typed) == name


def test_name_has_an_end():
    assert NameField().clean("\u200b" + "A" * 120) == "A" * 120
    with pytest.raises(forms.ValidationError):
        NameField().clean("A" * 121)


# --- codes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["123456", "١٢٣٤٥٦", "۱۲۳۴۵۶", "१२३४५६", "１２３４５６", " 123 456 ", "12-34–56", "\u200e123\u00a0456\u200f"],
)
def test_code_is_read_in_any_digits(typed):
    assert plain_code(typed) == "123456"
