"""Routes of attendance."""

from django.urls import path

from .views import progress, roll

urlpatterns = [
    path("cohorts/<uuid:public_id>/progress/", progress.cohort_progress, name="cohort_progress"),
    path("cohorts/places/<uuid:public_id>/progress/", progress.woman_progress, name="woman_progress"),
    path("cohorts/evenings/<uuid:public_id>/roll/", roll.roll, name="roll"),
    path("cohorts/evenings/<uuid:public_id>/roll/marks/", roll.roll_marks, name="roll_marks"),
]
