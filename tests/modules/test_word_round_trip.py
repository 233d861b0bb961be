"""What the modules are when they were written into Word and read from it again."""

import io
import re

import pytest

from lms.kit.docx import word_file
from lms.kit.docx_reading.reading import read_word
from modules.documents.editing import editing_copy
from modules.documents.from_word import body_of, kinds_of_steps, known_in
from modules.models import ModulePage
from modules.rules.word import module_from_own


def without_editor_keys(raw: object) -> object:
    if isinstance(raw, dict):
        return {name: without_editor_keys(value) for name, value in raw.items() if name != "id"}
    if isinstance(raw, list):
        return [without_editor_keys(each) for each in raw]
    return re.sub(r' data-block-key="[^"]*"', "", raw) if isinstance(raw, str) else raw


@pytest.mark.long
@pytest.mark.django_db
def test_every_starter_module_comes_back_from_its_editing_copy_as_it_was(curriculum):
    pages = ModulePage.objects.select_related("locale").order_by("path")
    assert len(pages) >= 17
    for page in pages:
        word = read_word(io.BytesIO(word_file(editing_copy(page))), "kopi.docx")
        module = module_from_own(word.pieces, known_in(page.locale.language_code), kinds_of_steps())
        assert (module.title, module.lead, module.warning) == (page.title, page.lead, page.content_warning)
        kept = [part for part in module.parts if part.is_kept]
        assert {part.kind for part in kept} <= {"quiz"}
        body = body_of(page, module.parts, {})
        assert [raw["id"] for raw in body] == [raw["id"] for raw in page.body.get_prep_value()]
        assert without_editor_keys(_with_dates(body)) == without_editor_keys(list(page.body.get_prep_value()))
        assert (module.remarks, word.notes) == ([], [])


def _with_dates(raw: object) -> object:
    if isinstance(raw, dict):
        return {name: _with_dates(value) for name, value in raw.items()}
    if isinstance(raw, list):
        return [_with_dates(each) for each in raw]
    return raw.isoformat() if hasattr(raw, "isoformat") else raw
