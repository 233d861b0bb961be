"""What a woman says about her own diploma, and sees of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.roster.models import AgreementText, Enrolment, Purpose
from cohorts.roster.queries import languages_of, newest_text
from cohorts.roster.views.scope import METHODS, answer, done

from ..actions import hide_name, let_name_be_shown, say_wishes
from ..dashboards.own import own_diplomas
from ..forms.sentences import SENTENCES
from ..forms.wishes import WishesForm, as_said
from ..models import DiplomaWishes


def _own_place(request: HttpRequest, public_id: str) -> Enrolment:
    places = Enrolment.objects.stayed().filter(person=request.user)
    around = ("person", "cohort__district__municipality__country", "cohort__municipality__country")
    return get_object_or_404(places.select_related(*around), public_id=public_id)


@login_required
@require_safe
def my_diplomas(request: HttpRequest) -> HttpResponse:
    """Show her diplomas, and what she can say before she gets one."""
    return render(request, "cohorts/credentials/my_diplomas.html", {"own": own_diplomas(request.user)})


@login_required
@require_http_methods(METHODS)
def my_wishes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask how her name is spelt, in which languages the diploma speaks, and whether it counts evenings."""
    place = _own_place(request, public_id)
    wishes = DiplomaWishes.objects.filter(enrolment=place).first()
    first = as_said(wishes, place)
    form = WishesForm(request.POST if request.method == "POST" else None, initial=first)

    def say() -> None:
        say_wishes(by=request.user, enrolment=place, **form.cleaned_data)

    if done(request, form, say):
        messages.success(request, _("Thank you. This is how it will stand on your diploma."))
        return redirect("my_diplomas")
    return answer(request, "cohorts/credentials/my_wishes.html", form, place=place, wishes=wishes)


@login_required
@require_http_methods(METHODS)
def my_check_name(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask whether the check page may show her name. She reads it in a language of hers."""
    place = _own_place(request, public_id)
    if request.method == "POST":
        return _agree(request, place)
    wanted = request.GET.get("in") or request.user.content_language or request.user.interface_language
    text = newest_text(Purpose.CHECK_NAME, wanted)
    if text is None:
        raise Http404
    codes = languages_of(Purpose.CHECK_NAME)
    context = {
        "place": place,
        "text": text,
        "languages": [(code, get_language_info(code)["name_local"]) for code in codes],
        "from_right": get_language_info(text.language)["bidi"],
    }
    return render(request, "cohorts/credentials/my_check_name.html", context)


def _agree(request: HttpRequest, place: Enrolment) -> HttpResponse:
    """Sign the very wording that she has seen, whatever has been released since."""
    texts = {str(text.public_id): text for text in AgreementText.objects.filter(purpose=Purpose.CHECK_NAME)}
    if text := texts.get(request.POST.get("text", "")):
        try:
            let_name_be_shown(by=request.user, enrolment=place, text=text)
        except ValidationError as refusal:
            messages.error(request, SENTENCES[refusal.error_list[0].code])
    return redirect("my_diplomas")


@login_required
@require_POST
def my_name_hide(request: HttpRequest) -> HttpResponse:
    """Take her name from the check page, in one click."""
    hide_name(by=request.user, person=request.user)
    messages.success(request, _("Your name does not stand on the check page any more."))
    return redirect("my_diplomas")
