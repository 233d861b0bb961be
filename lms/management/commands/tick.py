"""`manage.py tick`: does whatever is due. Run it every minute; running it twice does no harm."""

import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.module_loading import import_string

log = logging.getLogger("lms.tick")

PARTS = [
    "lms.background.revive_lost_tasks",
    "lms.replies.read_replies",
    "cohorts.schedule.actions.invitations.send_invitations",
    "cohorts.guests.actions.asking.close_settled",
    "cohorts.guests.actions.asking.ask_next",
    "cohorts.guests.actions.reminding.send_reminders",
    "lms.people.mailbox.retry_due",
    "lms.people.actions.roles.close_run_out_roles",
    "lms.people.actions.signing_in.purge_expired",
    "lms.people.actions.reads.purge_reads",
    "lms.people.actions.retention.purge_messages",
    "lms.people.actions.retention.purge_audit_log",
    "cohorts.roster.actions.settle_offers",
    "cohorts.roster.actions.questions.purge_questions_and_tasks",
    "cohorts.guests.actions.uploads.sweep_uploads",
    "cohorts.guests.actions.material.purge_material",
    "modules.actions.local.purge_local_slots",
    "modules.actions.reviews.purge_reviews",
    "lms.background.prune_finished_tasks",
]
"""What may be due, in this order. Each part takes its own due rows, so that two at once do not do the same twice."""


def tick(parts: list[str] | None = None) -> list[str]:
    """Run every part, whatever happens to the others, and give the names of those that failed."""
    failed = []
    for path in PARTS if parts is None else parts:
        name = path.rpartition(".")[2]
        try:
            done = import_string(path)()
        except Exception as error:  # one broken part must not stop the others
            # The message of an error may quote what somebody wrote; its kind does not.
            log.error("tick: %s failed: %s", name, type(error).__name__)
            failed.append(name)
            close_old_connections()
        else:
            if done:
                log.info("tick: %s did %s", name, done)
    return failed


class Command(BaseCommand):
    """Run what is due, once."""

    help = "Do whatever is due: outgoing messages, run-out roles, expired sessions and links, lost tasks."

    def handle(self, *args, **options) -> None:
        """Run it, and end with 1 if a part failed, so that the timer shows it."""
        if failed := tick():
            raise CommandError(f"These parts failed: {', '.join(failed)}. The log has the kind of each error.")
