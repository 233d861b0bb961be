"""What signing in asks of every request, and what showing somebody's data leaves behind."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .actions.reads import log_reads, noted_reads


class ReadsAreLogged:
    """Writes one row of the `ReadLog` for an answer that shows data of others. A view says whose, by `note_reads`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Log after the answer is made and before it leaves: if the row cannot be written, nothing is shown."""
        response = self.get_response(request)
        shown = request.method == "GET" and 200 <= response.status_code < 300
        if shown and (subjects := noted_reads(request)):
            log_reads(by=request.user, view=request.resolver_match.view_name, subjects=subjects)
        return response
