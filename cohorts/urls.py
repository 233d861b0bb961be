"""Routes of the course: one include per room."""

from django.urls import include, path

urlpatterns = [
    path("", include("cohorts.attendance.urls")),
    path("", include("cohorts.credentials.urls")),
    path("", include("cohorts.desk.urls")),
    path("", include("cohorts.evaluation.urls")),
    path("", include("cohorts.guests.urls")),
    path("", include("cohorts.roster.urls")),
    path("", include("cohorts.schedule.urls")),
]
