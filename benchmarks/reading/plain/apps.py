"""Registers the app of the page to compare with."""

from django.apps import AppConfig


class PlainConfig(AppConfig):
    """Names the app. It has no migrations: its table is made for one run."""

    name = "benchmarks.reading.plain"
    label = "plain"
    default_auto_field = "django.db.models.BigAutoField"
