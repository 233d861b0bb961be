"""Routes of guests: the page behind a pass, and asking for an evening."""

from django.urls import path

from .views import asking, passes

urlpatterns = [
    path("guest/<str:token>/", passes.guest_pass, name="guest_pass"),
    path("cohorts/evening/<uuid:public_id>/guests/", asking.evening_guests, name="evening_guests"),
    path("cohorts/evening/<uuid:public_id>/guests/ask/", asking.guest_ask, name="guest_ask"),
    path("cohorts/guests/invitation/<uuid:public_id>/cancel/", asking.guest_cancel, name="guest_cancel"),
]
