"""Routes of the front door."""

from django.conf import settings
from django.urls import path

from . import views

urlpatterns = [
    path("my/", views.my_page, name="my_page"),
]
if settings.DEV_PAGES:
    urlpatterns += [
        path("dev/style/", views.style_page, name="dev_style"),
    ]
