"""The demo's settings and the page to compare with, which exists nowhere else."""

from lms.settings.dev import *  # noqa: F403  (settings are layered on purpose)
from lms.settings.dev import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.reading.plain"]
BACKGROUND = "external"  # nothing else runs while it is measured
