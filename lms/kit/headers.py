"""Headers: who wants JSON; answers stored nowhere, or named to nobody. Nothing else sets `Referrer-Policy`."""

from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

JSON = "application/json"
Response = TypeVar("Response", bound=HttpResponseBase)


def leaving_no_trace(response: Response) -> Response:
    """Let the browser store nothing of an answer, and name it to nobody."""
    response["Cache-Control"] = "no-store"
    return named_to_nobody(response)


def named_to_nobody(response: Response) -> Response:
    """Let whatever an answer leads to not learn its address."""
    response["Referrer-Policy"] = "no-referrer"
    return response


def behind_a_link(response: Response) -> Response:
    """Let a page behind a secret link be stored nowhere, named to no other site and found by no search engine."""
    response["Cache-Control"] = "no-store"
    # Not "no-referrer": browsers then send the form from the origin "null", and it would be refused.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def wants_json(request: HttpRequest) -> bool:
    """Tell whether whoever asks reads JSON rather than a page: a machine, or a script of ours."""
    return request.get_preferred_type(["text/html", JSON]) == JSON
