"""`manage.py tick`: does whatever is due. Run it every minute; running it twice does no harm."""

import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from lms.retention import NIGHTLY

log = logging.getLogger("lms.tick")

PARTS = [
    "lms.background.revive_lost_tasks",
    "lms.replies.read_replies",
    "cohorts.schedule.actions.invitations.send_invitations",
    "cohorts.guests.actions.telling.renew_answers_that_hold",
    "cohorts.guests.actions.asking.close_settled",
    "cohorts.guests.actions.asking.ask_next",
    "cohorts.guests.actions.reminding.send_reminders",
    "lms.people.mailbox.retry_due",
    "lms.people.actions.roles.close_run_out_roles",
    "lms.people.actions.signing_in.purge_expired",
    "cohorts.roster.actions.settle_offers",
    "cohorts.roster.actions.agreements.take_back_for_left_out",
    "cohorts.credentials.actions.forget_names_of_protected",
    "cohorts.guests.actions.uploads.sweep_uploads",
    "cohorts.guests.actions.answering_facts.ask_for_facts",
    "cohorts.credentials.actions.photos.drop_photos_taken_back",
    "modules.actions.voices.drop_voices",
    "cohorts.credentials.actions.making.make_left_behind",
    "lms.background.prune_finished_tasks",
]
"""What may be due, in this order. Each part takes its own due rows, so that two at once do not do the same twice."""


NIGHT = 3
"""The hour, by the clock of the site, in which what is only dropped is looked for."""


def due_parts() -> list[str]:
    """Give the parts of this minute."""
    return [*PARTS, *(NIGHTLY if timezone.localtime().hour == NIGHT else ())]


def tick(parts: list[str] | None = None) -> list[str]:
    """Run every part, whatever happens to the others, and give the names of those that failed."""
    failed = []
    for path in due_parts() if parts is None else parts:
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
