"""The stylesheet, and the page that shows every component."""

from functools import cache, lru_cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_bidi, override
from django.views.decorators.http import require_safe

from lms.kit.answers import WholeAnswer
from lms.look import Sheet, sheet
from lms.skeleton import skeleton

from .samples import ARABIC_SAMPLES, SAMPLES, ArabicSampleForm, SampleForm

FOREVER = f"public, max-age={365 * 24 * 3600}, immutable"
TONES = ["info", "success", "warning", "danger"]


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Serve the joined stylesheet, as small as the browser can read it; a name that is no longer true is not kept."""
    now = sheet()
    return _packed_sheet(now, is_true=digest == now.digest).to(request)


@lru_cache(maxsize=2)
def _packed_sheet(now: Sheet, *, is_true: bool) -> WholeAnswer:
    answer = HttpResponse(now.plain, content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = FOREVER if is_true else "no-cache"
    return WholeAnswer(answer)


@require_safe
def skeleton_text(request: HttpRequest, language: str, digest: str) -> HttpResponse:
    """Serve what pages in a language have in common, for browsers that use it to read what the next page adds to it."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    is_true = digest == skeleton(language).name
    return _packed_skeleton(language, is_true=is_true).to(request)


@cache
def _packed_skeleton(language: str, *, is_true: bool) -> WholeAnswer:
    answer = HttpResponse(skeleton(language).plain, content_type="text/plain; charset=utf-8")
    with override(language):
        pages = reverse("my_page").removesuffix("my/") + "*"
    if is_true:
        answer["Cache-Control"] = FOREVER
        answer["Use-As-Dictionary"] = f'match="{pages}", match-dest=("document")'
    else:
        answer["Cache-Control"] = "no-cache"
    return WholeAnswer(answer)


@require_safe
def dev_style(request: HttpRequest) -> HttpResponse:
    """Show every component with its variants, in the direction of the page's language."""
    words = ARABIC_SAMPLES if get_language_bidi() else SAMPLES
    form = ArabicSampleForm if get_language_bidi() else SampleForm
    pills = [{"text": text, "tone": tone} for text, tone in zip(words["states"], [*TONES, ""], strict=True)]
    rows = [
        [
            {"text": f"{words['evening']} {number}", "href": "#list"},
            {"text": f"{number + 1:02}.09.2026 17:00–20:00", "isolate": True},
            words["room"],
            pills[number % 4],
        ]
        for number in range(1, 5)
    ]
    tabs = [
        {"text": text, "url": "#tabs", "current": place == 0, "count": [17, 21, None][place]}
        for place, text in enumerate(words["tabs"])
    ]
    context = {
        "words": words,
        "form": form(initial={"way": "sms", "languages": ["ar"]}, auto_id="id_%s"),
        "wrong": form({"way": "x"}, auto_id="wrong_%s"),
        "pills": pills,
        "rows": rows,
        "tabs": tabs,
        "messages": [],
        "tones": TONES,
    }
    return render(request, "home/style.html", context)
