"""Registers the app, and Wagtail's app of users without its screens."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    """Names the app and its key type."""

    name = "lms.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail needs its app of users; its screens are closed in `lms.urls`, since whoever may change a
    user there may become superuser."""
