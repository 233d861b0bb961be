"""A sentence for each code of the actions of this room."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.kit import refusing

SENTENCES: dict[str, str | Promise] = {
    "evening_over": _("The evening is over."),
    "cancelled": _("The evening is not held."),
    "no_answer": _("Press one of the buttons: you come, or you cannot."),
    "changed_meanwhile": _("The evening has been changed in the meantime. Look at it once more, and answer then."),
    "not_open": _("The question was taken back. You need not answer."),
    "somebody_else_comes": _("Somebody else has said yes in the meantime. Thank you for answering!"),
    "says_nothing": _("Write a few words first."),
    "colleague_asked_already": _("She has been asked for this evening already. Write somebody else's name."),
    "yourself": _("This is your own address. Write your colleague's."),
    "minutes_out_of_range": _("Choose between 5 and 240 minutes."),
    "evening_ahead": _("The evening has not been held yet."),
    "other_address": _("This is not the address that we have of you. Write the one to which we sent the message."),
    "guest_known": _("She is in the list already, with this address or number."),
    "no_address": _("Write an e-mail address or a phone number. The link is sent there."),
    "pass_full": _("There is no room for more files. Withdraw one first, or make this one smaller."),
    "too_many_at_once": _("Five files are on their way already. Wait until they have come, or try again tomorrow."),
    "too_many_pieces": _("The connection broke too often. Begin again where it is better."),
    "not_whole": _("The file has not come as a whole. Choose it once more; it goes on where it stopped."),
    "gone": _("It has been withdrawn in the meantime."),
    "too_far": _("Whoever made it lets it go less far."),
    "answered_already": _("Somebody else has answered in the meantime."),
    "no_module": _("It belongs to no module, or no version of it is approved."),
    "required": _("Choose a file first."),
}
"""What a person reads for a code."""


def sentence_for(error: ValidationError) -> str:
    """Give what a person reads for the first code of a refusal."""
    return str(SENTENCES[error.error_list[0].code])


class RefusingForm(refusing.RefusingForm):
    """A form that says what an action of this room refused."""

    sentences = SENTENCES
