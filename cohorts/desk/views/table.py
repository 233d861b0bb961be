"""All cohorts of the country in one table, for the secretariat."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohorts.roster.views.scope import only
from lms.kit.downloads import download
from lms.kit.sheets import write_csv, write_xlsx

from ..documents import table_sheet
from ..figures import ON_A_PAGE, cohorts_followed_by, rows_of
from ..forms.table import WantedForm
from ..permissions import can_see_all_cohorts

WRITERS = {"xlsx": write_xlsx, "csv": write_csv}


@login_required
@require_safe
def cohorts_table(request: HttpRequest) -> HttpResponse:
    """List the cohorts of the country, a page at a time."""
    only(can_see_all_cohorts(request.user))
    form = WantedForm(request.GET)
    page = Paginator(cohorts_followed_by(request.user, form.wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page),
        "asked": asked.urlencode(),
        "filtered": form.wanted != WantedForm({}).wanted,
    }
    return render(request, "cohorts/desk/table.html", context)


@login_required
@require_safe
def cohorts_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the table as a list, with the same filter."""
    only(can_see_all_cohorts(request.user))
    if kind not in WRITERS:
        raise Http404
    rows = rows_of(cohorts_followed_by(request.user, WantedForm(request.GET).wanted))
    return download(WRITERS[kind](table_sheet(rows)), _("cohorts"), kind, keeps_no_trace=True)
