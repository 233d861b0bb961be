"""The desk: this week's evening and her cohorts; and one evening with all that belongs to it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohorts.attendance.dashboards import catch_ups_waiting, women_to_talk_with
from cohorts.attendance.queries import notes_missing
from cohorts.roster.permissions import can_open_cohorts, can_see_women
from cohorts.roster.views.scope import only
from cohorts.schedule.models import EveningExtra
from cohorts.schedule.permissions import can_plan
from lms.people.actions.reads import note_reads
from modules.queries import version_of

from ..dashboards import cockpit_of, desk_of, who_comes
from ..permissions import can_use_desk
from ..queries import tasks_near
from .scope import evening_of_staff


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the evening that is nearest, what to do for it, and her cohorts."""
    only(can_use_desk(request.user))
    shown = desk_of(request.user)
    if shown.top and shown.top.evening and shown.top.evening.who:
        note_reads(request, [each.person for each in shown.top.evening.who.away])
    context = {
        "desk": shown,
        "tasks": tasks_near(request.user),
        "catch_ups": catch_ups_waiting(card.cohort for card in shown.cohorts),
        "notes_missing": notes_missing(request.user),
        "may_open": can_open_cohorts(request.user),
        "to_talk_with": women_to_talk_with(shown.top.cohort) if shown.top else 0,
        "may_plan": bool(shown.top and can_plan(request.user, shown.top.cohort)),
    }
    return render(request, "cohorts/desk/desk.html", context)


@login_required
@require_safe
def evening(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one evening: when, where, what is taught, who comes, and what the cohort has added."""
    session = evening_of_staff(request, public_id)
    who = who_comes(session) if can_see_women(request.user, session.cohort) else None
    cockpit = cockpit_of(session, who, version_of(request))
    if who:
        note_reads(request, [*who.everybody, *cockpit.team])
    context = {
        "cockpit": cockpit,
        "card": cockpit.card,
        "session": session,
        "cohort": session.cohort,
        "extras": EveningExtra.objects.visible_to(request.user).filter(session=session),
        "may_plan": can_plan(request.user, session.cohort),
        "may_note": can_plan(request.user, session.cohort) and not (session.is_past or session.is_cancelled),
    }
    return render(request, "cohorts/desk/evening.html", context)
