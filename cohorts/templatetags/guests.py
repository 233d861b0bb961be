"""What pages about a plan say of its guests."""

from django import template

from cohorts.guests.queries.busy import GuestsAfter, guests_after
from cohorts.roster.models import Cohort
from cohorts.schedule.queries.changing import Outlook

register = template.Library()


@register.simple_tag
def guests_of_change(cohort: Cohort, outlook: Outlook) -> list[GuestsAfter]:
    """Give the evenings with guests that a change moves or cancels, with the number of each evening."""
    return guests_after(cohort, outlook)
