"""The name and the icon under which the site shows itself: its own, or ones that say nothing where she chose so.

The choice is hers and follows her when she signs in; a cookie keeps it on the device, so that pages before signing in
follow too. It is set where she chooses and where she signs in, never on a page that leaves no trace.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

NEUTRAL = "neutral"  # the value of the cookie
A_YEAR = 365 * 24 * 3600


def is_neutral(request: HttpRequest | None) -> bool:
    """Tell whether whoever reads wants a name and an icon that say nothing. Without a session nobody is asked who she
    is, so that public pages stay the same for all."""
    if request is None:
        return False
    if request.COOKIES.get(settings.NEUTRAL_COOKIE_NAME):
        return True
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return signed_in and bool(getattr(getattr(request, "user", None), "neutral_look", False))


def name_of_site(request: HttpRequest | None) -> str:
    """Give what the site is called on her device, in the language that is active."""
    return gettext("My evenings") if is_neutral(request) else gettext("Brobygger")


def keep_look(response: HttpResponse, *, neutral: bool) -> None:
    """Keep the choice on the device, or forget it there."""
    if not neutral:
        response.delete_cookie(settings.NEUTRAL_COOKIE_NAME, samesite="Lax")
        return
    response.set_cookie(
        settings.NEUTRAL_COOKIE_NAME,
        NEUTRAL,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
