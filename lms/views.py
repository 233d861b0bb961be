"""Views of the roof: is the process alive, is it ready, and the answers to what went wrong."""

import mimetypes
import posixpath

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.kit.headers import leaving_no_trace
from lms.people.models import Notice
from lms.readiness import storage_works

OUTBOX_MAX_AGE = 15 * 60  # seconds a due message may wait before the site calls itself unready


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Check database, migrations, storage and the age of the oldest message that is due; 503 if one fails."""
    checks = {"database": False, "migrations": False, "storage": False, "outbox": False}
    try:
        connection.ensure_connection()
        checks["database"] = True
        executor = MigrationExecutor(connection)
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        oldest = Notice.objects.due().order_by("next_try_at").values_list("next_try_at", flat=True).first()
        checks["outbox"] = oldest is None or (timezone.now() - oldest).total_seconds() < OUTBOX_MAX_AGE
    except DatabaseError:
        pass
    checks["storage"] = storage_works()
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


@require_safe
def rendition(request: HttpRequest, path: str, quiet: bool = False) -> FileResponse:
    """Serve a resized picture of Wagtail's image library. Originals and documents are never served from here.

    `quiet` is for pages that leave no trace: the browser keeps nothing.
    """
    name = posixpath.normpath(f"images/{path}")
    if not name.startswith("images/") or not default_storage.exists(name):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(default_storage.open(name), content_type=kind)
    if quiet:
        return leaving_no_trace(response)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain in plain words that the form was too old, and what to do."""
    return render(request, "403_csrf.html", status=403)
