"""Registers the app."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    """Names the app and its key type."""

    name = "cohorts"
    default_auto_field = "django.db.models.BigAutoField"
