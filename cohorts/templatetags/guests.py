"""What pages about a plan say of its guests."""

from django import template

from cohorts.guests.queries.busy import GuestsAfter, guests_after
from cohorts.roster.models import Cohort
from cohorts.schedule.queries.changing import Outlook

register = template.Library()


@register.simple_tag
def guests_of_change(cohort: Cohort, outlook: Outlook) -> list[GuestsAfter]:
    """Give the evenings with guests that a change moves, cancels or takes the subject from, each with its number."""
    return guests_after(cohort, outlook)
