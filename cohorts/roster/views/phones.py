"""Sign the phones of a cohort in, one woman after the other, on one page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from lms.kit.qr import qr_svg
from lms.people.actions.reads import note_reads
from lms.people.actions.signing_in import SCREEN_CODE_LIFETIME, show_sign_in_code
from lms.people.mailbox.wording import reading_language
from lms.people.permissions import can_sign_in_for
from lms.people.queries import signed_in_among

from ..queries import women_taking_part
from .scope import METHODS, cohort_of_women


@login_required
@require_http_methods(METHODS)
def cohort_phones(request: HttpRequest, public_id: str) -> HttpResponse:
    """List the women, with whether a phone of theirs is signed in; by POST show the code of one above the list, with
    the way to the next. Nothing is drawn by looking: a new code ends the one before."""
    cohort = cohort_of_women(request, public_id)
    places = women_taking_part(cohort)
    note_reads(request, [place.person for place in places])
    signed_in = signed_in_among(place.person_id for place in places)
    context = {
        "cohort": cohort,
        "women": [(place, place.person_id in signed_in) for place in places],
        "minutes": SCREEN_CODE_LIFETIME.seconds // 60,
    }
    if request.method != "POST":
        return render(request, "cohorts/roster/phones.html", context)
    at = next((n for n, place in enumerate(places) if str(place.public_id) == request.POST.get("woman")), None)
    if at is None:
        return render(request, "cohorts/roster/phones.html", context | {"problem": "nobody"}, status=422)
    woman = places[at].person
    if not can_sign_in_for(request.user, woman):
        return render(request, "cohorts/roster/phones.html", context | {"problem": "office"}, status=422)
    token = show_sign_in_code(by=request.user, person=woman)
    with translation.override(reading_language(woman.interface_language)):
        url = request.build_absolute_uri(reverse("screen_code", args=[token]))
    # After her comes the next whose phone is not signed in yet.
    waiting = [place for place in (*places[at + 1 :], *places[:at]) if place.person_id not in signed_in]
    context |= {"shown": woman, "url": url, "qr": qr_svg(url), "following": waiting[0] if waiting else None}
    return render(request, "cohorts/roster/phones.html", context)
