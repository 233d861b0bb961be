"""Who stands before a page of an invitation: the guest with her link, or the coordinator on her behalf."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect

from lms.kit.addresses import network_address
from lms.kit.headers import behind_a_link
from lms.people.actions.signing_in import count_failure
from lms.people.views.holding_back import held_back

from ..actions import open_pass
from ..models import GuestInvitation
from ..permissions import Holder
from .scope import invitation_of_host


@dataclass(frozen=True)
class Held:
    """An invitation in somebody's hands, and where her pages of it are."""

    by: Holder
    invitation: GuestInvitation
    token: str = ""

    @property
    def is_guest(self) -> bool:
        """Tell whether she came by the link."""
        return bool(self.token)

    def url(self, name: str, *more: object) -> str:
        """Give the address of a page: hers by the token, the host's by the invitation."""
        if self.is_guest:
            return reverse(f"guest_{name}", args=[self.token, *more])
        return reverse(f"host_{name}", args=[self.invitation.public_id, *more])

    @property
    def back(self) -> str:
        """Give the page she came from."""
        if self.is_guest:
            return reverse("guest_pass", args=[self.token])
        return reverse("evening_guests", args=[self.invitation.session.public_id])


GONE = 410
View = Callable[..., HttpResponseBase]


def gone(request: HttpRequest) -> HttpResponse:
    """Answer for a link that has ended, was taken back or handed over, or never was: one page for all of them."""
    if request.method == "POST":
        count_failure(account="", address=network_address(request))
    return behind_a_link(render(request, "cohorts/guests/gone.html", status=GONE))


def by_link(view: View) -> View:
    """Let a view be reached by the link of a guest."""

    @csrf_protect
    @wraps(view)
    def opened(request: HttpRequest, token: str, **more: object) -> HttpResponseBase:
        if answer := held_back(request):
            return answer
        found = open_pass(token)
        if found is None:
            return gone(request)
        return behind_a_link(view(request, Held(*found, token), **more))

    return opened


def by_host(view: View) -> View:
    """Let a view be reached by those who run the cohort, on the guest's behalf."""

    @wraps(view)
    def opened(request: HttpRequest, public_id: str, **more: object) -> HttpResponse:
        return view(request, Held(request.user, invitation_of_host(request, public_id)), **more)

    return opened
