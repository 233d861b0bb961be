"""How an action says no: with codes."""

from typing import NoReturn

from django.core.exceptions import ValidationError


def refuse(code: str) -> NoReturn:
    """Raise ValidationError with this code; forms turn it into a sentence."""
    raise ValidationError(code, code=code)
