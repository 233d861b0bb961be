"""What may be kept of an answer, and under which version."""

import hashlib
import json
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from ..models import ContentVersion, ModulePage, StoredBody

BAKES = (
    "modules/blocks/**/*.py",
    "modules/models/**/*.py",
    "modules/queries/*.py",
    "modules/rules/**/*.py",
    "modules/templatetags/*.py",
    "templates/components/*.html",
    "templates/modules/**/*.html",
    "lms/locale/*/LC_MESSAGES/django.mo",
)
"""The files that decide how a body looks."""


class Version(NamedTuple):
    """What is true now. Whatever is kept is kept under this; the day is in it because editions begin on one."""

    content: str
    baked: str
    day: date


READ_VERSION = f"SELECT content, baked FROM {ContentVersion._meta.db_table}"  # noqa: S608  # a table of our own


def version_of(request: HttpRequest) -> Version | None:
    """Give the version a request is answered in: read once, before anything that is shown. None as long as nothing
    was ever published; then nothing may be kept. One query."""
    held = vars(request)
    if "content_version" not in held:
        with connection.cursor() as cursor:  # plain SQL: most answers from memory consist of little else
            cursor.execute(READ_VERSION)
            row = cursor.fetchone()
        held["content_version"] = Version(str(row[0]), str(row[1]), timezone.localdate()) if row else None
    return held["content_version"]


def block_version() -> str:
    """Give a hash of everything but the content that decides how a body looks. While developing it is read anew."""
    return _digest_of_files.__wrapped__() if settings.DEBUG else _digest_of_files()


@lru_cache(maxsize=1)
def _digest_of_files() -> str:
    digest = hashlib.sha256(f"{wagtail.__version__} {django.__version__}".encode())
    for pattern in BAKES:
        for path in sorted(settings.ROOT.glob(pattern)):
            digest.update(path.relative_to(settings.ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def made_with(version: Version, page: ModulePage) -> str:
    """Give what a body is stored under besides its revision, language and reader. The raw text is part of it: a page
    can be saved without a revision, by a command or a migration. So is whether it leaves no trace, which may have been
    decided after the revision was made."""
    raw = json.dumps(page.body.get_prep_value(), default=str)
    return hashlib.sha256(f"{block_version()} {version.baked} {page.leaves_no_trace} {raw}".encode()).hexdigest()


def stored_body(*, revision_id: int, language: str, for_leaders: bool, made_with: str) -> list[str | int] | None:
    """Give a stored body: pieces of HTML, and the places of the parts that were left open. None if it is to be made."""
    rows = StoredBody.objects.filter(
        revision_id=revision_id, language=language, for_leaders=for_leaders, made_with=made_with
    )
    return rows.values_list("pieces", flat=True).first()
