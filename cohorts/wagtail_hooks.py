"""What the course hangs into Wagtail: the wording of its log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

NAMES = {
    "cohorts.cohort_opened": (_("Open a cohort"), _("Cohort opened")),
    "cohorts.cohort_changed": (_("Change a cohort"), _("Cohort changed")),
    "cohorts.cohort_started": (_("Start a cohort"), _("Cohort started")),
    "cohorts.cohort_ended": (_("End a cohort"), _("Cohort ended")),
    "cohorts.coordinator_added": (_("Name who runs a cohort"), _("Named who runs a cohort")),
    "cohorts.coordinator_removed": (_("End who runs a cohort"), _("Ended who runs a cohort")),
    "cohorts.enrolled": (_("Give a place"), _("Place given")),
    "cohorts.withdrawn": (_("End a place"), _("Place ended")),
    "cohorts.signed": (_("Sign a text"), _("Text signed")),
    "cohorts.signature_taken_back": (_("Take a signature back"), _("Signature taken back")),
    "cohorts.question_asked": (_("Ask the secretariat"), _("Question asked")),
    "cohorts.question_answered": (_("Answer a question"), _("Question answered")),
    "cohorts.task_added": (_("Note a task"), _("Task noted")),
    "cohorts.task_changed": (_("Change a task"), _("Task changed")),
    "cohorts.task_removed": (_("Remove a task"), _("Task removed")),
    "cohorts.task_done": (_("Finish a task"), _("Task done")),
    "cohorts.task_opened": (_("Open a task again"), _("Task opened again")),
    "cohorts.venue_added": (_("Add a venue"), _("Venue added")),
    "cohorts.venue_changed": (_("Change a venue"), _("Venue changed")),
    "cohorts.venue_retired": (_("Retire a venue"), _("Venue not used any more")),
    "cohorts.venue_used_again": (_("Use a venue again"), _("Venue used again")),
    "cohorts.extra_added": (_("Add to an evening"), _("Added to an evening")),
    "cohorts.extra_removed": (_("Remove from an evening"), _("Removed from an evening")),
    "cohorts.answer_noted": (_("Note whether somebody comes"), _("Noted whether somebody comes")),
    "cohorts.plan_used": (_("Use a plan"), _("Plan used")),
    "cohorts.plan_changed": (_("Change a plan"), _("Plan changed")),
    "cohorts.plan_undone": (_("Undo a change of a plan"), _("Change of a plan undone")),
    "cohorts.closed_days_added": (_("Add closed days"), _("Closed days added")),
    "cohorts.closed_days_checked": (_("Check closed days"), _("Closed days checked")),
    "cohorts.closed_days_removed": (_("Remove closed days"), _("Closed days removed")),
    "cohorts.messages_sent": (_("Send messages about a plan"), _("Messages about a plan sent")),
    "cohorts.messages_discarded": (_("Throw messages about a plan away"), _("Messages about a plan thrown away")),
    "cohorts.link_renewed": (_("Renew the link of an evening"), _("Link of an evening renewed")),
    "cohorts.feed_made": (_("Share a calendar"), _("Calendar shared")),
    "cohorts.feed_ended": (_("Stop sharing a calendar"), _("Calendar not shared any more")),
    "cohorts.guest_added": (_("Enter a guest"), _("Guest entered")),
    "cohorts.guest_changed": (_("Change a guest"), _("Guest changed")),
    "cohorts.guest_asked": (_("Ask a guest"), _("Guest asked")),
    "cohorts.guest_handed_over": (_("Hand over an evening"), _("Evening handed over")),
    "cohorts.guest_removed": (_("Remove a guest"), _("A guest removed, as she wished")),
    "cohorts.guest_words_shown": (_("Show a guest's words"), _("A guest's words shown to others")),
    "cohorts.guest_cancelled": (_("Take a question to a guest back"), _("Question taken back")),
    "cohorts.old_evening_marked": (_("Mark an old evening"), _("Old evening marked")),
    "cohorts.women_asked": (_("Ask who comes"), _("Asked who comes")),
    "cohorts.kiosk_started": (_("Put a tablet in the doorway"), _("Tablet in the doorway")),
    "cohorts.diploma_name_said": (_("Say a name for a diploma"), _("Name for a diploma said")),
    "cohorts.completion_proposed": (_("Propose for a diploma"), _("Proposed for a diploma")),
    "cohorts.completion_returned": (_("Send a proposal back"), _("Proposal sent back")),
    "cohorts.completion_confirmed": (_("Confirm completion"), _("Completion confirmed")),
    "cohorts.diploma_issued": (_("Issue a diploma"), _("Diploma issued")),
    "cohorts.card_issued": (_("Issue an ID card"), _("ID card issued")),
    "cohorts.card_blocked": (_("Block an ID card"), _("ID card blocked")),
    "cohorts.card_photo_taken": (_("Take a photo for a card"), _("Photo for a card taken")),
    "cohorts.card_photo_removed": (_("Remove a photo of a card"), _("Photo of a card removed")),
    "cohorts.letterhead_changed": (_("Change the letterhead"), _("Letterhead changed")),
    "cohorts.signers_changed": (_("Change who signs"), _("Signers changed")),
    "cohorts.pack_asked": (_("Ask for a ceremony pack"), _("Ceremony pack asked for")),
    "cohorts.sounds_said": (_("Say how a name sounds"), _("Sound of a name said")),
    "cohorts.diploma_end_asked": (_("Ask for the end of a diploma"), _("End of a diploma asked for")),
    "cohorts.diploma_kept": (_("Leave a diploma as it is"), _("Diploma left as it is")),
    "cohorts.diploma_replaced": (_("Replace a diploma"), _("Diploma replaced")),
    "cohorts.diploma_withdrawn": (_("Withdraw a diploma"), _("Diploma withdrawn")),
    "cohorts.material_handed_in": (_("Hand material in"), _("Material handed in")),
    "cohorts.material_approved": (_("Approve material"), _("Material approved")),
    "cohorts.material_withdrawn": (_("Withdraw material"), _("Material withdrawn")),
    "cohorts.material_answered": (_("Answer proposed material"), _("Proposed material answered")),
    "cohorts.guest_reminders_set": (_("Set the reminders of guests"), _("Reminders of guests set")),
}
"""Each entry of `AUDITED` with its label and sentence."""


@hooks.register("register_log_actions")
def name_what_is_done_to_cohorts(actions: LogActionRegistry) -> None:
    """Give every entry of `AUDITED` its label and sentence."""
    for action, (label, sentence) in NAMES.items():
        actions.register_action(action, label, sentence)


@hooks.register("register_log_actions")
def name_what_is_done_after_evenings(actions: LogActionRegistry) -> None:
    """Give what is done after an evening its label and sentence."""
    actions.register_action("cohorts.note_sent", _("Send what was done"), _("Sent what was done on an evening"))
    actions.register_action(
        "cohorts.photo_added", _("Add a photo of the flip chart"), _("Photo of the flip chart added")
    )
    actions.register_action("cohorts.photo_removed", _("Remove a photo"), _("Photo of the flip chart removed"))
    actions.register_action("cohorts.feedback_closed", _("Close the feedback"), _("Feedback of an evening closed"))


@hooks.register("register_log_actions")
def name_what_is_done_about_catch_ups(actions: LogActionRegistry) -> None:
    """Give the entries about modules that are made up their labels and sentences."""
    actions.register_action(
        "cohorts.evening_opened", _("Open an evening for visitors"), _("Evening opened for visitors")
    )
    actions.register_action(
        "cohorts.evening_closed", _("Close an evening for visitors"), _("Evening closed for visitors")
    )
    actions.register_action("cohorts.catch_up_asked", _("Ask to make a module up"), _("Asked to make a module up"))
    actions.register_action("cohorts.catch_up_agreed", _("Agree to a catch-up"), _("Catch-up agreed"))
    actions.register_action("cohorts.catch_up_confirmed", _("Confirm a talk"), _("Talk confirmed"))
    actions.register_action("cohorts.catch_up_declined", _("Decline a catch-up"), _("Catch-up declined"))
    actions.register_action("cohorts.catch_up_withdrawn", _("Withdraw a catch-up"), _("Catch-up withdrawn"))
