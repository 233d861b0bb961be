"""What is typed for paper is looked at when it is typed: a sign that no font draws is an error, never an empty box."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.kit.signs import undrawable


def check_drawn(text: str) -> None:
    """Raise ValidationError for a text with a sign that none of our fonts can draw, and name the sign."""
    if sign := undrawable(text):
        raise ValidationError(
            _("We cannot print the sign “%(sign)s” yet. Choose another spelling."),
            code="cannot_be_drawn",
            params={"sign": sign},
        )
