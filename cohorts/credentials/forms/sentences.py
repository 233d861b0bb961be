"""A sentence for each code of the rules and actions of this room."""

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..rules import Refusal

SENTENCES: dict[str, str | Promise] = {
    Refusal.NOT_IN_COURSE: _("She does not take part in this course any more."),
    Refusal.ALREADY_PROPOSED: _("Somebody has proposed her already."),
    Refusal.REASON_NEEDED: _("She has less than the rule asks for. Write why she gets it all the same."),
    Refusal.COURSE_NOT_OVER: _("The course is not over, and she can still come. Wait until the last evening."),
    Refusal.SAME_PERSON: _("Somebody else has to do this: two people decide about a diploma."),
    Refusal.NAME_NOT_CONFIRMED: _("She has not confirmed how her name is spelt. Ask her first."),
    Refusal.NAME_CANNOT_BE_DRAWN: _("We cannot write a sign of this name on paper yet. Choose another spelling."),
    Refusal.DECIDED_ALREADY: _("Somebody else has decided in the meantime."),
    Refusal.ENDED_ALREADY: _("It is replaced or withdrawn already."),
    Refusal.ASKED_ALREADY: _("Somebody has asked for this already. Another person has to answer first."),
    Refusal.NOT_ASKED: _("Nobody asks for this any more."),
    Refusal.NAME_UNCHANGED: _("The name is the same as before. She first has to say how it is spelt now."),
    Refusal.SAY_WHY: _("Write in a word why, so that it can be put right."),
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
