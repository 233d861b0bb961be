"""Quick exit: the one GET that ends a session, and the neutral page it leads to."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from lms.kit.headers import named_to_nobody

LEFT_FOR = 10 * 60  # seconds during which Back leads to the neutral page
STAYS = {settings.WAITING_COOKIE_NAME, settings.NEUTRAL_COOKIE_NAME}
SCRIPTED = "s"  # exit.js says so: it has seen to the history itself
KEPT_COOKIE = "kept"  # phone-store.js sets it, for the page of the phone alone


@never_cache
@require_safe
def quick_exit(request: HttpRequest) -> HttpResponse:
    """End the session, empty what the browser keeps of us, and lead to the neutral page.

    It is a GET on purpose: it must work as a plain link when no script runs. A browser that only fetches
    ahead is refused, so that nobody is signed out by looking at a page.
    """
    if request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        return HttpResponse(status=503)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)
    response = HttpResponseRedirect(reverse("neutral"))
    # Each by its name, for browsers that do not know the header below, and because that ends all of them or none. What
    # stays tells nothing: that marks wait, and that the site shows itself under a neutral name.
    for name in request.COOKIES.keys() - STAYS:
        response.delete_cookie(name, samesite="Lax")
    # Pressed without script, by a browser that tells when something is pressed: see `lms.middleware.BackShowsNothing`.
    left = "Sec-Fetch-User" in request.headers and SCRIPTED not in request.GET
    if left:
        response.set_cookie(settings.LEFT_COOKIE_NAME, "1", max_age=LEFT_FOR, httponly=True, samesite="Lax")
    cleared = ['"cache"']
    if request.COOKIES.keys() & STAYS:
        response.delete_cookie(KEPT_COOKIE, path=reverse("phone"), samesite="Lax")
    elif not left:
        cleared.append('"cookies"')
    # Marks that wait on a phone stay, encrypted, until the server has them or a person has decided.
    if settings.WAITING_COOKIE_NAME not in request.COOKIES:
        cleared.append('"storage"')
    response["Clear-Site-Data"] = ", ".join(cleared)
    return named_to_nobody(response)


@cache_control(public=True, max_age=3600)
@require_safe
def neutral(request: HttpRequest) -> HttpResponse:
    """Show a page that could be anybody's: the same for all, without a cookie, a name or a way back."""
    return named_to_nobody(render(request, "home/neutral.html"))
