"""What whoever tries too many secret links reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.kit.addresses import network_address
from lms.kit.headers import behind_a_link

from ..models import FailedAttempt


def held_back(request: HttpRequest) -> HttpResponse | None:
    """Give the answer to an address from which too many links were tried, else None."""
    if FailedAttempt.objects.hold_back(account="", address=network_address(request)):
        return behind_a_link(render(request, "429.html", status=429))
    return None
