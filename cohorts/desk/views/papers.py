"""An evening on paper: on one page, its modules as the cohort's edition has pinned them, and all of it as one pack."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cohorts.attendance.dashboards import Sheet, sheet_of
from cohorts.roster.permissions import can_see_women
from cohorts.roster.views.scope import only
from cohorts.schedule.calendars import neutral_name
from cohorts.schedule.figures.programme import programme_of
from curriculum.queries import text_of
from lms.kit.downloads import download, file_name
from lms.kit.packing import zip_answer
from lms.kit.pdf import NoSignError, pdf_file
from lms.people.actions.reads import note_reads
from modules.documents.printed import Reader, module_paper
from modules.permissions import can_read_notes_for_leaders
from modules.queries import slot_values, version_of

from ..dashboards import Cockpit, cockpit_of, who_comes
from ..documents import evening_paper, order_for, pack_of, packed_evening
from .scope import evening_of_staff


def _opened(request: HttpRequest, public_id: str) -> tuple[Cockpit, Sheet]:
    """Give an evening with its women to those who see them, and note it."""
    session = evening_of_staff(request, public_id)
    only(can_see_women(request.user, session.cohort))
    roll = sheet_of(session)
    note_reads(request, [line.person for line in roll.lines])
    return cockpit_of(session, who_comes(session), version_of(request)), roll


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _no_sign(request: HttpRequest, error: NoSignError) -> HttpResponse:
    return render(request, "curriculum/no_sign.html", {"sign": error.sign}, status=422)


@login_required
@require_safe
def evening_sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give an evening on one page of paper."""
    cockpit, roll = _opened(request, public_id)
    try:
        data = evening_paper(cockpit, roll)
    except NoSignError as error:
        return _no_sign(request, error)
    return download(data, file_name(neutral_name(cockpit.card.session)), "pdf", keeps_no_trace=True)


@login_required
@require_safe
def evening_module(request: HttpRequest, public_id: str, position: str, reader: str) -> HttpResponse:
    """Print a module of an evening by the text that the cohort's edition has pinned, with what its place has filled
    in."""
    session = evening_of_staff(request, public_id)
    only(can_read_notes_for_leaders(request.user) and reader in set(Reader))
    modules = programme_of(session, _language(), version_of(request)).modules
    module = next((each for each in modules if str(each.place.position) == position), None)
    text = text_of(module.place, _language()) if module else None
    if module is None or text is None:
        raise Http404
    order = order_for(module, text, Reader(reader), slot_values(session.cohort.place))
    try:
        data = pdf_file(module_paper(text.page, order))
    except NoSignError as error:
        return _no_sign(request, error)
    name = file_name(position, module.neutral_title, reader)
    return download(data, name, "pdf", keeps_no_trace=True)


@login_required
@require_safe
def evening_pack(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what the print pack of an evening holds, and what it does not."""
    cockpit, roll = _opened(request, public_id)
    session, pack = cockpit.card.session, pack_of(cockpit, roll, _language())
    context = {"pack": pack, "session": session, "cohort": session.cohort}
    return render(request, "cohorts/desk/evening_pack.html", context)


@login_required
@require_safe
def evening_pack_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give the print pack of an evening as one file."""
    cockpit, roll = _opened(request, public_id)
    pack = pack_of(cockpit, roll, _language())
    note_reads(request, pack.team)
    return zip_answer(packed_evening(pack), file_name(neutral_name(cockpit.card.session)))
