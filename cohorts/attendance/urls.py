"""Routes of attendance."""

from django.urls import path

from .views import offline, phones, progress, roll, walk_ins

urlpatterns = [
    path("cohorts/<uuid:public_id>/progress/", progress.cohort_progress, name="cohort_progress"),
    path("cohorts/places/<uuid:public_id>/progress/", progress.woman_progress, name="woman_progress"),
    path("cohorts/evenings/offline/", offline.roll_offline, name="roll_offline"),
    path("cohorts/evenings/token/", phones.roll_token, name="roll_token"),
    path("cohorts/evenings/<uuid:public_id>/roll/", roll.roll, name="roll"),
    path("cohorts/evenings/<uuid:public_id>/roll/marks/", phones.roll_marks, name="roll_marks"),
    path("cohorts/evenings/<uuid:public_id>/roll/kept/", phones.roll_kept, name="roll_kept"),
    path("cohorts/evenings/<uuid:public_id>/roll/screen/", roll.roll_screen, name="roll_screen"),
    path("cohorts/evenings/<uuid:public_id>/roll/paper/", roll.roll_paper, name="roll_paper"),
    path("cohorts/evenings/<uuid:public_id>/roll/came/", walk_ins.walk_in_add, name="walk_in_add"),
    path("cohorts/evenings/<uuid:public_id>/roll/came/<uuid:key>/", walk_ins.walk_in, name="walk_in"),
    path("cohorts/evenings/<uuid:public_id>/roll/came/<uuid:key>/drop/", walk_ins.walk_in_drop, name="walk_in_drop"),
]
