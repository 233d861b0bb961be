"""The first evening: her phone has just been signed in, and she chooses her language and the size of the letters."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from ..actions.settings import choose_languages, choose_text_size
from ..forms.settings import FirstLanguageForm, TextSizeForm
from .settings import remember_text_size


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def first_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the menus: each stands there by its own name. The next page speaks it."""
    form = FirstLanguageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["interface_language"]
        choose_languages(by=request.user, interface_language=language)
        with translation.override(language):
            return HttpResponseRedirect(reverse("first_letters"))
    return render(request, "people/first_language.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def first_letters(request: HttpRequest) -> HttpResponse:
    """Choose how large the letters are, from samples; then she is on her page."""
    form = TextSizeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["text_size"]
        choose_text_size(by=request.user, text_size=chosen)
        return remember_text_size(HttpResponseRedirect(reverse("my_page")), chosen)
    return render(request, "people/first_letters.html", {"form": form}, status=422 if form.errors else 200)
