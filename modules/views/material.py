"""Gives those who lead evenings the material of a module, and the modules that strengthen a goal."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lms.kit.files import MIME, Kind

from ..models import GoalTag, MaterialVersion
from ..permissions import can_use_material
from ..queries import modules_with_goal
from .scope import only


@login_required
@require_safe
def material_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send one version of a file, to be saved and never to be run in the browser."""
    only(can_use_material(request.user))
    version = get_object_or_404(MaterialVersion.objects.select_related("material"), public_id=public_id)
    response = FileResponse(
        version.file.open("rb"),
        as_attachment=True,
        filename=f"{slugify(version.material.title) or 'material'}-{version.number}.{version.end}",
        content_type=MIME[Kind(version.end)] if version.end in set(Kind) else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@login_required
@require_safe
def goal(request: HttpRequest, code: str) -> HttpResponse:
    """List the modules that strengthen a goal."""
    only(can_use_material(request.user))
    tag = get_object_or_404(GoalTag, code=code)
    language = get_language() or ""
    context = {"goal": tag, "modules": modules_with_goal(tag, language), "language": language}
    return render(request, "modules/goal.html", context)
