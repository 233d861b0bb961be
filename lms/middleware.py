"""What happens to every answer: health checks first, the policy of Wagtail's admin, compression of public pages."""

from collections.abc import Callable

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.gzip import GZipMiddleware
from django.urls import resolve, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override

from lms.kit.headers import leaving_no_trace
from lms.kit.known import ENCODING, Known
from lms.skeleton import skeleton

GetResponse = Callable[[HttpRequest], HttpResponse]
UNSAFE_INLINE = "'unsafe-inline'"


class HealthChecks:
    """Answers `/healthz` and `/readyz` before anything asks for the host: a watcher on the machine itself asks
    127.0.0.1, which stands in no ALLOWED_HOSTS. Neither page uses the name it was asked by."""

    PATHS = ("/healthz", "/readyz")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a health check, and hand on everything else."""
        if request.path_info not in self.PATHS:
            return self.get_response(request)
        view, args, kwargs = resolve(request.path_info)
        return view(request, *args, **kwargs)


class AdminContentSecurityPolicy:
    """Wagtail's admin writes inline scripts and styles; it alone may."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Widen the policy under /admin/ only."""
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_replace = {  # type: ignore[attr-defined]  # what django-csp's own @csp_replace sets
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
            }
        return response


class FormMethodsOnly:
    """Refuses PUT, PATCH and DELETE outside Wagtail's admin: pages answer forms, and a form knows GET and POST.
    Django's and allauth's form views would take a PUT for a POST."""

    METHODS = ("GET", "HEAD", "POST", "OPTIONS")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 405 without asking who it is."""
        if request.method in self.METHODS or request.path.startswith("/admin/"):
            return self.get_response(request)
        return HttpResponseNotAllowed(self.METHODS)


class FormTokenOnce:
    """Leaves out the cookie of forms where the browser has just shown it. Django sends it with each form, so that it
    lasts a year from then on; ours is made anew whenever somebody signs in, and outlasts every session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so before Django's own middleware, which stands around this one, sets the cookie."""
        response = self.get_response(request)
        brought = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
        if request.META.get("CSRF_COOKIE_NEEDS_UPDATE") and brought == request.META["CSRF_COOKIE"]:
            request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False
        return response


class BackShowsNothing:
    """Gives whoever goes back after a quick exit without script the neutral page instead of one that leaves no trace:
    nothing else can change what stands in the history of a browser. `lms/static/js/exit.js` does it where it runs.

    Browsers that said at the exit that it was pressed (`Sec-Fetch-User`) say so of a link as well, and not of Back. So
    she herself comes back by any link, by typing or from a bookmark; from then on Back is hers again. A page that she
    had opened by typing looks the same as Back to it, and is shown: help must never be refused."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the answer: only what the browser is not to store is held back."""
        response = self.get_response(request)
        if not request.COOKIES.get(settings.LEFT_COOKIE_NAME) or not self._leaves_no_trace(request, response):
            return response
        if "Sec-Fetch-User" not in request.headers:
            with override(getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)):
                return leaving_no_trace(HttpResponseRedirect(reverse("neutral")))
        if request.headers.get("Sec-Fetch-Site") != "none":
            response.delete_cookie(settings.LEFT_COOKIE_NAME, samesite="Lax")
        return response

    @staticmethod
    def _leaves_no_trace(request: HttpRequest, response: HttpResponse) -> bool:
        """Tell whether this is a whole page, asked for by the browser itself, that is neither stored nor named."""
        is_page = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
        return (
            is_page
            and response.status_code == 200
            and response.headers.get("Referrer-Policy") == "no-referrer"
            and "no-store" in response.headers.get("Cache-Control", "")
        )


class CompressPages(GZipMiddleware):
    """Compress pages without secrets. A page that shows one could leak it by its length, to somebody who reads the line
    and makes the browser ask again and again with words of her own in the answer (BREACH). So a page behind sign-in is
    compressed only if it stands in `WITHOUT_SECRETS`, and only without a query: then nothing of the answer is chosen
    by whoever asks. The token of a form is no such secret, Django masks it anew in each answer; and other sites get no
    answer with her session at all (SameSite).

    A browser that knows the skeleton of our pages is sent only what the skeleton lacks (`lms.skeleton`)."""

    WITHOUT_SECRETS = frozenset(
        {
            "catch_up_questions",
            "course_module",
            "my_cohorts",
            "my_evenings",
            "my_messages",
            "my_modules",
            "my_page",
            "my_words",
            "own_evening",
            "wagtail_serve",
            "woman_progress",
        }
    )

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Compress when nobody is signed in, or when nothing secret is shown."""
        if request.method != "GET":
            return response
        signed_in = bool(getattr(request, "user", None) and request.user.is_authenticated)
        if signed_in and response.status_code != 200:
            return response  # what is absent and what is closed answer alike, to the byte
        if signed_in and not self._is_without_secrets(request):
            return response
        if self._is_page(response) and (known := self._known_to(request, response.headers.get("Content-Language"))):
            response.content = known.shorten(response.content)
            response.headers["Content-Encoding"] = ENCODING
            response.headers["Content-Length"] = str(len(response.content))
            if "no-store" not in response.headers.get("Cache-Control", ""):
                patch_vary_headers(response, ["Accept-Encoding", "Available-Dictionary"])
            return response
        return super().process_response(request, response)

    @staticmethod
    def _is_page(response: HttpResponse) -> bool:
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        return is_html and not response.streaming and not response.has_header("Content-Encoding")

    @staticmethod
    def _known_to(request: HttpRequest, language: str | None) -> Known | None:
        """Give what the browser says it knows of pages in this language, if that is still true."""
        mark = request.headers.get("Available-Dictionary")
        if not mark or not language or ENCODING not in request.headers.get("Accept-Encoding", ""):
            return None
        known = skeleton(language)
        return known if known.mark == mark else None

    def _is_without_secrets(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and match.url_name in self.WITHOUT_SECRETS and not request.META.get("QUERY_STRING")
