"""Sign in by code, password, second factor or a code on a screen. allauth's journeys, with failures counted."""

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from lms.kit.addresses import network_address

from ..actions.signing_in import count_failure, use_sign_in_code
from ..forms import second_factor_account
from ..models import AccessLink

def _count(request: HttpRequest, account_name: str) -> None:
    count_failure(account=account_name, address=network_address(request))


class LeadsHome:
    """Whoever is signed in already is led to her first page, not to `next`: it may be what turned her away."""

    def get_authenticated_redirect_url(self) -> str:
        """Give the address of her first page."""
        return get_adapter().get_login_redirect_url(self.request)


class RequestCode(LeadsHome, account.RequestLoginCodeView):
    """Ask for a code. Until it is used, a request counts as a failure."""

    template_name = "account/request_login_code.html"

    def form_valid(self, form) -> HttpResponse:
        """Send the code, or pretend to."""
        _count(self.request, form.cleaned_data["email"] or form.cleaned_data["phone"])
        self.request.session["shared_phone"] = form.cleaned_data["shared_phone"]
        return super().form_valid(form)


class ConfirmCode(account.ConfirmLoginCodeView):
    """Type the code."""

    template_name = "account/confirm_login_code.html"

    def form_invalid(self, form) -> HttpResponse:
        """Count a wrong code against the account it was asked for."""
        state = self._process.state
        _count(self.request, state.get("email") or state.get("phone") or "")
        return super().form_invalid(form)


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
        _count(self.request, form.cleaned_data.get("login") or "")
        return super().form_invalid(form)


class SecondFactor(mfa.AuthenticateView):
    """Type the code of the authenticator app, or use a passkey."""

    def form_invalid(self, form) -> HttpResponse:
        """Count the failure against the account."""
        _count(self.request, second_factor_account(self.stage.login.user))
        return super().form_invalid(form)


class SecondFactorAgain(mfa.ReauthenticateView):
    """Type it again before changing the second factor."""

    def form_invalid(self, form) -> HttpResponse:
        """Count the failure against the account."""
        _count(self.request, second_factor_account(self.request.user))
        return super().form_invalid(form)


class Passkey(webauthn.LoginWebAuthnView):
    """Sign in with a passkey."""

    def form_invalid(self, form) -> HttpResponse:
        """Count the failure against the network address; a passkey names no account before it works."""
        _count(self.request, "passkey")
        return super().form_invalid(form)


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def screen_code(request: HttpRequest, token: str) -> HttpResponse:
    """Land here from a QR code or a sign-in link. Opening changes nothing (mail programs open links too); the button
    signs in, once."""
    link = AccessLink.objects.opened_by(token, AccessLink.Purpose.SIGN_IN)
    person = link.subject if link else None
    if request.method == "POST" and person:
        person = use_sign_in_code(token=token)
        if person:
            return perform_login(request, Login(user=person))
    return render(request, "people/screen_code.html", {"person": person}, status=200 if person else 410)


@method_decorator(never_cache, name="dispatch")
class Again(account.ReauthenticateView):
    """Show once more who she is, before changing what protects her account."""

    def form_invalid(self, form) -> HttpResponse:
        """Count the failure against the account."""
        _count(self.request, self.request.user.phone or self.request.user.email or "")
        return super().form_invalid(form)
