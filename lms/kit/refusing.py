"""Forms that say what an action refused."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form


class RefusingForm(Form):
    """A form of a room that has a sentence for each code of its rules and actions."""

    sentences: Mapping[str, Any]  # text, now or later

    def refuse(self, error: ValidationError) -> None:
        """Say it above the fields."""
        for each in error.error_list:
            self.add_error(None, ValidationError(self.sentences[each.code or ""], code=each.code))
