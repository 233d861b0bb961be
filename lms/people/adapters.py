"""How allauth talks to our people and our mailbox."""

import secrets
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from lms.kit.addresses import network_address, safe_next
from lms.kit.disguise import keep_look
from lms.kit.seal import seal, unseal

from . import notices
from .actions.signing_in import forgive, note_activity
from .forms.sign_in import password_account, second_factor_account
from .mailbox.wording import reading_language
from .models import Notice, User
from .roles import TABLE

UNROLED_SESSION = timedelta(days=1)  # somebody without a running role
SHARED_SESSION = timedelta(hours=12)  # at most: the browser of a phone is seldom closed for good
STRONG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from selection: nobody signs up. Codes go through the mailbox."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep sign-up closed."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address that cannot be forged."""
        return network_address(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our pages say what happened where it happened."""

    def get_login_stages(self) -> list[str]:
        """Leave out checking a number or address: her coordinator entered it, and a code that came back proves it."""
        return [stage for stage in super().get_login_stages() if "Verification" not in stage]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to her first page, in the language of her menus; a woman who has never been here chooses that language
        and the size of the letters first."""
        with translation.override(reading_language(request.user.interface_language)):
            return reverse("first_language" if request.user.has_to_choose else "my_page")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to where she chose to set it."""
        return reverse("my_settings") + "?saved=1"

    def is_safe_url(self, url: str | None) -> bool:
        """Tell whether an address leads to this very site; one that nobody can read does not."""
        return bool(url) and safe_next(self.request, url, "") == url

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Lead back to the way in, as for anybody who is not known."""
        return HttpResponseRedirect(reverse("account_request_login_code"))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Decide how long the session may last, and forget the failures before."""
        begin_session(request, user)
        if records := get_authentication_records(request, user):
            # Whoever has just come in by a code or password need not show again who she is.
            records[-1]["reauthenticated"] = True
            request.session.modified = True
        response = super().post_login(request, user, **kwargs)
        if user.neutral_look:
            keep_look(response, neutral=True)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a sign-in code to whom the form found. No other mail of allauth's is sent."""
        if template_prefix == "account/email/login_code":
            self._send(Notice.Channel.EMAIL, email, context["request"].code_is_for, context["code"])

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        """Send a sign-in code by SMS."""
        self._send(Notice.Channel.SMS, phone, user, code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Send nothing to a number nobody has: the view has already done the same work."""

    def _send(self, channel: Notice.Channel, address: str, user: User, code: str) -> None:
        notices.send_code(code=code, key=secrets.token_hex(8), channel=channel, address=address, person=user)

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Store a number that allauth has checked."""
        User.objects.filter(pk=user.pk).update(phone=phone, phone_verified=verified)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Give her number and whether she has shown that it is hers."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Remember that a code sent to her number came back."""
        User.objects.filter(pk=user.pk, phone=phone).update(phone_verified=True)

    def get_user_by_phone(self, phone: str) -> User | None:
        """Find an active person by her number."""
        return User.objects.filter(phone=phone, is_active=True).first()


def begin_session(request: HttpRequest, user: User) -> None:
    """Write into a fresh session how long it may last and what it still owes: the shortest rule of her roles counts."""
    rules = [TABLE[role] for role in user.role_codes]
    lasts = min((rule.session for rule in rules), default=UNROLED_SESSION)
    idle = min((rule.idle for rule in rules if rule.idle), default=None)
    shared = request.session.pop("shared_phone", False)
    lasts = min(lasts, SHARED_SESSION) if shared else lasts
    request.session["ends_at"] = (timezone.now() + lasts).timestamp()
    request.session["idle_seconds"] = idle.total_seconds() if idle else None
    request.session["seen_at"] = request.session["signed_in_at"] = timezone.now().timestamp()
    request.session["must_enrol"] = user.needs_second_factor and not settings.DEMO and not is_mfa_enabled(user, STRONG)
    request.session["lasts"] = 0 if shared else int(lasts.total_seconds())
    request.session.set_expiry(request.session["lasts"])
    forgive(accounts=[user.phone or "", user.email or "", second_factor_account(user), password_account(user)])
    note_activity(person=user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP, passkeys and recovery codes; the keys are stored sealed."""

    def encrypt(self, text: str) -> str:
        """Seal a key before it is stored."""
        return seal(text, "second factor")

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored key. One that was sealed under another SECRET_KEY no longer works: a random one, which no
        code fits, stands in for it. An empty one would not do, since anybody could compute its codes."""
        try:
            return unseal(encrypted_text, "second factor")
        except InvalidTag:
            return generate_totp_secret()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last second factor of somebody whose role asks for one."""
        if settings.DEMO or not authenticator.user.needs_second_factor:
            return True
        return authenticator.user.authenticator_set.filter(type__in=STRONG).exclude(pk=authenticator.pk).exists()

    def get_public_key_credential_user_entity(self, user: User) -> dict:
        """Name the passkey on her own device as she is named here."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Name a new passkey until she names it herself."""
        return gettext("Passkey")

    def _get_user_identifier(self, user: User) -> str:
        """Name the account in her authenticator app by what she signs in with."""
        return user.email or user.phone or ""
