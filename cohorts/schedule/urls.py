"""Routes of plans and their calendars."""

from django.urls import path

from .views import calendars

urlpatterns = [
    path("my/calendar/", calendars.my_calendar, name="my_calendar"),
    path("my/calendar/link/", calendars.my_calendar_link, name="my_calendar_link"),
    path("my/calendar/stop/", calendars.my_calendar_end, name="my_calendar_end"),
    path("cohorts/<uuid:public_id>/calendar/", calendars.cohort_calendar, name="cohort_calendar"),
    path("cohorts/<uuid:public_id>/calendar/stop/", calendars.cohort_calendar_end, name="cohort_calendar_end"),
]
