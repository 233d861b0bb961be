"""A sentence for each code of the rules and actions of this room that a woman can meet herself."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.kit import refusing

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


class RefusingForm(refusing.RefusingForm):
    """A form that says what an action of this room refused."""

    sentences = SENTENCES
