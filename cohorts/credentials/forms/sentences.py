"""A sentence for each code of the rules and actions of this room that a woman can meet herself."""

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..rules import Refusal
from .staff_sentences import STAFF_SENTENCES

SENTENCES: dict[str, str | Promise] = STAFF_SENTENCES | {
    Refusal.NOT_IN_COURSE: _("She does not take part in this course any more."),
    Refusal.NAME_CANNOT_BE_DRAWN: _("We cannot write a sign of this name on paper yet. Choose another spelling."),
    "name_missing": _("Write a name with letters, without digits or pictures."),
    "languages": _("Choose one language, or two."),
    "cohort_over": _("She does not take part in this course any more."),
    "no_text": _("There is no text for this yet. Ask the secretariat."),
}
"""What a person reads for a code."""


class RefusingForm(Form):
    """A form that says what an action refused, by the codes of its rules."""

    def refuse(self, error: ValidationError) -> None:
        """Say it above the fields."""
        for each in error.error_list:
            self.add_error(None, ValidationError(SENTENCES[each.code], code=each.code))
