"""A sentence for each code of the rules and actions of this room."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.kit import refusing

from ..rules import Missing

SENTENCES: dict[str, str | Promise] = {
    "not_released": _("This edition is not in use. Choose another one."),
    "elsewhere": _("This belongs to another place. Choose one of yours."),
    "weekdays": _("Choose at least one weekday."),
    "name_taken": _("The group already has a cohort of this name. Choose another name."),
    "not_at_the_place": _("She is not coordinator or helper at this place."),
    "not_planned": _("This cohort is over."),
    "cohort_over": _("This cohort is over. Nobody can be added."),
    "names_a_woman": _(
        "The name or number of a woman in the cohort stands here. The secretariat does not see names: write “she”."
    ),
    "answered": _("Somebody else has answered in the meantime."),
    "no_text": _("There is no text for this yet. Ask the secretariat."),
    "last_coordinator": _("Somebody has to run the cohort. Name another one first."),
    "dishes": _("Write how many, from 0."),
    "was_used": _("Evenings were held here, so name and street stay. Add a new venue."),
    "language": _("The platform does not speak this language yet."),
    "hours": _("It cannot close before it opens."),
    Missing.NO_SUCH_STEP: _("This step is not possible now."),
    Missing.NO_WOMEN: _("Nobody takes part yet. Add the women first."),
    Missing.NO_COORDINATOR: _("Nobody runs the cohort. Name somebody first."),
    Missing.NOT_ANSWERED: _("Somebody has been asked and has not answered."),
    Missing.NO_VENUE: _("There is no venue yet."),
    Missing.TEXTS_NOT_SIGNED: _("Some have not signed yet."),
    Missing.SIZE_FEW: _("There are fewer women than the edition aims at. That is allowed."),
    Missing.SIZE_MANY: _("There are more women than the edition aims at. That is allowed."),
    "two_people": _("The number belongs to one person and the address to another. Give one of them."),
    "not_together": _("Number and address cannot be used together. Give one of them."),
    "too_many_asked": _("You have tried many numbers in a short time. Wait 15 minutes and try again."),
}
"""What a person reads for a code."""


class RefusingForm(refusing.RefusingForm):
    """A form that says what an action of this room refused."""

    sentences = SENTENCES
