"""One's own settings."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from lms.kit.addresses import safe_next

from ..actions.settings import choose_languages, choose_text_size
from ..forms.settings import ContrastForm, LanguageForm, TextSizeForm
from ..models import TextSize

A_YEAR = 365 * 24 * 3600


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_settings(request: HttpRequest) -> HttpResponse:
    """Show and change her languages; from here she signs out everywhere and sets a password or second factor."""
    user = request.user
    initial = {
        "interface_language": user.interface_language,
        "content_language": user.content_language,
        "spoken": [spoken.tag for spoken in user.spoken_languages.all()],
    }
    form = LanguageForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        choose_languages(by=user, **form.cleaned_data)
        with translation.override(user.interface_language):
            return HttpResponseRedirect(reverse("my_settings") + "?saved=1")
    context = {
        "form": form,
        "saved": "saved" in request.GET,
        "has_second_key": Authenticator.objects.filter(user=user).exists(),
    }
    return render(request, "people/settings.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def text_size(request: HttpRequest) -> HttpResponse:
    """Choose how large the letters are: for whoever is signed in on all her phones, and for everybody on this device.
    Pages that set no cookie lead here by a link with `next`, the way back."""
    signed_in = request.user.is_authenticated
    home = reverse("my_page") if signed_in else reverse("wagtail_serve", args=[""])
    back = safe_next(request, request.POST.get("next") or request.GET.get("next"), home)
    form = TextSizeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["text_size"]
        if signed_in:
            choose_text_size(by=request.user, text_size=chosen)
        return remember_text_size(HttpResponseRedirect(back), chosen)
    return render(request, "people/text_size.html", {"form": form, "back": back}, status=422 if form.errors else 200)


def remember_text_size(response: HttpResponse, chosen: str) -> HttpResponse:
    """Let this device remember a size for whoever is signed out."""
    return _remember(response, settings.TEXT_SIZE_COOKIE_NAME, "" if chosen == TextSize.NORMAL else chosen)


@require_http_methods(["GET", "HEAD", "POST"])
def contrast(request: HttpRequest) -> HttpResponse:
    """Choose stronger colours for this device, whoever holds it; the usual ones need no cookie. Pages that set none
    lead here by a link with `next`, the way back."""
    home = reverse("my_page") if request.user.is_authenticated else reverse("wagtail_serve", args=[""])
    back = safe_next(request, request.POST.get("next") or request.GET.get("next"), home)
    form = ContrastForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["contrast"]
        usual = chosen != ContrastForm.MORE
        return _remember(HttpResponseRedirect(back), settings.CONTRAST_COOKIE_NAME, "" if usual else chosen)
    return render(request, "people/contrast.html", {"form": form, "back": back}, status=422 if form.errors else 200)


def _remember(response: HttpResponse, name: str, chosen: str) -> HttpResponse:
    """Let this device remember a choice; none needs no cookie, so that public pages can be answered from memory."""
    if not chosen:
        response.delete_cookie(name, samesite="Lax")
    else:
        response.set_cookie(
            name, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response
