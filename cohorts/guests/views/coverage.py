"""The secretariat's overview: for which modules there are professionals, and where there are none."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohorts.roster.views.scope import only
from lms.kit.downloads import download
from lms.kit.sheets import write_csv, write_xlsx

from ..documents import coverage_sheet
from ..figures import coverage_for
from ..permissions import can_see_coverage

WRITERS = {"xlsx": write_xlsx, "csv": write_csv}


@login_required
@require_safe
def guest_coverage(request: HttpRequest) -> HttpResponse:
    """Show the modules with how many can teach each, and where nobody can."""
    only(can_see_coverage(request.user))
    return render(request, "cohorts/guests/coverage.html", {"coverage": coverage_for(request.user)})


@login_required
@require_safe
def guest_coverage_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the same as a list."""
    only(can_see_coverage(request.user))
    if kind not in WRITERS:
        raise Http404
    return download(WRITERS[kind](coverage_sheet(coverage_for(request.user))), _("guests"), kind, keeps_no_trace=True)
