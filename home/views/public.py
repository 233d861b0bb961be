"""What anybody may ask for beside the pages themselves: the way to help, and what crawlers and browsers look for."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lms.kit.headers import leaving_no_trace
from lms.kit.pages import url_of

from ..queries import page_named


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Lead to the page about getting help, wherever editors have moved it."""
    page = page_named("help")
    if page is None:
        raise Http404
    response = HttpResponseRedirect(url_of(page))
    return leaving_no_trace(response)


@require_safe
def accessibility_page(request: HttpRequest) -> HttpResponse:
    """Lead to the accessibility statement, wherever editors have moved it."""
    page = page_named("accessibility")
    if page is None:
        raise Http404
    return HttpResponseRedirect(url_of(page))


@cache_control(public=True, max_age=24 * 3600)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Ask crawlers to read the public pages and nothing else."""
    prefixes = ["/"] + [f"/{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    parts = ("account/", "cohorts/", "evening/", "in/", "my/", "people/", "review/", "search/", "u/", "v/")
    closed = [prefix + part for prefix in prefixes for part in parts]
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /documents/", *[f"Disallow: {path}" for path in closed]]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=24 * 3600)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for the old name to the icon."""
    return HttpResponseRedirect(static("img/icon.svg"))
