"""The world in which rights are tried, built once for each module."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.house.world import World, build_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Build the world once; every request in it is undone, and in the end the world itself."""
    files = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    folder = str(tmp_path_factory.mktemp("files"))
    # Wagtail serves documents from files; those of storage in memory have a path but are not there.
    with (
        override_settings(STORAGES=files, MEDIA_ROOT=folder, EMAIL_FILE_PATH=folder),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield build_world()
        transaction.set_rollback(True)
