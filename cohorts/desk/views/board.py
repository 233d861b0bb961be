"""The board of a cohort: one row for each evening, on the screen and as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohorts.roster.permissions import can_see_women
from cohorts.schedule.permissions import can_plan, can_tell
from lms.kit.docx import word_file
from lms.kit.downloads import download, file_name
from lms.kit.pdf import NoSignError, pdf_file
from lms.kit.sheets import write_csv, write_xlsx

from ..dashboards import board_of
from ..documents import board_calendar, board_paper, board_sheet
from .scope import cohort_of_staff


@login_required
@require_safe
def board(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the board."""
    cohort = cohort_of_staff(request, public_id)
    may_plan, may_see_women = can_plan(request.user, cohort), can_see_women(request.user, cohort)
    context = {
        "board": board_of(cohort, with_news=can_tell(request.user, cohort), with_names=may_see_women),
        "cohort": cohort,
        "may_plan": may_plan,
        "may_see_women": may_see_women,
    }
    return render(request, "cohorts/desk/board.html", context)


@login_required
@require_safe
def board_file(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Give the board as a file: PDF or Word on one page, a list, or a calendar to open once."""
    cohort = cohort_of_staff(request, public_id)
    shown = board_of(cohort)
    try:
        data = {
            "pdf": lambda: pdf_file(board_paper(shown)),
            "docx": lambda: word_file(board_paper(shown)),
            "xlsx": lambda: write_xlsx(board_sheet(shown)),
            "ics": lambda: board_calendar(shown),
            "csv": lambda: write_csv(board_sheet(shown)),
        }[kind]()
    except KeyError:
        raise Http404 from None
    except NoSignError as error:
        return render(request, "curriculum/no_sign.html", {"sign": error.sign}, status=422)
    return download(data, file_name(cohort.name) or "board", kind, keeps_no_trace=True)
