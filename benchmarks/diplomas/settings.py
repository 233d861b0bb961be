"""The settings of a process that issues: what is asked of the background is only written down."""

from lms.settings.dev import *  # noqa: F403  (settings are layered on purpose)

TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
