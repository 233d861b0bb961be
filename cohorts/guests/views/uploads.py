"""A file that comes in pieces, for the script of the page of material. Without it the page's own form does the same.

`POST upload/` begins a file, or goes on with the same one; `POST upload/<id>/?at=<bytes>` appends what stands in the
body, and GET tells how much is there; `POST upload/<id>/done/` has it looked at and kept.
"""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from lms.kit.files import FileRefusedError
from lms.kit.pieces import piece_of

from ..actions.material import finish_upload
from ..actions.uploads import add_piece, begin_upload, received
from ..forms.material import FileForm, MaterialForm, say
from ..models import GuestMaterial, GuestUpload
from .holding import Held

REFUSED = 422


def _no(error: ValidationError | FileRefusedError) -> JsonResponse:
    return JsonResponse({"error": " ".join(say(error).messages)}, status=REFUSED)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0


@require_POST
def upload_begin(request: HttpRequest, held: Held) -> HttpResponse:
    """Begin a file, and say where its pieces go."""
    name, size = request.POST.get("name", "")[:1000], _number(request.POST.get("size", ""))
    try:
        upload = begin_upload(
            by=held.by, invitation=held.invitation, name=name, size=size, mark=request.POST.get("mark", "")
        )
    except (ValidationError, FileRefusedError) as error:
        return _no(error)
    return JsonResponse(
        {
            "piece": held.url("upload_piece", upload.public_id),
            "done": held.url("upload_done", upload.public_id),
            "offset": received(upload),
        }
    )


@require_http_methods(["GET", "HEAD", "POST"])
def upload_piece(request: HttpRequest, held: Held, item: str) -> HttpResponse:
    """Append a piece, and tell how much is there."""
    upload = get_object_or_404(GuestUpload, public_id=item, invitation=held.invitation)
    if request.method != "POST":
        return JsonResponse({"offset": received(upload)})
    offset = _number(request.GET.get("at", ""))
    try:
        with piece_of(request, max(0, upload.size - offset)) as piece:
            return JsonResponse({"offset": add_piece(by=held.by, upload=upload, offset=offset, piece=piece)})
    except ValidationError as error:
        return _no(error)


@require_POST
def upload_done(request: HttpRequest, held: Held, item: str) -> HttpResponse:
    """Have a whole file looked at and kept, and say where to go on."""
    upload = get_object_or_404(
        GuestUpload.objects.select_related("invitation"), public_id=item, invitation=held.invitation
    )
    replaces = request.POST.get("replaces", "")
    form = (FileForm if replaces else MaterialForm)(request.POST, needs_file=False)
    if not form.is_valid():
        return _no(ValidationError([error for errors in form.errors.as_data().values() for error in errors]))
    upload.invitation = held.invitation  # with all that was read along
    rows = GuestMaterial.objects.filter(invitation=held.invitation)
    try:
        piece = get_object_or_404(rows, public_id=replaces) if replaces else None
        version = finish_upload(by=held.by, upload=upload, replaces=piece, **form.facts)
    except (ValidationError, FileRefusedError) as error:
        return _no(error)
    return JsonResponse({"next": f"{held.url('material')}?came={version.public_id}"})
