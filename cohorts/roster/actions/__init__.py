"""What people do with cohorts and places in them."""

from .agreements import load_agreements, note_on_paper, sign, take_back
from .changes import change_cohort, copy_cohort, set_provided, set_venue
from .cohorts import add_coordinator, open_cohort, remove_coordinator
from .enrolments import enrol, enrol_list, settle_offers, tell_about_herself, withdraw
from .steps import end_cohort, start_cohort
from .venues import add_venue

__all__ = [
    "add_coordinator",
    "add_venue",
    "change_cohort",
    "copy_cohort",
    "end_cohort",
    "enrol",
    "enrol_list",
    "load_agreements",
    "note_on_paper",
    "open_cohort",
    "remove_coordinator",
    "set_provided",
    "set_venue",
    "settle_offers",
    "sign",
    "start_cohort",
    "take_back",
    "tell_about_herself",
    "withdraw",
]
