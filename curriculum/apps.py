"""Registers the app."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    """Names the app and its key type."""

    name = "curriculum"
    default_auto_field = "django.db.models.BigAutoField"
