"""One's own settings."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from ..actions.settings import choose_languages
from ..forms.settings import LanguageForm


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
