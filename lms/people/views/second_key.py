"""The second key: an authenticator app, passkeys, recovery codes. allauth's views, with failures counted."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ..forms.sign_in import RemovePasskeyForm, second_factor_account
from .sign_in import AsksForFreshSignIn, LeadsHome, count


class SecondFactor(mfa.AuthenticateView):
    """Type the code of the authenticator app, or use a passkey, to finish signing in."""

    def form_invalid(self, form) -> HttpResponse:
        """Count the failure against the account."""
        count(self.request, second_factor_account(self.stage.login.user), form)
        return super().form_invalid(form)


class _CountsOwnFailure:
    """Counts a wrong second key of somebody who is signed in."""

    def form_invalid(self, form) -> HttpResponse:
        """Count the failure against the account."""
        count(self.request, second_factor_account(self.request.user), form)
        return super().form_invalid(form)


class SecondFactorAgain(_CountsOwnFailure, mfa.ReauthenticateView):
    """Type it again before changing the second key."""


class AddApp(AsksForFreshSignIn, _CountsOwnFailure, totp.ActivateTOTPView):
    """Scan the picture with an authenticator app, and type its first code."""


class AddPasskey(AsksForFreshSignIn, webauthn.AddWebAuthnView):
    """Let the device make a passkey."""


class PasskeyAgain(_CountsOwnFailure, webauthn.ReauthenticateWebAuthnView):
    """Use a passkey again before changing the second key."""


class Passkey(LeadsHome, webauthn.LoginWebAuthnView):
    """Sign in with a passkey."""

    def form_invalid(self, form) -> HttpResponse:
        """Count the failure against the network address, and say on the page of ways in that it did not work."""
        count(self.request, "", form)
        return HttpResponseRedirect(reverse("account_login") + "?passkey=failed")


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """Remove a passkey; allauth asks nobody whether it may go."""

    form_class = RemovePasskeyForm

    def get_form_kwargs(self) -> dict:
        """Let the form know whether this one may go."""
        return {**super().get_form_kwargs(), "may_remove": get_adapter().can_delete_authenticator(self.object)}
