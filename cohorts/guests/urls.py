"""Routes of guests: the page behind a pass, and asking for an evening."""

from django.urls import path

from .views import asking, directory, passes

urlpatterns = [
    path("guest/<str:token>/", passes.guest_pass, name="guest_pass"),
    path("cohorts/guests/", directory.guest_list, name="guest_list"),
    path("cohorts/guests/add/", directory.guest_add, name="guest_add"),
    path("cohorts/guests/<uuid:public_id>/", directory.guest_card, name="guest_card"),
    path("cohorts/guests/<uuid:public_id>/change/", directory.guest_change, name="guest_change"),
    path("cohorts/guests/<uuid:public_id>/remove/", directory.guest_remove, name="guest_remove"),
    path("cohorts/evening/<uuid:public_id>/guests/", asking.evening_guests, name="evening_guests"),
    path("cohorts/evening/<uuid:public_id>/guests/ask/", asking.guest_ask, name="guest_ask"),
    path("cohorts/guests/invitation/<uuid:public_id>/answer/", asking.guest_answer, name="guest_answer"),
    path("cohorts/guests/invitation/<uuid:public_id>/ask/", asking.guest_ask_now, name="guest_ask_now"),
    path("cohorts/<uuid:public_id>/guests/reminders/", asking.guest_reminders, name="guest_reminders"),
    path("cohorts/guests/invitation/<uuid:public_id>/cancel/", asking.guest_cancel, name="guest_cancel"),
]
