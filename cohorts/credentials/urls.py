"""Routes of diplomas, cards and the page that checks them."""

from django.urls import path

from .views import check

urlpatterns = [
    path("check/", check.check_ask, name="check_ask"),
    path("check/<str:code>/", check.check, name="check"),
]
