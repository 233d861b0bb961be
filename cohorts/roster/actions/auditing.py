"""How an action of the cohorts notes what it did."""

from collections.abc import Iterable, Sequence

from django.db.models import Model

from lms.kit.journal import log_all
from lms.people.models import User

AUDITED = frozenset(
    {
        "cohorts.cohort_opened",
        "cohorts.cohort_changed",
        "cohorts.cohort_started",
        "cohorts.cohort_ended",
        "cohorts.coordinator_added",
        "cohorts.coordinator_removed",
        "cohorts.enrolled",
        "cohorts.withdrawn",
        "cohorts.signed",
        "cohorts.question_asked",
        "cohorts.question_answered",
        "cohorts.task_added",
        "cohorts.task_changed",
        "cohorts.task_done",
        "cohorts.task_opened",
        "cohorts.task_removed",
        "cohorts.signature_taken_back",
        "cohorts.venue_added",
        "cohorts.venue_changed",
        "cohorts.venue_retired",
        "cohorts.venue_used_again",
        "cohorts.extra_added",
        "cohorts.extra_removed",
        "cohorts.answer_noted",
        "cohorts.plan_used",
        "cohorts.plan_changed",
        "cohorts.plan_undone",
        "cohorts.closed_days_added",
        "cohorts.closed_days_checked",
        "cohorts.closed_days_removed",
        "cohorts.messages_sent",
        "cohorts.messages_discarded",
        "cohorts.link_renewed",
        "cohorts.feed_made",
        "cohorts.feed_ended",
        "cohorts.old_evening_marked",
        "cohorts.diploma_name_said",
        "cohorts.completion_proposed",
        "cohorts.completion_returned",
        "cohorts.completion_confirmed",
        "cohorts.diploma_issued",
        "cohorts.card_issued",
        "cohorts.card_blocked",
        "cohorts.card_photo_taken",
        "cohorts.card_photo_removed",
        "cohorts.letterhead_changed",
        "cohorts.signers_changed",
        "cohorts.pack_asked",
        "cohorts.sounds_said",
        "cohorts.diploma_end_asked",
        "cohorts.diploma_kept",
        "cohorts.diploma_replaced",
        "cohorts.diploma_withdrawn",
        "cohorts.note_sent",
        "cohorts.photo_added",
        "cohorts.photo_removed",
        "cohorts.feedback_closed",
        "cohorts.evening_opened",
        "cohorts.evening_closed",
        "cohorts.catch_up_asked",
        "cohorts.catch_up_agreed",
        "cohorts.catch_up_confirmed",
        "cohorts.catch_up_declined",
        "cohorts.catch_up_withdrawn",
        "cohorts.kiosk_started",
        "cohorts.women_asked",
        "cohorts.guest_added",
        "cohorts.guest_changed",
        "cohorts.guest_asked",
        "cohorts.guest_cancelled",
        "cohorts.guest_handed_over",
        "cohorts.guest_removed",
        "cohorts.guest_words_shown",
        "cohorts.material_handed_in",
        "cohorts.material_approved",
        "cohorts.material_withdrawn",
        "cohorts.material_answered",
        "cohorts.guest_reminders_set",
    }
)
"""What can be done in the rooms of this floor. `cohorts.wagtail_hooks` gives each its wording."""


def audit(*, by: User | None, obj: Model, action: str, fields: Iterable[str] = (), **data) -> None:
    """Note in Wagtail's log who did what, by names of fields, never by values. Raises KeyError for an action not in
    `AUDITED`."""
    audit_all(by=by, objs=[obj], action=action, fields=fields, **data)


def audit_all(*, by: User | None, objs: Sequence[Model], action: str, fields: Iterable[str] = (), **data) -> None:
    """Note the same of several objects of one kind, in one statement."""
    if action not in AUDITED:
        raise KeyError(action)
    names = sorted(set(fields))
    log_all(objs, action=action, user=by, data=({"fields": names} if names else {}) | data)
