"""Routes of plans: their changes, the messages about them, and their calendars."""

from django.urls import path

from .views import calendars, changes, closed_days, messages, planner, replies

EDITS = {
    "move": "session_move",
    "change": "session_change",
    "swap": "session_swap",
    "together": "session_join",
    "split": "session_split",
    "cancel": "session_cancel",
}

urlpatterns = [
    path("my/calendar/", calendars.my_calendar, name="my_calendar"),
    path("my/calendar/link/", calendars.my_calendar_link, name="my_calendar_link"),
    path("my/calendar/stop/", calendars.my_calendar_end, name="my_calendar_end"),
    path("cohorts/<uuid:public_id>/calendar/", calendars.cohort_calendar, name="cohort_calendar"),
    path("cohorts/<uuid:public_id>/calendar/stop/", calendars.cohort_calendar_end, name="cohort_calendar_end"),
    path("a/<slug:token>/", replies.evening_reply, name="evening_reply"),
    path("cohorts/evenings/<uuid:public_id>/ask/", replies.evening_ask, name="evening_ask"),
    path("closed-days/", closed_days.closed_days, name="closed_days"),
    path("closed-days/bring/", closed_days.closed_days_bring, name="closed_days_bring"),
    path("closed-days/add/", closed_days.closed_days_add, name="closed_days_add"),
    path("closed-days/<uuid:public_id>/check/", closed_days.closed_days_check, name="closed_days_check"),
    path("closed-days/<uuid:public_id>/remove/", closed_days.closed_days_remove, name="closed_days_remove"),
    path("cohorts/<uuid:public_id>/plan/", planner.plan_ask, name="cohort_plan"),
    path("cohorts/plan/<uuid:public_id>/", planner.plan_preview, name="plan_preview"),
    path("cohorts/plan/<uuid:public_id>/ask/", planner.plan_ask_again, name="plan_ask_again"),
    path("cohorts/plan/<uuid:public_id>/evening/<slug:place>/", planner.plan_evening, name="plan_evening"),
    path("cohorts/plan/<uuid:public_id>/discard/", planner.plan_discard, name="plan_discard"),
    path("cohorts/<uuid:public_id>/plan/changes/", messages.plan_changes, name="plan_changes"),
    path("cohorts/<uuid:public_id>/plan/extra/", changes.session_add, name="session_add"),
    *(
        path(f"cohorts/evening/<uuid:public_id>/{word}/", changes.session_edit, {"edit": name}, name=name)
        for word, name in EDITS.items()
    ),
]
