"""What a woman does with her own place in a cohort."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..actions import withdraw
from ..models import Enrolment


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave_cohort(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then let her go. No reason is asked."""
    own = Enrolment.objects.taken().filter(person=request.user).select_related("cohort")
    place = get_object_or_404(own, public_id=public_id)
    if request.method == "POST":
        withdraw(by=request.user, enrolment=place)
        messages.success(request, _("You have left the cohort. Thank you for having been here."))
        return redirect("my_page")
    return render(request, "cohorts/roster/leave.html", {"place": place})
