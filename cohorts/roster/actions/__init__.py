"""What people do with cohorts and places in them."""

from .agreements import load_agreements, note_on_paper, sign, take_back
from .changes import change_cohort, copy_cohort, set_languages, set_provided, set_venue
from .cohorts import add_coordinator, open_cohort, remove_coordinator
from .enrolments import Brought, enrol, enrol_list, settle_offers, tell_about_herself, withdraw
from .steps import end_cohort, start_cohort
from .to_do import add_task, change_task, finish_task, open_task_again, remove_task
from .venues import add_venue, change_venue, retire_venue, use_venue_again

__all__ = [
    "Brought",
    "add_coordinator",
    "add_task",
    "add_venue",
    "change_cohort",
    "change_task",
    "change_venue",
    "copy_cohort",
    "end_cohort",
    "enrol",
    "enrol_list",
    "finish_task",
    "load_agreements",
    "note_on_paper",
    "open_cohort",
    "open_task_again",
    "remove_coordinator",
    "remove_task",
    "retire_venue",
    "set_languages",
    "set_provided",
    "set_venue",
    "settle_offers",
    "sign",
    "start_cohort",
    "take_back",
    "tell_about_herself",
    "use_venue_again",
    "withdraw",
]
