"""The parts of a Word file: which there are, what they point to, and the file anew with some of them changed."""

import io
import posixpath
import zipfile
from typing import Any


class File:
    """The parts of a Word file, parsed without anything from elsewhere."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.changed: dict[str, bytes] = {}
        self.main = self._target("_rels/.rels", "", "officeDocument") or "word/document.xml"
        self.folder = posixpath.dirname(self.main)

    def parse(self, name: str) -> Any:
        """Give a part as a tree, or None if there is none."""
        from lxml import etree

        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        return etree.fromstring(_usual(self.archive.read(name)), parser)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Give what a part points to: id → kind and the name of the other part."""
        folder, base = posixpath.split(name)
        tree = self.parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {} if tree is None else _relations(tree, folder)

    def _target(self, name: str, folder: str, kind: str) -> str:
        tree = self.parse(name)
        found = {} if tree is None else _relations(tree, folder)
        return next((target for each, target in found.values() if each == kind), "")

    def beside(self, kind: str) -> str:
        """Give the name of the part of a kind that belongs to the main part."""
        found = next((target for each, target in self.relations(self.main).values() if each == kind), "")
        return found if found in self.names else posixpath.join(self.folder, f"{kind}.xml")

    def notes_of(self, kind: str) -> set[str]:
        """Give the ids of the footnotes or endnotes."""
        from .marks import W, w

        tree = self.parse(self.beside(f"{kind}s"))
        return set() if tree is None else {each.get(f"{W}id") for each in w(tree, f"/*/w:{kind}")}

    def written(self) -> io.BytesIO:
        """Give the file anew, with what was changed."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for name in self.names | self.changed.keys():
                data = self.changed.get(name)
                if data is None:
                    data = self.archive.read(name)
                    data = _usual(data) if name.endswith((".xml", ".rels")) else data
                archive.writestr(name, data)
        target.seek(0)
        return target


def _usual(data: bytes) -> bytes:
    """Bring Word's strict way of naming things to the usual one."""
    if b"purl.oclc.org/ooxml" not in data[:20_000]:
        return data
    ours = b"http://schemas.openxmlformats.org/"
    for strict, usual in (
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"drawingml/", b"drawingml/2006/"),
    ):
        data = data.replace(b"http://purl.oclc.org/ooxml/" + strict, ours + usual)
    return data


def _relations(tree: Any, folder: str) -> dict[str, tuple[str, str]]:
    found = {}
    for each in tree:
        target, kind = each.get("Target", ""), each.get("Type", "").rsplit("/", 1)[-1]
        name = (
            target if each.get("TargetMode") == "External" else posixpath.normpath(posixpath.join("/", folder, target))
        )
        found[each.get("Id", "")] = (kind, name.removeprefix("/"))
    return found
