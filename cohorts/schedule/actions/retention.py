"""Drop plans that nobody will use any more."""

from cohorts.roster.actions.retention import long_behind

from ..models import PlanDraft


def purge_plan_drafts() -> int:
    """Drop the drafts of a plan 30 days after the last evening; give how many. Called by `tick`."""
    return PlanDraft.objects.filter(cohort__in=long_behind()).delete()[0]
