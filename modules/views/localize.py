"""Doors of wagtail-localize that are not for modules: behind them nobody asks what we ask of a translated text."""

from collections.abc import Callable
from functools import wraps

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail_localize.models import TranslationSource

from ..models import ModulePage

View = Callable[..., HttpResponse]


def _is_of_module(**which: int) -> bool:
    kind = ContentType.objects.get_for_model(ModulePage)
    return TranslationSource.objects.filter(specific_content_type=kind, **which).exists()


def matrix_for_modules(view: View) -> View:
    """Lead from the page that brings translations up to date to the matrix: publishing there would put words of the
    original, unmarked, in the place of what was translated."""

    @wraps(view)
    def asked(request: HttpRequest, translation_source_id: int) -> HttpResponse:
        if _is_of_module(pk=translation_source_id):
            return redirect("translations_list")
        return view(request, translation_source_id=translation_source_id)

    return asked


def closed_for_modules(view: View) -> View:
    """Answer as if nothing were there: a single text would be taken without a look at its marks, links and sources,
    and a translation that is stopped would no longer follow its original, and nobody would see that it is behind."""

    @wraps(view)
    def asked(request: HttpRequest, translation_id: int, **which: int) -> HttpResponse:
        if _is_of_module(translations=translation_id):
            raise Http404
        return view(request, translation_id=translation_id, **which)

    return asked
