"""Modules with translations for tests, made the way people make them."""

from wagtail.models import Locale
from wagtail_localize.models import Translation

from modules.actions import publish_translation, start_translation, take_texts
from modules.figures.texts import sheet_of
from modules.models import ModulePage
from tests.factories.modules import make_module

TEXT = {"type": "text", "heading": "Hjelp", "text": "<p>Ring [lokalt: telefon] først (K14).</p><p>Det er gratis.</p>"}
GOALS = {"type": "goals", "items": ["Du kan lytte.", "Du kan spørre [kontroller]."]}
QUIZ = {
    "type": "quiz",
    "questions": [
        {
            "question": "Hva koster tolk?",
            "answers": [
                {"text": "Ingenting", "is_right": True, "reply": "Ja."},
                {"text": "Mye", "reply": "Nei, tolk er gratis."},
            ],
        }
    ],
}


def language(code: str) -> Locale:
    """Give a language."""
    return Locale.objects.get_or_create(language_code=code)[0]


def original(slug: str = "bcdfgh", **fields) -> ModulePage:
    """Make a module with a few kinds of text."""
    return make_module(slug, **{"title": "Å lytte", "lead": "Lytt først.", "body": [GOALS, TEXT, QUIZ]} | fields)


def begun(module: ModulePage, code: str = "ar") -> Translation:
    """Begin a translation."""
    return start_translation(by=None, module=module, language=code)


def said(text: str, code: str = "ar") -> str:
    """Give an invented translation that keeps the marks."""
    return f"{code}: {text}"


def translate_all(translation: Translation, *, is_machine: bool = False) -> None:
    """Translate whatever waits."""
    code = translation.target_locale.language_code
    texts = {text.segment_id: said(text.original, code) for text in sheet_of(translation) if text.is_behind}
    take_texts(by=None, translation=translation, texts=texts, is_machine=is_machine)


def translated(module: ModulePage, code: str = "ar", *, is_machine: bool = False) -> Translation:
    """Translate a module whole and publish it."""
    translation = begun(module, code)
    translate_all(translation, is_machine=is_machine)
    publish_translation(by=None, translation=translation)
    return translation


def rewrite_original(module: ModulePage, old: str, new: str) -> None:
    """Change words of a module and publish it, as an editor does."""
    page = ModulePage.objects.get(pk=module.pk)
    for name in ("title", "lead"):
        setattr(page, name, getattr(page, name).replace(old, new))
    raw = _replaced(page.body.get_prep_value(), old, new)
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()


def _replaced(raw: object, old: str, new: str) -> object:
    if isinstance(raw, dict):
        return {name: _replaced(value, old, new) for name, value in raw.items()}
    if isinstance(raw, list):
        return [_replaced(value, old, new) for value in raw]
    return raw.replace(old, new) if isinstance(raw, str) else raw
