"""Routes of plans and their calendars."""

from django.urls import path

from .views import calendars, planner

urlpatterns = [
    path("my/calendar/", calendars.my_calendar, name="my_calendar"),
    path("my/calendar/link/", calendars.my_calendar_link, name="my_calendar_link"),
    path("my/calendar/stop/", calendars.my_calendar_end, name="my_calendar_end"),
    path("cohorts/<uuid:public_id>/calendar/", calendars.cohort_calendar, name="cohort_calendar"),
    path("cohorts/<uuid:public_id>/calendar/stop/", calendars.cohort_calendar_end, name="cohort_calendar_end"),
    path("cohorts/<uuid:public_id>/plan/", planner.plan_ask, name="cohort_plan"),
    path("cohorts/plan/<uuid:public_id>/", planner.plan_preview, name="plan_preview"),
    path("cohorts/plan/<uuid:public_id>/ask/", planner.plan_ask_again, name="plan_ask_again"),
    path("cohorts/plan/<uuid:public_id>/evening/<int:place>/", planner.plan_evening, name="plan_evening"),
    path("cohorts/plan/<uuid:public_id>/discard/", planner.plan_discard, name="plan_discard"),
]
