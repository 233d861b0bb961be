"""Brings phone numbers into the form in which they are stored; the sole user of phonenumbers."""

import re

import phonenumbers

STORED = re.compile(r"\+[1-9][0-9]{5,14}")


def stored_form(text: str, *, country: str, strict: bool = False) -> str | None:
    """Give a number as it is stored (+4790000000), or None if it is not a possible number. A number without country
    code is read as one of `country` (NO). `strict` also refuses numbers that no operator hands out."""
    try:
        number = phonenumbers.parse(text.strip(), country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or (strict and not phonenumbers.is_valid_number(number)):
        return None
    stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    # The library lets numbers pass that are longer than any can be, and than the column.
    return stored if STORED.fullmatch(stored) else None
