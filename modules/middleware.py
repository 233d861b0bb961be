"""Public pages from memory: whole answers for who brings no cookie, and the way to the page for everybody else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from lms.kit.answers import WholeAnswer
from lms.kit.memory import Memory

from .queries import version_of

GetResponse = Callable[[HttpRequest], HttpResponse]
PAGES = "wagtail_serve"
ANSWERS = Memory(limit=32_000_000)  # bytes in each process
WAYS = Memory(limit=2_000)  # addresses in each process


class WholeAnswers:
    """Keeps the whole answer to a request without a cookie, and gives it again as long as nothing has changed.

    An answer is kept only if whoever made it said that it is for everybody (`for_everybody`, set by the hook in
    `wagtail_hooks.py` where no restriction lies on the page), and only if it really carries nothing of one reader: no
    cookie, no form's token, nothing that depends on a cookie. Requests with any cookie, with a query or from a preview
    pass by. It costs one query: which version is true now, read before anything else of the answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory, or keep the answer that is made."""
        if not self._is_anybody(request):
            return self.get_response(request)
        key = (request.scheme, request.get_host(), request.path)
        if key in ANSWERS:
            answer = ANSWERS.get(version_of(request), key)
            if answer is not None:
                return answer.to(request)
        response = self.get_response(request)
        version = getattr(request, "content_version", None)
        if version is None or not self._is_for_everybody(request, response):
            return response
        answer = WholeAnswer(response)
        ANSWERS.put(version, key, answer, weight=answer.weight)
        return answer.to(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """Read the version before a public page is looked for."""
        if is_page(request):
            version_of(request)

    @staticmethod
    def _is_anybody(request: HttpRequest) -> bool:
        meta = request.META
        return (
            request.method == "GET"
            and not meta.get("HTTP_COOKIE")
            and not meta.get("HTTP_AUTHORIZATION")
            and not meta.get("QUERY_STRING")
            and not getattr(request, "is_dummy", False)
        )

    @staticmethod
    def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
        return (
            getattr(response, "for_everybody", False)
            and is_page(request)
            and response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "CSRF_COOKIE" not in request.META
            and "cookie" not in response.get("Vary", "").lower()
        )


class WaysToPages:
    """Remembers which page an address leads to, so that Wagtail need not walk down its tree on each request.

    A page that is open to everybody is known as such until the version changes, as it does with every restriction; a
    page under one is asked who may read it each time.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember the way that was found."""
        response = self.get_response(request)
        key = getattr(request, "way_to_remember", None)
        route = getattr(request, "_wagtail_route_for_request", None)
        if key and route is not None and response.status_code == 200:
            route.page.known_open = not route.page.get_view_restrictions().exists()
            WAYS.put(request.content_version, key, (request._wagtail_site, route))
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]) -> None:
        """Hand Wagtail the site and the page where it would put what it had found itself."""
        if request.method not in ("GET", "HEAD") or not is_page(request):
            return
        version = version_of(request)
        if version is None:
            return
        key = (request.get_host(), request.path, get_language())
        way = WAYS.get(version, key)
        if way is None:
            request.way_to_remember = key
        else:
            request._wagtail_site, request._wagtail_route_for_request = way


def is_page(request: HttpRequest) -> bool:
    """Tell whether Wagtail answers: one of its pages, and no view of ours."""
    match = request.resolver_match
    return match is not None and match.url_name == PAGES
