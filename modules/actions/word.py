"""Reads a Word file into a draft: as a new module, or over one that is there. Nothing is published."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import PurePath
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import get_language_info, gettext, override
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Page

from lms.kit.docx import word_file
from lms.kit.docx_reading.notes import Note
from lms.kit.docx_reading.reading import WordFile, read_word
from lms.kit.guard import refuse, require
from lms.people.models import User

from .. import permissions
from ..documents.editing import editing_copy
from ..documents.from_word import body_of, is_there, kinds_of_steps, known_in
from ..models import ModuleIndexPage, ModulePage, WordImport
from ..queries import follows_original
from ..rules.word import Module, Part, Remark, Reported, groups_of, module_from, module_from_own
from .todos import renew_todos

LONGEST_TITLE = 255
READ_IN = "modules.word_read_in"
"""What is noted in Wagtail's log. `modules.wagtail_hooks` gives it its wording."""


def import_word_file(
    *, by: User, index: ModuleIndexPage, file: BinaryIO, name: str, title: str = "", bold_is_heading: bool = True
) -> WordImport:
    """Make a new module, as a draft, of a Word file. `title` counts before the one in the file.

    Raises PermissionDenied, FileRefusedError for a file that is not taken, and UnreadableError for one that could not
    be read; then nothing is written.
    """
    require(permissions.can_import_word(by, index))
    word = read_word(file, name, bold_is_heading=bold_is_heading)
    module = _module_of(word, index.locale.language_code)
    named = (title or module.title or word.title or PurePath(name).stem)[:LONGEST_TITLE]
    module.parts, lost = _without_lost(module.parts, lambda part: False)
    with transaction.atomic(), _pictures(word, module.parts, named, by) as pictures:
        page = ModulePage(title=named, locale=index.locale, live=False, owner=by)
        page.lead, page.content_warning = module.lead or "", module.warning or ""
        _fill(page, module.parts, pictures)
        Page.objects.get(pk=index.pk).specific.add_child(instance=page)
        log(instance=page, action="wagtail.create", user=by)
        return _finish(by, page, word, module, lost, is_over=False)


def import_word_file_over(
    *, by: User, page: ModulePage, file: BinaryIO, name: str, bold_is_heading: bool = True
) -> WordImport:
    """Make a new draft of a module from a Word file. From our own editing copy, parts that nobody has changed and those
    that Word cannot hold stay as they are in the draft.

    Raises what `import_word_file` raises, and ValidationError with `locked` for a module that somebody has locked,
    `translation` for one whose texts follow those of its original, or `other_module` for the editing copy of another.
    """
    require(permissions.can_import_word_over(by, page))
    if page.permissions_for_user(by).page_locked():
        refuse("locked")
    if follows_original(page):  # what is in a draft of it is never published
        refuse("translation")
    word = read_word(file, name, bold_is_heading=bold_is_heading)
    draft = page.get_latest_revision_as_object()
    unchanged = _unchanged_parts(draft, word) if word.is_ours else set()
    module = _module_of(word, page.locale.language_code, unchanged)
    if module.key and module.key != page.translation_key.hex[:16]:
        refuse("other_module")
    module.remarks += _missing(draft, module.parts) if word.is_ours else []
    module.parts, lost = _without_lost(module.parts, lambda part: is_there(draft, part))
    with transaction.atomic(), _pictures(word, module.parts, draft.title, by) as pictures:
        _fill(draft, module.parts, pictures)
        for field, value in (("title", module.title), ("lead", module.lead), ("content_warning", module.warning)):
            if value is not None and (value or (field != "title" and word.is_ours)):
                setattr(draft, field, value[:LONGEST_TITLE] if field == "title" else value)
        return _finish(by, draft, word, module, lost, is_over=True)


def _module_of(word: WordFile, language: str, unchanged: set[tuple[str, str]] | None = None) -> Module:
    known, kinds = known_in(language), kinds_of_steps()
    with override(language):
        footnotes = gettext("Footnotes")
    if word.is_ours:
        return module_from_own(word.pieces, known, kinds, unchanged or set(), footnotes)
    return module_from(word.pieces, known, kinds, footnotes)


def _unchanged_parts(draft: ModulePage, word: WordFile) -> set[tuple[str, str]]:
    """Give the parts that stand in a file just as our export would write them now."""
    now = read_word(io.BytesIO(word_file(editing_copy(draft))), "now.docx")
    contents = [
        {
            (group.kind, group.key): (group.content, [file.pictures.get(each.picture) for each in group.pieces])
            for group in groups_of(file.pieces)
            if group.key
        }
        for file in (word, now)
    ]
    return {key for key, content in contents[0].items() if contents[1].get(key) == content}


def _missing(draft: ModulePage, parts: list[Part]) -> list[Remark]:
    """Say which parts of the draft the file does not have any more."""
    named = {(part.kind, part.key) for part in parts}
    return [
        Remark(Reported.PART_MISSING, detail=str(part.block.label))
        for part in draft.body
        if (part.block_type, str(part.id).replace("-", "")[:16]) not in named
    ]


def _without_lost(parts: list[Part], is_there: Callable[[Part], bool]) -> tuple[list[Part], list[Remark]]:
    """Leave out parts that only say that they stand elsewhere, where there is no elsewhere."""
    lost = [part for part in parts if part.is_kept and not is_there(part)]
    remarks = [Remark(Reported.PLACEHOLDER_LOST, part.place, part.fields.get("says", "")) for part in lost]
    return [part for part in parts if part not in lost], remarks


@contextmanager
def _pictures(word: WordFile, parts: list[Part], title: str, by: User) -> Iterator[dict[str, int]]:
    """Put the pictures that are used into the library; take their files away again if anything goes wrong."""
    made = {}
    try:
        for part in parts:
            name = part.fields.get("file", "")
            if part.kind == "picture" and name not in made:
                data, alt = word.pictures[name], part.fields["alt"]
                image = get_image_model()(
                    title=(alt or title)[:LONGEST_TITLE],
                    description=alt[:LONGEST_TITLE],
                    file=ContentFile(data, name=name),
                    file_size=len(data),
                    uploaded_by_user=by,
                )
                image.save()
                made[name] = image
        yield {name: image.pk for name, image in made.items()}
    except BaseException:
        for image in made.values():
            image.file.delete(save=False)
        raise


def _fill(page: ModulePage, parts: list[Part], pictures: dict[str, int]) -> None:
    block = page.body.stream_block
    page.body = block.to_python(body_of(page, parts, pictures))


def _finish(
    by: User, page: ModulePage, word: WordFile, module: Module, lost: list[Remark], *, is_over: bool
) -> WordImport:
    """Save the draft, its to-dos and the report, and note who did it."""
    page.save_revision(user=by, log_action=True)
    renew_todos(by=by, of=page)
    stored = ModulePage.objects.get(pk=page.pk)
    language = stored.locale.language_code
    done = WordImport.objects.create(
        page=stored,
        by=by,
        is_over=is_over,
        is_ours=word.is_ours,
        parts=[part.kind for part in module.parts],
        notes=[asdict(note) for note in _notes(word, [*module.remarks, *lost], language)],
    )
    log(instance=stored, action=READ_IN, user=by)
    return done


def _notes(word: WordFile, remarks: list[Remark], language: str) -> list[Note]:
    """Give everything that is to be said, in the order of the file."""
    placed = []
    if word.is_right_to_left != get_language_info(language)["bidi"]:
        placed.append(Note(Reported.OTHER_DIRECTION.value))
    for remark in remarks:
        heading, words = word.places.get(remark.place, ("", ""))
        placed.append(Note(remark.code.value, remark.place, heading, words, remark.detail[:240]))
    return sorted([*word.notes, *placed], key=lambda note: note.paragraph)
