"""Registers the app."""

from django.apps import AppConfig


class ModulesConfig(AppConfig):
    """Names the app and its key type."""

    name = "modules"
    default_auto_field = "django.db.models.BigAutoField"
