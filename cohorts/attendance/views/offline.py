"""What a browser keeps so that evenings and rolls open without network: a worker, and a page without anybody's data."""

import hashlib
import json
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lms.look import sheet

from .words import roll_words

SCRIPTS = (
    "roll-net",
    "roll-queue",
    "roll-store",
    "roll-view",
    "roll-page",
    "roll-keep",
    "evening-clock",
    "evening-offline",
)
STYLES = ("roll", "evening")


@require_safe
def roll_offline(request: HttpRequest) -> HttpResponse:
    """Show the page that stands in for an evening or its roll without network. It is the same for everybody; what it
    shows is on the phone."""
    response = render(request, "cohorts/attendance/offline.html", {"words": json.dumps(roll_words())})
    response["Cache-Control"] = "public, no-cache"
    return response


@cache_control(public=True, no_cache=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker. Its text changes with what it keeps, so that browsers notice a new version."""
    # Scripts ask for each other by their plain names.
    kept = [f"{settings.STATIC_URL}js/{name}.js" for name in SCRIPTS]
    kept += [static(f"js/{name}.js") for name in SCRIPTS if static(f"js/{name}.js") not in kept]
    kept += [static(f"css/{name}.css") for name in STYLES]
    data = {"version": f"{sheet().digest}-{_digest(settings.DEBUG)}", "kept": kept, "style": settings.STATIC_URL}
    text = f"const FACTS = {json.dumps(data)};\n{render_to_string('cohorts/attendance/worker.js')}"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _digest(fresh: bool) -> str:
    return _read() if fresh else _read_once()


def _read() -> str:
    folder = settings.ROOT / "lms/static"
    paths = [*(folder / f"js/{name}.js" for name in SCRIPTS), *(folder / f"css/{name}.css" for name in STYLES)]
    pages = [settings.ROOT / f"templates/cohorts/attendance/{name}.html" for name in ("offline", "evening_now")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in [*paths, *pages])).hexdigest()[:12]


_read_once = lru_cache(maxsize=1)(_read)
