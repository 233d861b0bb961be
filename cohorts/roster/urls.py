"""Routes of cohorts and the women in them."""

from django.urls import path

from .views import cohorts, own, women

urlpatterns = [
    path("cohorts/", cohorts.cohort_list, name="cohort_list"),
    path("cohorts/new/", cohorts.cohort_open, name="cohort_open"),
    path("cohorts/<uuid:public_id>/", cohorts.cohort, name="cohort"),
    path("cohorts/<uuid:public_id>/women/", women.women, name="women"),
    path("cohorts/<uuid:public_id>/women/add/", women.woman_add, name="woman_add"),
    path("cohorts/place/<uuid:public_id>/leave/", women.woman_leave, name="woman_leave"),
    path("my/cohort/<uuid:public_id>/leave/", own.leave_cohort, name="leave_cohort"),
]
