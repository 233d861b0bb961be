"""Sign in by code, by password or by a link; sign out everywhere. allauth's journeys, with failures counted."""

import time
from datetime import timedelta

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, perform_login
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from lms.kit.addresses import network_address

from ..actions.signing_in import (
    count_failure,
    count_request,
    has_signed_in,
    pretend_to_send_code,
    use_sign_in_code,
)
from ..forms.sign_in import SetPasswordForm, SharedPhone, is_held_back, password_account
from ..models import AccessLink, FailedAttempt

FRESH = timedelta(minutes=15)


def count(request: HttpRequest, account_name: str, form=None) -> None:
    """Count a failure, but not one that was refused before anything was tried: that would hold back for ever."""
    if form is None or not is_held_back(form):
        count_failure(account=account_name, address=network_address(request))


class LeadsHome:
    """Whoever is signed in already is led to her first page, not to `next`: it may be what turned her away. Whoever
    has begun to sign in is led on, but may begin anew: she may have mistyped her number and gone back."""

    def get_authenticated_redirect_url(self) -> str:
        """Give the address of her first page."""
        return get_adapter().get_login_redirect_url(self.request)

    def _redirect_to_pending_stage(self, request: HttpRequest, stage) -> HttpResponse | None:
        if request.method == "POST":
            clear_login(request)
            return None
        return super()._redirect_to_pending_stage(request, stage)


@method_decorator(never_cache, name="dispatch")
class RequestCode(LeadsHome, account.RequestLoginCodeView):
    """Ask for a code. Requests are counted by themselves: a stranger's must not close the other ways in."""

    template_name = "account/request_login_code.html"

    def form_valid(self, form) -> HttpResponse:
        """Send the code, or pretend to."""
        count_request(account=form.cleaned_data["login"], address=network_address(self.request))
        self.request.session["shared_phone"] = form.cleaned_data["shared_phone"]
        self.request.code_is_for = form._user  # read by the adapter: looking her up again would take time of its own
        if form._user is None:
            pretend_to_send_code(address=form.cleaned_data["login"])
        return super().form_valid(form)


class ConfirmCode(account.ConfirmLoginCodeView):
    """Type the code."""

    template_name = "account/confirm_login_code.html"

    def form_invalid(self, form) -> HttpResponse:
        """Count a wrong code against the network address. Against the account it is allauth that counts, to five;
        then it leads back to asking for a code, and that page says so."""
        count(self.request, "", form)
        response = super().form_invalid(form)
        if response.status_code != 302:
            return response
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_request_login_code") + "?over=1"))


class Password(LeadsHome, account.LoginView):
    """Sign in with a password."""

    template_name = "account/login.html"

    def form_valid(self, form) -> HttpResponse:
        """Sign in; how long that lasts was decided by her role, which allauth then overwrites."""
        self.request.session["shared_phone"] = form.cleaned_data["shared_phone"]
        response = super().form_valid(form)
        if self.request.user.is_authenticated:
            self.request.session.set_expiry(self.request.session["lasts"])
        return response

    def form_invalid(self, form) -> HttpResponse:
        """Count the failure against the account, known or not."""
        count(self.request, form.cleaned_data.get("login") or "", form)
        return super().form_invalid(form)


def was_here_just_now(request: HttpRequest) -> bool:
    """Tell whether she has signed in, or shown again who she is, a short while ago."""
    shown = [way["at"] for way in get_authentication_records(request, request.user) if way.get("reauthenticated")]
    latest = max([request.session.get("signed_in_at", 0), *shown])
    return timezone.now().timestamp() - latest < FRESH.total_seconds()


class AsksForFreshSignIn:
    """Guards a page that adds a way in. A phone may be in other hands, and whoever adds a password or a key to the
    account keeps it. allauth lets those in who have neither; they are led to a new code."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Lead to showing again who she is: by what she has, or else by a new code."""
        if request.user.is_authenticated and not was_here_just_now(request):
            if get_reauthentication_flows(request.user):
                raise ReauthenticationRequired
            return render(request, "account/fresh.html", {"wanted": request.path})
        return super().dispatch(request, *args, **kwargs)


class SignOut(account.LogoutView):
    """Sign out, and empty what the browser keeps of us. While marks wait on the phone she decides first what becomes of
    them; the page that asks lets the cookie go which says that they wait."""

    def post(self, *args, **kwargs) -> HttpResponse:
        """Sign out, or ask first."""
        if self.request.COOKIES.get(settings.WAITING_COOKIE_NAME):
            return HttpResponseRedirect(reverse("account_logout"))
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class SetPassword(AsksForFreshSignIn, account.PasswordSetView):
    """Choose a first password."""


class _CountsOwnPassword:
    """Counts a wrong password of somebody who is signed in: the phone may be in other hands."""

    def form_invalid(self, form) -> HttpResponse:
        """Count it only if the password was what was wrong."""
        if {"password", "oldpassword"} & form.errors.keys():
            count(self.request, password_account(self.request.user), form)
        return super().form_invalid(form)


@method_decorator(never_cache, name="dispatch")
class Again(_CountsOwnPassword, account.ReauthenticateView):
    """Show once more who she is, before changing what protects her account."""


@method_decorator(login_required, name="dispatch")
class ChangePassword(_CountsOwnPassword, account.PasswordChangeView):
    """Change the password. Whoever has come in by a code just now may have forgotten the old one."""

    def get_form_class(self) -> type:
        """Ask for the old password, but not right after a code."""
        came = [
            way["at"] for way in get_authentication_records(self.request, self.request.user) if way["method"] == "code"
        ]
        return SetPasswordForm if came and time.time() - came[-1] < FRESH.total_seconds() else super().get_form_class()


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def screen_code(request: HttpRequest, token: str) -> HttpResponse:
    """Land here from a QR code or a sign-in link. Opening changes nothing (mail programs open links too); the button
    signs in, once. Whoever has to show a second key is asked for it as after a code."""
    if FailedAttempt.objects.hold_back(account="", address=network_address(request)):
        return render(request, "429.html", status=429)
    link = AccessLink.objects.opened_by(token, AccessLink.Purpose.SIGN_IN)
    form = SharedPhone(request.POST or None)
    if request.method == "POST":
        person = use_sign_in_code(token=token)
        if person:
            if request.user != person:
                logout(request)  # what was noted for somebody else is not hers
            request.session["shared_phone"] = form.is_valid() and form.cleaned_data["shared_phone"]
            return perform_login(request, Login(user=person))
        link = None
    if link is None and has_signed_in(token=token, person=request.user):  # the button was pressed twice
        return HttpResponseRedirect(get_adapter().get_login_redirect_url(request))
    if request.method == "POST":
        count(request, "")
    context = {"works": link is not None, "form": form}
    return render(request, "people/screen_code.html", context, status=200 if link else 410)
