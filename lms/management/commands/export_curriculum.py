"""Writes the curriculum to readable files, in the format that `load_curriculum` reads (docs/content.md)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from lms.kit import toml
from modules import queries
from modules.documents import files as documents
from modules.documents import media
from modules.documents.playbooks import playbook_as_item, playbook_index_as_item
from modules.models import (
    Exercise,
    GlossaryTerm,
    GoalTag,
    Material,
    ModuleIndexPage,
    PlaybookIndexPage,
    PlaybookPage,
    Source,
)

LIBRARIES = (get_image_model(), get_document_model())
SPELT_OUT = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
"""Letters that would be lost in the name of a file."""


class Command(BaseCommand):
    """`manage.py export_curriculum <folder>`."""

    help = "Write registers, words, exercises, published modules and playbooks to a folder."

    def add_arguments(self, parser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options) -> None:
        """Write everything. A file that is there is replaced."""
        self.folder, self.count = folder, 0
        self.media: dict[str, dict] = {}
        self.library = {
            documents.media_name(row): row
            for model in LIBRARIES
            for row in queries.rows_of(model, settings.LANGUAGE_CODE)
        }
        goals = GoalTag.objects.prefetch_related("names__locale")
        if goals:
            self.write("goals.toml", {"goal": [media.goal_as_item(each) for each in goals]})
        self.write("sources.toml", {"source": [documents.source_as_item(each) for each in Source.objects.all()]})
        self.write("services.toml", {"service": [documents.service_as_item(each) for each in queries.all_services()]})
        for index in ModuleIndexPage.objects.live().select_related("locale").order_by("path"):
            self.write_language(index)
        for playbooks in PlaybookIndexPage.objects.live().select_related("locale").order_by("path"):
            self.write_playbooks(playbooks)
        if self.media:
            self.write("media.toml", {"media": [self.media[name] for name in sorted(self.media)]})
        if options["verbosity"]:
            self.stdout.write(f"{self.count} files written to {folder}.")

    def write_language(self, index: ModuleIndexPage) -> None:
        """Write what stands in the language of a list of modules."""
        code = index.locale.language_code
        self.write(f"{code}/index.toml", documents.index_as_item(index))
        for model, name, field, describe in (
            (GlossaryTerm, "word", "term", documents.word_as_item),
            (Exercise, "exercise", "name", documents.exercise_as_item),
        ):
            originals = queries.originals_of(model, field) if code != settings.LANGUAGE_CODE else {}
            rows = sorted(queries.rows_of(model, code), key=lambda row: getattr(row, field).casefold())
            items = [describe(row, originals.get(row.translation_key, "")) for row in rows]
            if items:
                self.write(f"{code}/{name}s.toml", {name: items})
        names = documents.names_for(code, queries.rows_of)
        for number, page in enumerate(queries.readable_modules(index), start=1):
            try:
                item = documents.module_as_item(page, names)
            except ValueError as problem:
                raise CommandError(f"{page.title}: {problem}") from problem
            name = slugify(page.title.lower().translate(SPELT_OUT)) or page.slug
            self.write(f"{code}/{number:02}-{name}.toml", item)

        self.write_material(code)

    def write_material(self, code: str) -> None:
        """Write the material of a language, each piece with its newest file."""
        items = []
        pieces = Material.objects.filter(locale__language_code=code, module__live=True).select_related("module")
        for piece in pieces.order_by("module__slug", "position", "title"):
            newest, name = piece.versions.first(), ""
            if newest:
                with newest.file.open("rb") as file:
                    content = file.read()
                name = media.material_name(newest, media.digest_of(content))
                self.write_media(name, "material", piece.title, content)
            items.append(media.material_as_item(piece, name))
        if items:
            self.write(f"{code}/material.toml", {"material": items})

    def write_media(self, name: str, kind: str, title: str, content: bytes) -> None:
        """Put a file beside the others, with the mark by which it is known to arrive whole."""
        path = self.folder / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.media[name] = {"name": name, "kind": kind, "title": title, "sha256": media.digest_of(content)}

    def write_playbooks(self, index: PlaybookIndexPage) -> None:
        """Write the playbooks of a language."""
        folder = f"{index.locale.language_code}/playbooks"
        self.write(f"{folder}/index.toml", playbook_index_as_item(index))
        pages = PlaybookPage.objects.child_of(index).live().public().order_by("path")
        names = documents.names_for(index.locale.language_code, queries.rows_of)
        for number, page in enumerate(pages, start=1):
            self.write(f"{folder}/{number:02}-{page.slug}.toml", playbook_as_item(page, names))

    def write(self, name: str, data: dict) -> None:
        """Write one file, and the pictures and recordings it names."""
        for word in media.words_in(data):
            if word in self.library and word not in self.media:
                row = self.library[word]
                with row.open_file() as file:
                    self.write_media(
                        word, "image" if isinstance(row, LIBRARIES[0]) else "document", row.title, file.read()
                    )
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(toml.write(data), encoding="utf-8")
        self.count += 1
