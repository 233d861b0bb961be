"""A sentence for each code of the rules and actions of this room."""

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "not_released": _("This edition is not in use. Choose another one."),
    "elsewhere": _("This belongs to another place. Choose one of yours."),
    "weekdays": _("Choose at least one weekday."),
    "name_taken": _("The group already has a cohort of this name. Choose another name."),
    "not_at_the_place": _("She is not coordinator or helper at this place."),
    "not_planned": _("This cohort is over."),
    "cohort_over": _("This cohort is over. Nobody can be added."),
    "two_people": _("The number belongs to one person and the address to another. Give one of them."),
    "not_together": _("Number and address cannot be used together. Give one of them."),
    "too_many_asked": _("You have tried many numbers in a short time. Wait 15 minutes and try again."),
}
"""What a person reads for a code."""


class RefusingForm(Form):
    """A form that says what an action refused, by the codes of its rules."""

    def refuse(self, error: ValidationError) -> None:
        """Say it above the fields."""
        for each in error.error_list:
            self.add_error(None, ValidationError(SENTENCES[each.code], code=each.code))
