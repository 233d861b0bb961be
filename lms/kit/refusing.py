"""Forms that say what an action refused."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.functional import Promise


class RefusingForm(Form):
    """A form of a room that has a sentence for each code of its rules and actions."""

    sentences: Mapping[str, str | Promise]

    def refuse(self, error: ValidationError) -> None:
        """Say it above the fields."""
        for each in error.error_list:
            self.add_error(None, ValidationError(self.sentences[each.code], code=each.code))
