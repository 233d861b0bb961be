"""A copy of everything that is held about somebody: to read, for machines, and the files that are hers."""

import json
from collections.abc import Iterator
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from lms.kit.downloads import file_name
from lms.kit.packing import packed
from lms.kit.paper import Block, Document, Heading, Item, Items, Paragraph, Run, words
from lms.kit.pdf import NoSignError, pdf_file
from lms.people.models import User
from modules.documents.facts import is_rtl

from ..figures import Part, held_about

MOST_SIGNS = 40
"""How many signs that no font of ours has are replaced before it is given up; the other file has them all."""


def copy_of(person: User) -> IO[Any]:
    """Give a ZIP file with everything about somebody in the language that is active: a PDF, the same as JSON, and her
    own files."""
    parts = held_about(person)
    files = [("1.pdf", _paper(parts)), ("1.json", _data(parts)), *_files(parts)]
    return packed(files)


def _data(parts: list[Part]) -> bytes:
    data = {
        "made": timezone.now().isoformat(timespec="seconds"),
        "parts": [
            {
                "title": part.title,
                "groups": [
                    {
                        "title": group.title,
                        "of": group.model,
                        "rows": [{fact.name: fact.value for fact in row} for row in group.rows],
                    }
                    for group in part.groups
                ],
            }
            for part in parts
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder).encode()


def _files(parts: list[Part]) -> Iterator[tuple[str, IO[bytes]]]:
    """Give her files, each opened when its turn comes; one that is not in the store any more is left out."""
    number = 1
    for part in parts:
        for fact in (fact for group in part.groups for row in group.rows for fact in row):
            if fact.file and fact.file.storage.exists(fact.file.name):
                number += 1
                yield f"{number}.{file_name(fact.file.name.rsplit('.', 1)[-1]) or 'bin'}", fact.file.open("rb")


def _paper(parts: list[Part]) -> bytes:
    """Give the PDF. A sign that no font of ours draws becomes a box: it stands as it is in the other file."""
    missing = ""
    for _try in range(MOST_SIGNS):
        try:
            return pdf_file(_document(parts, missing))
        except NoSignError as error:
            missing += error.sign
    raise NoSignError(missing)


def _document(parts: list[Part], missing: str) -> Document:
    boxes = str.maketrans(dict.fromkeys(missing, "▯"))
    language, title = get_language() or "nb", gettext("Everything about me")
    day = date_format(timezone.localdate(), "DATE_FORMAT")
    blocks: list[Block] = [Heading(title, 1), words(day, kind="lead")]
    for part in parts:
        blocks.append(Heading(part.title))
        for group in part.groups:
            rows = (Paragraph(tuple(_runs(row, boxes))) for row in group.rows)
            blocks += [Heading(group.title, 3), Items(tuple(Item((row,)) for row in rows))]
    return Document(
        title=title,
        language=language,
        rtl=is_rtl(language),
        blocks=tuple(blocks),
        at=timezone.now(),
        footer=day,
        organisation="",
    )


def _runs(row: tuple, boxes: dict[int, str]) -> Iterator[Run]:
    for number, fact in enumerate(row):
        yield Run(f"{' · ' if number else ''}{fact.label}: ", bold=True)
        yield Run(fact.text.translate(boxes))
