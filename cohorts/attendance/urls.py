"""Routes of attendance."""

from django.urls import path

from .views import roll

urlpatterns = [
    path("cohorts/evenings/<uuid:public_id>/roll/", roll.roll, name="roll"),
    path("cohorts/evenings/<uuid:public_id>/roll/marks/", roll.roll_marks, name="roll_marks"),
]
