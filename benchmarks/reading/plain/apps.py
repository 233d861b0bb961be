"""Registers the app of the page to compare with."""

from django.apps import AppConfig


class PlainConfig(AppConfig):
    """Names the app. Its table exists only in the site of a measurement."""

    name = "benchmarks.reading.plain"
    label = "plain"
    default_auto_field = "django.db.models.BigAutoField"
