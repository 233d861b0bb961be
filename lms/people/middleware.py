"""What signing in asks of every request, and what showing somebody's data leaves behind."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation

from .actions.reads import log_reads, noted_reads
from .actions.signing_in import note_activity


def has_session(request: HttpRequest) -> bool:
    """Tell whether the browser brought a session cookie at all."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


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


class SecureSession:
    """Ends a session that is too old or lay unused too long, and holds back whoever still owes a second factor."""

    # What answers while she still owes a second key: adding one, ways out, and what these pages are drawn with.
    OPEN = frozenset(
        {
            "account_logout",
            "account_reauthenticate",
            "favicon",
            "healthz",
            "help",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_index",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "neutral",
            "quick_exit",
            "readyz",
            "robots",
            "skeleton",
            "stylesheet",
        }
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at signed-in requests only; the rules were written into the session when it began."""
        # A request without the cookie is left alone: asking for its session would mark the answer `Vary: Cookie`.
        if has_session(request) and request.session.get("ends_at") and request.user.is_authenticated:
            now = timezone.now().timestamp()
            idle = request.session.get("idle_seconds")
            seen = request.session.get("seen_at", now)
            if now > request.session["ends_at"] or (idle and now - seen > idle):
                logout(request)
            else:
                self._note(request, now, seen)
                if self._owes_second_factor(request):
                    return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def _note(self, request: HttpRequest, now: float, seen: float) -> None:
        """Write at most once a minute where idleness counts, else once a day."""
        pause = 60 if request.session.get("idle_seconds") else 24 * 3600
        if now - seen > pause:
            request.session["seen_at"] = now
            note_activity(person=request.user)

    def _owes_second_factor(self, request: HttpRequest) -> bool:
        if not request.session.get("must_enrol"):
            return False
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
            request.session["must_enrol"] = False
            return False
        try:
            return resolve(request.path_info).view_name not in self.OPEN
        except Resolver404:
            return True


class PersonalPagesAreNotStored:
    """What a signed-in person sees stays out of every cache; so does what leads elsewhere, as to signing in, for a
    browser keeps the address it was asked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid storing unless the view has said otherwise."""
        response = self.get_response(request)
        if response.status_code == 302 or (has_session(request) and request.user.is_authenticated):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class AdminInHerLanguage:
    """Shows Wagtail's admin in the language of her menus. Its addresses name no language, so that everybody would get
    that of the site; in a language it is not translated to she gets that of the site too."""

    TRANSLATED = ("nb", "da", "en")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch under /admin/ only."""
        language = getattr(request.user, "interface_language", "") if request.path.startswith("/admin/") else ""
        if language not in self.TRANSLATED:
            return self.get_response(request)
        with translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response
