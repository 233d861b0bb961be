"""Modules and editions on paper: handouts, guides and books, as Word files and PDFs."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from lms.kit.docx import word_file
from lms.kit.downloads import KINDS, download, file_name
from lms.kit.paper import Document
from lms.kit.pdf import NoSignError, pdf_file
from modules.documents.printed import Order, Reader, language_of, module_paper
from modules.models import ModulePage
from modules.permissions import can_read_notes_for_leaders
from modules.queries import SlotValue, place_of_reader, slot_values

from ..documents import correction_of, edition_book
from ..queries import place_in, reading_edition, text_for_readers
from .scope import only, visible_edition

WRITERS = {"docx": word_file, "pdf": pdf_file}


def _file(request: HttpRequest, paper: Document, name: str, kind: str, *, keeps_no_trace: bool = False) -> HttpResponse:
    """Give a document as a file, or say which sign of it no font can draw."""
    try:
        data = WRITERS[kind](paper)
    except NoSignError as error:
        context = {"sign": error.sign, "keeps_no_trace": keeps_no_trace}
        return render(request, "curriculum/no_sign.html", context, status=422)
    response = download(data, name, kind, keeps_no_trace=keeps_no_trace)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:  # it may hold what her district filled in, or a leader's notes
        response["Cache-Control"] = "private, no-store"
    return response


def _module(language: str, module: str, kind: str) -> ModulePage:
    pages = ModulePage.objects.live().select_related("locale", "alias_of__locale")
    page = pages.filter(slug=module, locale__language_code=language).first()
    if page is None or kind not in KINDS:
        raise Http404
    return page


def _ask_who_she_is(request: HttpRequest, page: ModulePage) -> HttpResponse | None:
    """Let a page that is not for everybody ask as Wagtail does; give nothing where she may read it.

    A page for everybody asks for nothing, so that its file leaves no cookie."""
    if all(restriction.accept_request(request) for restriction in page.get_view_restrictions()):
        return None
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def _slots_of_reader(request: HttpRequest) -> Mapping[str, SlotValue]:
    """Give what her district has filled in. Without a session nobody is asked who she is."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {}
    return slot_values(place_of_reader(request.user))


def _paper(request: HttpRequest, page: ModulePage, reader: Reader, kind: str) -> HttpResponse:
    """Print the text that readers of the page get: what the edition for them has pinned, or what is published."""
    read = text_for_readers(page)
    text = read.page if read else page
    edition = reading_edition(page.locale.language_code, page)
    place = place_in(edition, page) if edition else None
    number, language = place.number if place else None, language_of(text)
    with override(language):
        corrected = correction_of(read, reader)
    paper = module_paper(text, Order(reader, number, corrected=corrected, slots=_slots_of_reader(request)))
    if text.leaves_no_trace:
        name = file_name(text.neutral_name, page.slug)
    else:
        name = file_name(str(number or ""), text.title, reader, language)
    return _file(request, paper, name or page.slug, kind, keeps_no_trace=text.leaves_no_trace)


@require_safe
def module_handout(request: HttpRequest, language: str, module: str, kind: str) -> HttpResponse:
    """Give whoever may read a module what participants get of it on paper."""
    page = _module(language, module, kind)
    return _ask_who_she_is(request, page) or _paper(request, page, Reader.HANDOUT, kind)


@login_required
@require_safe
def module_guide(request: HttpRequest, language: str, module: str, kind: str) -> HttpResponse:
    """Give those who lead evenings the whole module with plan, notes and guests."""
    only(can_read_notes_for_leaders(request.user))
    page = _module(language, module, kind)
    return _ask_who_she_is(request, page) or _paper(request, page, Reader.GUIDE, kind)


@login_required
@require_safe
def edition_file(request: HttpRequest, public_id: str, language: str, reader: str, kind: str) -> HttpResponse:
    """Give a whole edition as a book in one of the languages there are modules in."""
    shown = visible_edition(request, public_id)
    known = Locale.objects.filter(language_code=language).exists()
    only(known and reader in set(Reader) and kind in KINDS)
    book = edition_book(shown, Reader(reader), language)
    return _file(request, book, file_name(shown.code, shown.label, reader, language), kind)
