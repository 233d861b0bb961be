"""The matrix of translations, and the page on which one module is translated into one language."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail_localize.models import Translation

from lms.kit.po import write_po
from lms.people.actions.reads import note_reads

from .. import permissions
from ..actions import (
    TextsRefusedError,
    mark_translation,
    publish_translation,
    start_translation,
    take_texts,
)
from ..figures.exchange import LANGUAGE, MODULE, Delivery, delivery_of, po_texts
from ..figures.matrix import Row, last_translated, matrix, whole_matrix
from ..figures.texts import SheetText, sheet_of
from ..forms.translations import SENTENCES, MarkForm, PoForm, TextsForm
from ..models import ModulePage
from ..queries import languages_in_use, original_of
from .scope import only


@dataclass(frozen=True)
class _Place:
    """A module and a language, and the translation if it was begun."""

    module: ModulePage
    language: str
    translation: Translation | None


def _codes() -> list[str]:
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def _place(request: HttpRequest, module: str, language: str) -> _Place:
    """Find a module and a language it can be translated into, or answer as if there were none."""
    only(permissions.can_edit_modules(request.user))
    page = ModulePage.objects.filter(slug=module, alias_of=None).first()
    if page is None or language not in _codes():
        raise Http404
    original = original_of(page)
    if original.locale.language_code == language:
        raise Http404
    followed = Translation.objects.filter(
        source__object_id=original.translation_key, target_locale__language_code=language, enabled=True
    )
    return _Place(original, language, followed.select_related("source", "target_locale").first())


def _begun(request: HttpRequest, module: str, language: str) -> tuple[_Place, Translation]:
    place = _place(request, module, language)
    if place.translation is None:
        raise Http404
    return place, place.translation


@login_required
@require_safe
def translations_list(request: HttpRequest) -> HttpResponse:
    """Show how far every module and playbook has come in every language, or in the one that was asked for."""
    only(permissions.can_edit_modules(request.user))
    wanted = request.GET.get("language", "")
    codes = [code for code in _codes() if code != settings.LANGUAGE_CODE]
    shown = [wanted] if wanted in codes else codes
    rows, playbooks = whole_matrix(shown)
    note_reads(request, [cell.by for row in rows for cell in row.cells if cell.by])
    context = {"rows": rows, "playbooks": playbooks, "codes": codes, "shown": shown}
    context |= {"wanted": wanted if wanted in codes else "", "in_use": languages_in_use()}
    return render(request, "modules/translations.html", context)


def _page(
    request: HttpRequest,
    place: _Place,
    *,
    texts: TextsForm | None = None,
    po: PoForm | None = None,
    mark: MarkForm | None = None,
) -> HttpResponse:
    row: Row = matrix([place.language], place.module.translation_key)[0]
    info = get_language_info(place.language)
    source = get_language_info(place.module.locale.language_code)
    context = {
        "module": place.module,
        "row": row,
        "cell": row.cells[0],
        "language": info,
        "direction": "rtl" if info["bidi"] else "ltr",
        "source": source,
        "source_direction": "rtl" if source["bidi"] else "ltr",
        "translation": place.translation,
    }
    people = [row.cells[0].by]
    if place.translation:
        last = last_translated(place.translation)
        people.append(last.last_translated_by if last else None)
        sheet = sheet_of(place.translation)
        everything = "all" in request.GET
        context |= {
            "everything": everything,
            "form": texts or TextsForm(sheet=[text for text in sheet if everything or text.is_behind]),
            "po": po or PoForm(module=place.module.slug, language=place.language),
            "mark": mark or MarkForm(initial={"origin": row.cells[0].origin}),
            "last": last,
        }
    note_reads(request, [person for person in people if person])
    wrong = any(form is not None and form.errors for form in (texts, po, mark))
    return render(request, "modules/translation.html", context, status=422 if wrong else 200)


@login_required
@require_safe
def translation(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Show what waits for a translator (`?all` shows every text), or offer to begin."""
    return _page(request, _place(request, module, language))


@login_required
@require_POST
def translation_start(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Begin a translation, or follow one that came as a page of its own."""
    place = _place(request, module, language)
    try:
        start_translation(by=request.user, module=place.module, language=language)
    except ValidationError as error:
        messages.error(request, SENTENCES[error.error_list[0].code])
        return redirect("translations_list")
    return redirect("translation", module, language)


@login_required
@require_POST
def translation_texts(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Keep the texts that were written."""
    place, begun = _begun(request, module, language)
    # Only what stood on the page is asked for; the others are left as they are.
    sheet: list[SheetText] = [text for text in sheet_of(begun) if f"text_{text.segment_id}" in request.POST]
    form = TextsForm(request.POST, sheet=sheet)
    if not form.is_valid():
        return _page(request, place, texts=form)
    taken = take_texts(by=request.user, translation=begun, texts=form.texts)
    said = ngettext("%(count)s text is saved.", "%(count)s texts are saved.", taken) % {"count": taken}
    messages.success(request, said)
    return redirect("translation", module, language)


@login_required
@require_POST
def translation_publish(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Let readers see what is translated."""
    _found, begun = _begun(request, module, language)
    try:
        publish_translation(by=request.user, translation=begun)
    except ValidationError:
        messages.error(request, SENTENCES["does_not_fit"])
    else:
        messages.success(request, _("The translation is published."))
    return redirect("translation", module, language)


@login_required
@require_POST
def translation_mark(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Say who stands for the words."""
    place, begun = _begun(request, module, language)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _page(request, place, mark=form)
    try:
        mark_translation(by=request.user, translation=begun, origin=form.cleaned_data["origin"])
    except ValidationError as error:
        messages.error(request, SENTENCES[error.error_list[0].code])
    else:
        messages.success(request, _("The page says so from now on."))
    return redirect("translation", module, language)


@login_required
@require_safe
def translation_file(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Give the texts as a PO file."""
    place, begun = _begun(request, module, language)
    headers = {MODULE: place.module.slug, LANGUAGE: language}
    response = HttpResponse(write_po(headers, po_texts(sheet_of(begun))), content_type="text/x-gettext-translation")
    response["Content-Disposition"] = f'attachment; filename="{place.module.slug}-{language}.po"'
    return response


@login_required
@require_POST
def translation_upload(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Take a PO file that came back: all of it, or nothing."""
    place, begun = _begun(request, module, language)
    form = PoForm(request.POST, request.FILES, module=place.module.slug, language=language)
    if form.is_valid():
        delivery = delivery_of(sheet_of(begun), form.cleaned_data["file"])
        is_machine = form.cleaned_data["made_by"] == "machine"
        try:
            taken = take_texts(by=request.user, translation=begun, texts=delivery.texts, is_machine=is_machine)
        except TextsRefusedError as refusal:
            form.refuse(refusal.faults)
        else:
            messages.success(request, _report(taken, delivery))
            return redirect("translation", module, language)
    return _page(request, place, po=form)


def _report(taken: int, delivery: Delivery) -> str:
    """Say what was taken, and what was not and why."""
    parts = [ngettext("%(count)s text is taken.", "%(count)s texts are taken.", taken) % {"count": taken}]
    for count, one, many in (
        (delivery.same, _("%(count)s was there already."), _("%(count)s were there already.")),
        (delivery.empty, _("%(count)s is still empty."), _("%(count)s are still empty.")),
        (
            delivery.unsure,
            _("%(count)s is marked as unsure (fuzzy) and was left out."),
            _("%(count)s are marked as unsure (fuzzy) and were left out."),
        ),
        (
            delivery.unknown,
            _("%(count)s belongs to a text that the module no longer holds."),
            _("%(count)s belong to texts that the module no longer holds."),
        ),
    ):
        if count:
            parts.append((one if count == 1 else many) % {"count": count})
    return " ".join(parts)
