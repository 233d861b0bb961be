"""What a phone fetches to keep a module: what belongs to it and how large it is, its text, and whose the phone is."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language, get_language_info, override
from django.views.decorators.http import require_safe

from cohorts.attendance.dashboards import mark_of
from lms.kit.answers import WholeAnswer
from lms.kit.headers import leaving_no_trace
from lms.people.models import User
from modules.queries import find_recording, find_voice, version_of
from modules.templatetags.kept import fill_slots

from ..queries import TextToKeep, courses_read_by, modules_of_course, text_to_keep
from .worker import FIRST_TIME

MEDIA = re.compile(r'(<(img|audio|video|source)\b[^>]*?)\ssrc="(/media/[^"]+)"')
TEXT, PICTURE, SOUND = "text", "picture", "sound"


@dataclass(frozen=True)
class Part:
    """One file of a pack. Its hash changes with its content, so that a phone fetches it once."""

    kind: str
    hash: str
    bytes: int
    url: str
    type: str


@dataclass(frozen=True)
class Pack:
    """A module as a phone keeps it."""

    text: TextToKeep
    html: str
    parts: tuple[Part, ...]

    def weight(self, *kinds: str) -> int:
        """Give how many bytes the parts of these kinds are."""
        return sum(part.bytes for part in self.parts if part.kind in kinds)


def reader_of(request: HttpRequest) -> User | None:
    """Give who reads. Without a session nobody is asked who she is."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user


def pack_of(request: HttpRequest, slug: str) -> Pack:
    """Give the pack of a module in the language of the page; 404 if she may not read it."""
    text = text_to_keep(reader_of(request), slug, get_language() or settings.LANGUAGE_CODE)
    if text is None:
        raise Http404
    parts: dict[str, Part] = {}
    html = MEDIA.sub(lambda found: _named(found, parts), _html(request, text))
    body = html.encode()
    own = Part(TEXT, _hash(body), len(gzip.compress(body, mtime=0)), reverse("phone_text", args=[slug]), "text/html")
    return Pack(text, html, (own, *parts.values()))


def _html(request: HttpRequest, text: TextToKeep) -> str:
    facts = {
        "page": text.page,
        "number": text.number,
        "text_language": text.language,
        "text_direction": "rtl" if get_language_info(text.language)["bidi"] else "ltr",
        # As any reader gets it: notes for those who lead are not kept on a phone.
        "reads_as_leader": False,
        "kept_under": version_of(request),
        "read_in": text.read_in,
        "country": text.country,
    }
    with override(text.language):
        return fill_slots(render_to_string("home/phone/text.html", facts), request)


def _named(found: re.Match[str], parts: dict[str, Part]) -> str:
    """Let a picture or sound be found by its hash; what cannot be kept stays with the network."""
    tag, address = found[2], found[3]
    size = _size(address) if tag != "video" else 0
    if not size:
        return found[0]
    name = _hash(address.encode())  # the name of a file changes with what is in it
    kind = PICTURE if tag == "img" else SOUND
    parts[name] = Part(kind, name, size, address, mimetypes.guess_type(address)[0] or "application/octet-stream")
    return f'{found[1]} data-part="{name}"'


def _size(address: str) -> int:
    """Give how large a file is; 0 if there is none."""
    try:
        match = resolve(address)
    except Resolver404:
        return 0
    if match.url_name in ("recording", "quiet_recording"):
        asked = match.kwargs["digest"], match.kwargs["end"]
        if document := find_recording(*asked):
            return document.file.size
        voice = find_voice(*asked)
        return voice.size if voice else 0
    name = str(PurePosixPath("images") / match.kwargs.get("path", ""))
    return default_storage.size(name) if default_storage.exists(name) else 0


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _answer(data: dict) -> JsonResponse:
    return leaving_no_trace(JsonResponse(data))


@require_safe
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how large a module is before she keeps it, in each of its languages."""
    pack = pack_of(request, slug)
    careful = pack.text.page.leaves_no_trace
    response = render(
        request,
        "home/phone/keep.html",
        {
            "pack": pack,
            "slug": slug,
            "careful": careful,
            "language_name": _name_of(pack.text.language),
            "first_time": FIRST_TIME,
            "size": pack.weight(TEXT, PICTURE),
            "size_with_sound": pack.weight(TEXT, PICTURE, SOUND) if pack.weight(SOUND) else 0,
            "others": [code for code in pack.text.languages if code != pack.text.language],
        },
    )
    return leaving_no_trace(response)


def _name_of(code: str) -> str:
    return get_language_info(code)["name_local"].split(" (")[0].capitalize()


@require_safe
def phone_pack(request: HttpRequest, slug: str) -> JsonResponse:
    """Tell what belongs to a pack. A phone fetches only what it has not got."""
    pack = pack_of(request, slug)
    page, reader = pack.text.page, reader_of(request)
    return _answer(
        {
            "pack": 1,
            "me": mark_of(reader) if reader else "",
            "need": pack.text.need,
            "slug": slug,
            "name": pack.text.name,
            "number": None if page.leaves_no_trace else pack.text.number,
            "language": pack.text.language,
            "language_name": _name_of(pack.text.language),
            "careful": page.leaves_no_trace,
            "parts": [asdict(part) for part in pack.parts],
        }
    )


@require_safe
def phone_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the text of a pack, compressed: it holds nothing secret, and nothing that she typed."""
    response = HttpResponse(pack_of(request, slug).html, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = "sandbox"  # it is a part, not a page
    return WholeAnswer(leaving_no_trace(response)).to(request)


@require_safe
def phone_mine(request: HttpRequest) -> JsonResponse:
    """Tell a phone whose it is now, which courses it may hold texts of, and what else it could keep."""
    reader = reader_of(request)
    courses = courses_read_by(reader)
    language = get_language() or settings.LANGUAGE_CODE
    lines = [
        {"number": each.number, "name": each.name, "address": reverse("phone_keep", args=[each.slug])}
        for each in (modules_of_course(next(iter(courses.values())), language) if courses else ())
    ]
    return _answer(
        {"mine": 1, "me": mark_of(reader) if reader else "", "holds": list(courses), "course": lines},
    )
