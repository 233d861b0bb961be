"""The one service worker of the house, and the page of what a phone keeps."""

import hashlib
import json
from functools import lru_cache

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from lms.kit.headers import named_to_nobody
from lms.look import sheet

ROLL = (
    "roll-net",
    "roll-queue",
    "roll-store",
    "roll-view",
    "roll-page",
    "roll-keep",
    "evening-clock",
    "evening-offline",
)
EVENINGS = {
    "entries": ROLL,  # each may be asked for by a page that stands open when the network goes
    "scripts": ROLL,
    "styles": ("roll", "evening"),
    "pages": ("cohorts/attendance/offline", "cohorts/attendance/evening_now"),
}
PHONE = {
    "entries": ("exit", "phone-page"),
    "scripts": ("phone-store", "phone-net", "phone-pin", "phone-view", "phone-forget"),
    "styles": ("home", "modules", "phone", "plain"),
    "pages": ("home/phone/page", "home/phone/page_words", "home/phone/words", "home/phone/pin", "home/neutral"),
}
FIRST_TIME = 30_000
"""Bytes that a phone fetches once, besides what she keeps: the page, what it is drawn with, and the worker."""


def _facts(part: dict[str, tuple[str, ...]]) -> dict[str, object]:
    """Give what a part of the worker keeps, and a version that changes with it."""
    # Pages ask for scripts by the names that change with them; scripts ask for each other by their plain names.
    kept = [f"{settings.STATIC_URL}js/{name}.js" for name in part["scripts"]]
    kept += [static(f"js/{name}.js") for name in part["entries"]]
    kept = [*dict.fromkeys(kept), *(static(f"css/{name}.css") for name in part["styles"])]
    names = tuple(f"{kind}/{name}" for kind in part for name in part[kind])
    return {"version": f"{sheet().digest}-{_read(names) if settings.DEBUG else _read_once(names)}", "kept": kept}


def _read(names: tuple[str, ...]) -> str:
    static_files, templates = settings.ROOT / "lms/static", settings.ROOT / "templates"
    places = {
        "entries": lambda name: static_files / f"js/{name}.js",
        "scripts": lambda name: static_files / f"js/{name}.js",
        "styles": lambda name: static_files / f"css/{name}.css",
        "pages": lambda name: templates / f"{name}.html",
    }
    paths = [places[kind](name) for kind, name in (each.split("/", 1) for each in names)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


_read_once = lru_cache(maxsize=4)(_read)


def _text(request: HttpRequest) -> str:
    """Give the worker. Its text changes with what it keeps, so that browsers notice a new version."""
    facts = {"roll": _facts(EVENINGS), "phone": _facts(PHONE)}
    return f"const FACTS = {json.dumps(facts)};\n{render_to_string('home/worker.js')}"


def _etag(request: HttpRequest) -> str:
    return f'"{hashlib.sha256(_text(request).encode()).hexdigest()[:24]}"'


@cache_control(public=True, no_cache=True)
@condition(etag_func=_etag)  # browsers ask for it on each visit to a page that it looks after
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker."""
    return HttpResponse(_text(request), content_type="text/javascript; charset=utf-8")


@csp_update({"img-src": ["data:"], "media-src": ["data:"]})  # sounds that were kept; a blob could be laid on the disk
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Show the page of what a phone keeps. It is the same for everybody; what it shows is on the phone."""
    response = render(request, "home/phone/page.html")
    patch_cache_control(response, no_cache=True)
    return named_to_nobody(response)
