"""What a cohort adds to an evening of its own: add it, read or save it, take it away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.roster.views.scope import only
from cohorts.schedule.actions import add_extra, remove_extra
from cohorts.schedule.models import EveningExtra
from cohorts.schedule.permissions import can_plan
from lms.kit.downloads import file_name, stored_file

from ..forms.extras import ExtraForm
from .scope import evening_she_plans


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extra_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add an exercise or material to an evening."""
    session = evening_she_plans(request, public_id)
    form = ExtraForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_extra(by=request.user, session=session, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("It is on the evening now."))
            return redirect("evening", public_id=session.public_id)
    context = {"form": form, "session": session, "cohort": session.cohort}
    return render(request, "cohorts/desk/extra.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def extra_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Send the file of an addition, to be saved and never to be run in the browser."""
    extra = get_object_or_404(EveningExtra.objects.visible_to(request.user), public_id=public_id)
    if not extra.file:
        raise Http404
    return stored_file(extra.file, file_name(extra.title))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extra_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then take an addition away."""
    rows = EveningExtra.objects.visible_to(request.user).select_related("session__cohort__district__municipality")
    extra = get_object_or_404(rows, public_id=public_id)
    only(can_plan(request.user, extra.session.cohort))
    if request.method == "POST":
        remove_extra(by=request.user, extra=extra)
        messages.success(request, _("It has been removed."))
        return redirect("evening", public_id=extra.session.public_id)
    return render(request, "cohorts/desk/extra_remove.html", {"extra": extra, "session": extra.session})
