"""A sentence for each code that only those who decide about diplomas can meet."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..rules import Refusal

STAFF_SENTENCES: dict[str, str | Promise] = {
    Refusal.ALREADY_PROPOSED: _("Somebody has proposed her already."),
    Refusal.REASON_NEEDED: _("She has less than the rule asks for. Write why she gets it all the same."),
    Refusal.COURSE_NOT_OVER: _("The course is not over, and she can still come. Wait until the last evening."),
    Refusal.SAME_PERSON: _("Somebody else has to do this: two people decide about a diploma."),
    Refusal.NAME_NOT_CONFIRMED: _("She has not confirmed how her name is spelt. Ask her first."),
    Refusal.PAPER_CANNOT_BE_DRAWN: _(
        "We cannot write a sign of what stands beside her name: the town, who signs, or the title. It needs another "
        "spelling before diplomas are issued."
    ),
    Refusal.DECIDED_ALREADY: _("Somebody else has decided in the meantime."),
    Refusal.ENDED_ALREADY: _("It is replaced or withdrawn already."),
    Refusal.ASKED_ALREADY: _("Somebody has asked for this already. Another person has to answer first."),
    Refusal.NOT_ASKED: _("Nobody asks for this any more."),
    Refusal.NOBODY_TO_GIVE: _("There is nobody to give a new one to. It can only be withdrawn."),
    Refusal.NAME_UNCHANGED: _("The name is the same as before. She first has to say how it is spelt now."),
    Refusal.SAY_WHY: _("Write in a word why, so that it can be put right."),
}
"""What a coordinator or the secretariat reads for a code."""
