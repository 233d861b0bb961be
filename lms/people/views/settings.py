"""One's own settings: languages, one's name, how messages come, and under which name the site shows itself."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.kit.addresses import safe_next
from lms.kit.disguise import keep_look

from ..actions.settings import choose_languages, choose_look, choose_name, choose_text_size, choose_ways
from ..forms.settings import ContrastForm, LanguageForm, NameForm, TextSizeForm, WaysForm
from ..models import DataRequest, TextSize

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
        "wants_to_go": user.data_requests.open().filter(kind=DataRequest.Kind.FORGET).exists(),
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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_name(request: HttpRequest) -> HttpResponse:
    """Let her say how she is called here."""
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        choose_name(by=request.user, name=form.cleaned_data["name"])
        messages.success(request, _("Saved."))
        return redirect("my_settings")
    return render(request, "people/my_name.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_ways(request: HttpRequest) -> HttpResponse:
    """Let her choose how each kind of message comes, and say which ones always come."""
    form = WaysForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form.is_valid():
        choose_ways(by=request.user, ways=form.changed)
        saved = " ".join([_("Saved."), *form.told]) if form.changed else _("Everything is as it was.")
        messages.success(request, saved)
        return redirect("my_settings")
    return render(request, "people/my_ways.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_look(request: HttpRequest) -> HttpResponse:
    """Let her choose a name and an icon that say nothing, for her account and for this device."""
    if request.method != "POST":
        return render(request, "people/my_look.html")
    response = redirect("my_look")
    if (look := request.POST.get("look")) in ("plain", "own"):
        choose_look(by=request.user, neutral=look == "plain")
        keep_look(response, neutral=look == "plain")
    return response
