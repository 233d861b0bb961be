"""How every action says no: `require(can_…(by, obj))` to who, `refuse("code")` to what."""

from collections.abc import Iterable
from typing import NoReturn

from django.core.exceptions import PermissionDenied, ValidationError


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless allowed."""
    if not allowed:
        raise PermissionDenied


def refuse(code: str) -> NoReturn:
    """Raise ValidationError with this code; a form has the sentence for it."""
    raise ValidationError(code, code=code)


def refuse_any(codes: Iterable[str]) -> None:
    """Raise ValidationError with all of these codes, unless there are none."""
    if found := [ValidationError(code, code=code) for code in codes]:
        raise ValidationError(found)
