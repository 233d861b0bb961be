"""Registers the project as an app, so that its commands, templates and translations are found."""

from django.apps import AppConfig


class LmsConfig(AppConfig):
    """Holds what touches every floor: the commands `serve`, `tick` and `demo`."""

    name = "lms"
    default_auto_field = "django.db.models.BigAutoField"
