"""Registers the app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Names the app and its key type."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
