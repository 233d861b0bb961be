"""Make a plan: propose it, change it while it is a draft, use it or throw it away."""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cohorts.roster.actions.changes import change_cohort, set_venue
from cohorts.roster.models import Cohort, Venue
from lms.kit.guard import refuse, require
from lms.people.models import User

from ..models import CoursePlan, CourseSession, PlanDraft
from ..permissions import can_plan
from ..queries import draft_parts, proposal_at, proposal_of, warnings_about
from ..queries.changing import local_now
from ..rules import Asked, Evening, Refusal, Step, asked_as_data, one_each, outline_as_data, take_step
from .plans import PlannedEvening, use_plan


def refuse_by_rule(refusal: Refusal | None) -> None:
    """Raise ValidationError with the code of a rule, and its facts as `params`, unless there is none."""
    if refusal:
        raise ValidationError(refusal.code.value, code=refusal.code.value, params={"refusal": refusal})


@transaction.atomic
def propose_plan(*, by: User, cohort: Cohort, asked: Asked) -> PlanDraft:
    """Propose the evenings of a cohort's edition and keep them as a draft. Asked again before anything was changed it
    gives the same draft. Raises PermissionDenied, and ValidationError with `has_evenings`, or with the code of a rule:
    `elsewhere` (a venue of another place), `begins_in_the_past`, `no_modules`, `ends_before_it_starts`,
    `no_free_day`, `too_few_dates`."""
    require(can_plan(by, cohort))
    _refuse_other_places(cohort, asked.venue)
    _refuse_the_past(cohort, asked.first)
    if cohort.sessions.exists():
        refuse("has_evenings")
    outline = one_each(cohort.edition.places.order_by("position").values_list("pk", flat=True))
    refuse_by_rule(proposal_at(cohort.place, asked, outline).refusal)
    wanted = {"asked": asked_as_data(asked), "evenings": outline_as_data(outline)}
    for draft in cohort.plan_drafts.filter(by=by, version=0):
        if {"asked": draft.asked, "evenings": draft.evenings} == wanted:
            return draft
    return PlanDraft.objects.create(cohort=cohort, by=by, **wanted)


@transaction.atomic
def ask_again(*, by: User, draft: PlanDraft, seen: int, asked: Asked) -> PlanDraft:
    """Ask something else of a draft: from when, how often, where. What was put together or apart stays so. Raises as
    `propose_plan` does, and ValidationError with `changed_meanwhile` when it is not at the version that was seen."""
    require(can_plan(by, draft.cohort))
    _refuse_other_places(draft.cohort, asked.venue)
    _refuse_the_past(draft.cohort, asked.first)
    _asked, outline = draft_parts(draft)
    refuse_by_rule(proposal_at(draft.cohort.place, asked, outline).refusal)
    return _store(draft, seen, asked=asked_as_data(asked))


@transaction.atomic
def change_draft(*, by: User, draft: PlanDraft, seen: int, step: Step) -> PlanDraft:
    """Change what is held on the evenings of a draft: swap, put together, split, add, take away, another day or venue.
    Raises PermissionDenied, and ValidationError with `changed_meanwhile`, `elsewhere` for a venue of another place, or
    the code of a rule."""
    require(can_plan(by, draft.cohort))
    _refuse_other_places(draft.cohort, step.venue)
    asked, outline = draft_parts(draft)
    outlined = take_step(outline, step)
    refuse_by_rule(outlined.refusal)
    refuse_by_rule(proposal_at(draft.cohort.place, asked, outlined.sittings).refusal)
    return _store(draft, seen, evenings=outline_as_data(outlined.sittings))


@transaction.atomic
def use_draft(*, by: User, draft: PlanDraft, seen: str, reason: str = "") -> list[CourseSession]:
    """Use a plan as it was shown: store its evenings, let the cohort meet as it says, and drop all drafts. `seen` is
    the `fingerprint` of what was shown; whoever passes over warnings says why. Raises as `use_plan` does, and
    ValidationError with `reason_needed`, with `begins_in_the_past` when the draft lay too long, or with
    `plan_differs` when the plan does not come out as it was shown
    (somebody changed the draft or the closed days, or took the venue)."""
    require(can_plan(by, draft.cohort))
    proposal = proposal_of(draft)
    refuse_by_rule(proposal.refusal)
    _refuse_the_past(draft.cohort, proposal.evenings[0].day)
    warnings = warnings_about(draft.cohort, proposal.evenings)
    if fingerprint(proposal.evenings, warnings) != seen:
        refuse("plan_differs")
    if warnings and not reason.strip():
        refuse("reason_needed")
    venues = Venue.objects.of(draft.cohort).in_bulk()
    plan = CoursePlan.objects.filter(cohort=draft.cohort).first()
    sessions = use_plan(
        by=by,
        cohort=draft.cohort,
        evenings=[_planned(each, venues) for each in proposal.evenings],
        seen=plan.version if plan else 0,
        overridden=sorted({warning.partition(":")[0] for warning in warnings}),
        reason=reason,
        per_week=draft_parts(draft)[0].rhythm.per_week,
    )
    _meet_as_planned(by, draft, venues)
    draft.cohort.plan_drafts.all().delete()
    return sessions


def _meet_as_planned(by: User, draft: PlanDraft, venues: dict[int, Venue]) -> None:
    """Let the cohort meet as its plan says from now on: later changes follow its weekdays. A list of dates says nothing
    of weekdays."""
    asked, _outline = draft_parts(draft)
    cohort, rhythm = draft.cohort, asked.rhythm
    how_often = Cohort.Rhythm.FORTNIGHTLY if rhythm.every_weeks == 2 else Cohort.Rhythm.WEEKLY
    change_cohort(
        by=by,
        cohort=cohort,
        name=cohort.name,
        weekdays=sorted(rhythm.weekdays) or cohort.weekdays,
        starts_at=asked.start,
        rhythm=cohort.rhythm if rhythm.dates else how_often,
        title_one=cohort.title_one,
    )
    if asked.venue:
        set_venue(by=by, cohort=cohort, venue=venues[asked.venue])


def discard_draft(*, by: User, draft: PlanDraft) -> None:
    """Throw a draft away. Raises PermissionDenied."""
    require(can_plan(by, draft.cohort))
    PlanDraft.objects.filter(pk=draft.pk).delete()


def fingerprint(evenings: Sequence[Evening], warnings: Sequence[str]) -> str:
    """Give a short text that differs when two plans differ, or what stands in their way."""
    facts = [(each.slot, each.portions, each.venue, each.kind) for each in evenings]
    return hashlib.sha256(repr([facts, list(warnings)]).encode()).hexdigest()[:20]


def _refuse_other_places(cohort: Cohort, venue: int | None) -> None:
    if venue is not None and not Venue.objects.of(cohort).filter(pk=venue).exists():
        refuse("elsewhere")


def _refuse_the_past(cohort: Cohort, day: date) -> None:
    if day < local_now(cohort).date():
        refuse("begins_in_the_past")


def _planned(evening: Evening, venues: dict[int, Venue]) -> PlannedEvening:
    return PlannedEvening(
        date=evening.day,
        starts_at=evening.slot.start,
        ends_at=evening.slot.end,
        modules=tuple((portion.module, portion.part, portion.parts) for portion in evening.portions),
        venue=venues.get(evening.venue) if evening.venue else None,
        kind=CourseSession.Kind(evening.kind.value),
    )


def _store(draft: PlanDraft, seen: int, **values) -> PlanDraft:
    stored = PlanDraft.objects.filter(pk=draft.pk, version=seen).update(
        version=F("version") + 1, changed_at=timezone.now(), **values
    )
    if not stored:
        refuse("changed_meanwhile")
    draft.refresh_from_db()
    return draft
