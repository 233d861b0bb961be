"""Routes of the front door."""

from django.conf import settings
from django.urls import URLPattern, path

from .views import my_page

urlpatterns: list[URLPattern] = [
    path("my/", my_page.my_page, name="my_page"),
]
if settings.DEV_PAGES:
    urlpatterns += []
