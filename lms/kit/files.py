"""Looks into uploaded files before anybody opens them: is a file what it says, and does it hide anything?

The sole user of `filetype`. A refusal (`FileRefusedError`) has a code and a kind sentence.
"""

import posixpath
import re
import stat
import zipfile
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

import filetype
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.functional import Promise
from django.utils.text import format_lazy, get_text_list
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 2_000
MOST_UNPACKED = 200 * MEGABYTE
STEEPEST = 100  # how many times larger a part may become when it is unpacked
SMALL_PART = MEGABYTE  # below this a part may be packed as tightly as it likes
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # what Office packed files in before 2007, and packs encrypted ones in
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar", ".jar", ".xz", ".bz2", ".cab")
OWN_DISK = re.compile(r"(file:///)?[a-z]:|[^:/\\\\][^:]*$", re.IGNORECASE)
"""A path on the disk of whoever wrote the file, or beside the file."""
PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".msi", ".html", ".htm", ".svgz", ".lnk")


class Kind(StrEnum):
    """What may be uploaded, by the end of its name."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    PNG = "png"
    JPG = "jpg"
    MP3 = "mp3"
    M4A = "m4a"
    MP4 = "mp4"


MIME = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PNG: "image/png",
    Kind.JPG: "image/jpeg",
    Kind.MP3: "audio/mpeg",
    Kind.M4A: "audio/mp4",
    Kind.MP4: "video/mp4",
}
OFFICE = frozenset({Kind.DOCX, Kind.PPTX, Kind.XLSX})
PICTURES = frozenset({Kind.PNG, Kind.JPG})
SOUND = frozenset({Kind.MP3, Kind.M4A})
FILM = frozenset({Kind.MP4})
OTHER_ENDS = {"jpeg": Kind.JPG}
BY_CONTENT = {
    "application/pdf": {Kind.PDF},
    "image/png": {Kind.PNG},
    "image/jpeg": {Kind.JPG},
    "audio/mpeg": {Kind.MP3},
    "audio/mp4": {Kind.M4A, Kind.MP4},  # the same box; phones label recordings either way
    "video/mp4": {Kind.M4A, Kind.MP4},
}
"""What the first bytes say, and which ends of a name go with it. Office files are looked into instead."""


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_ALLOWED = "not-allowed"  # a kind we do not take here
    NOT_WHAT_IT_SAYS = "not-what-it-says"  # the content is of another kind than the name says
    BROKEN = "broken"
    TOO_MANY_PARTS = "too-many-parts"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    HIDES_FILES = "hides-files"  # archives, programs or foreign objects inside
    LOADS_FROM_ELSEWHERE = "loads-from-elsewhere"  # fetches something from another address when it is opened
    TOO_MANY_ROWS = "too-many-rows"  # of a list
    NOT_A_LIST = "not-a-list"  # what should be text in rows is something else


SENTENCES: dict[Refusal, Promise] = {
    Refusal.EMPTY: _("The file is empty. Save it again and choose it once more."),
    Refusal.NOT_WHAT_IT_SAYS: _(
        "The content of the file is of another kind than its name says. Open it in its own program and save it again."
    ),
    Refusal.BROKEN: _("The file is damaged. Open it in its own program and save it again."),
    Refusal.TOO_MANY_PARTS: _("The file is made of too many parts. Split it into several files."),
    Refusal.UNPACKS_TOO_LARGE: _("Unpacked, the file is too large. Make its pictures smaller and save it again."),
    Refusal.ENCRYPTED: _("The file is locked with a password. Save it without one."),
    Refusal.MACROS: _("The file holds macros, which are small programs. Save it without them."),
    Refusal.HIDES_FILES: _("Another file or a program is packed inside the file. Take it out and save it again."),
    Refusal.LOADS_FROM_ELSEWHERE: _(
        "The file fetches pictures or templates from another place when it is opened. Put them into the file itself."
    ),
    Refusal.NOT_A_LIST: _("This is not a list of text. Open it in its own program and save it as CSV or XLSX."),
}


class FileRefusedError(ValueError):
    """A file that is not taken, with the reason as a code and as a sentence for whoever chose it."""

    def __init__(self, code: Refusal, sentence: str | Promise = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.sentence = sentence or SENTENCES[code]


def check_file(file: BinaryIO, name: str, *, allowed: Collection[Kind], largest: int) -> Kind:
    """Give the kind of a file after looking into it. `largest` is in bytes.

    Raises FileRefusedError. The file is read from its beginning and left there.
    """
    kind = kind_by_name(name)
    if kind is None or kind not in allowed:
        ends = get_text_list([f".{each}" for each in Kind if each in allowed])
        raise FileRefusedError(
            Refusal.NOT_ALLOWED,
            format_lazy(_("Files of this kind are not taken here. Choose one that ends in {}."), ends),
        )
    check_size(file, largest)
    file.seek(0)
    head = file.read(8192)
    file.seek(0)
    if kind in OFFICE:
        check_office(file, kind)
        return kind
    found = filetype.guess(head)
    if found is None or kind not in BY_CONTENT.get(found.mime, ()):
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    return kind


def check_size(file: BinaryIO, largest: int) -> None:
    """Refuse a file that is empty or larger than `largest` bytes."""
    size = file.seek(0, 2)
    if not size:
        raise FileRefusedError(Refusal.EMPTY)
    if size > largest:
        sentence = _("The file has {} MB; {} MB is the most. Make it smaller or shorter, or cut it in two.")
        raise FileRefusedError(Refusal.TOO_LARGE, format_lazy(sentence, -(-size // MEGABYTE), largest // MEGABYTE))


def check_office(file: BinaryIO, kind: Kind, *, depth: int = 0) -> None:
    """Refuse an Office file (docx, pptx, xlsx) that is a bomb, locked, with macros, or not what its name says.

    Only the list of its parts and a few small parts are read; nothing is unpacked to disk. Raises FileRefusedError.
    """
    _refuse_old_office(file)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive)
            _check_xml(archive)
            _check_main_part(archive, kind)
            _check_relations(archive)
            _check_packed_inside(archive, depth)
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, EOFError, NotImplementedError) as problem:
        raise FileRefusedError(Refusal.BROKEN) from problem
    finally:
        file.seek(0)


def kind_by_name(name: str) -> Kind | None:
    """Give the kind a file claims to be by the end of its name, or None."""
    end = posixpath.splitext(name.replace("\\", "/"))[1].lower().removeprefix(".")
    return OTHER_ENDS.get(end) or (Kind(end) if end in set(Kind) else None)


def _refuse_old_office(file: BinaryIO) -> None:
    file.seek(0)
    head = file.read(65536)
    file.seek(0)
    if head.startswith(OLD_OFFICE):
        rest = head + file.read(MEGABYTE)
        file.seek(0)
        raise FileRefusedError(Refusal.ENCRYPTED if ENCRYPTED_PACKAGE in rest else Refusal.NOT_WHAT_IT_SAYS)
    if not head.startswith(b"PK"):
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Judge the archive by its list of contents alone."""
    parts = archive.infolist()
    if len(parts) > MOST_MEMBERS:
        raise FileRefusedError(Refusal.TOO_MANY_PARTS)
    unpacked, packed = sum(each.file_size for each in parts), sum(each.compress_size for each in parts)
    steep = any(each.file_size > max(SMALL_PART, STEEPEST * each.compress_size) for each in parts)
    if unpacked > MOST_UNPACKED or unpacked > max(SMALL_PART, STEEPEST * packed) or steep:
        raise FileRefusedError(Refusal.UNPACKS_TOO_LARGE)
    names = [each.filename.lower() for each in parts]
    for part, name in zip(parts, names, strict=True):
        if part.flag_bits & 0x1:
            raise FileRefusedError(Refusal.ENCRYPTED)
        if posixpath.basename(name).startswith("vbaproject") or "/activex/" in name:
            raise FileRefusedError(Refusal.MACROS)
        if name.endswith(ARCHIVES + PROGRAMS) or (name.endswith(".bin") and "/embeddings/" in name):
            raise FileRefusedError(Refusal.HIDES_FILES)
        if stat.S_ISLNK(part.external_attr >> 16) or name.startswith("/") or ".." in name.split("/"):
            raise FileRefusedError(Refusal.BROKEN)
    if len(set(names)) != len(names):
        raise FileRefusedError(Refusal.BROKEN)


def _check_xml(archive: zipfile.ZipFile) -> None:
    """Refuse parts that bring definitions of their own (`<!DOCTYPE`), before a reader ever meets them."""
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels", ".vml")):
            with archive.open(name) as part:
                next(iterparse(part, events=("start",), forbid_dtd=True), None)


def _elements(archive: zipfile.ZipFile, name: str) -> Iterator[Element]:
    with archive.open(name) as part:
        for _event, element in iterparse(part, events=("end",), forbid_dtd=True):
            yield element


def _check_main_part(archive: zipfile.ZipFile, kind: Kind) -> None:
    """Ask the file itself what it is: the name may lie, the type of its main part is what programs go by."""
    main = next(
        (each.get("Target", "") for each in _elements(archive, "_rels/.rels") if _relation(each) == "officeDocument"),
        "",
    )
    types = list(_elements(archive, "[Content_Types].xml"))
    by_part = {each.get("PartName", "").lower(): each.get("ContentType", "") for each in types if each.get("PartName")}
    if any("macroEnabled" in each.get("ContentType", "") for each in types):
        raise FileRefusedError(Refusal.MACROS)
    if by_part.get(f"/{main.removeprefix('/').lower()}") != f"{MIME[kind]}.main+xml":
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)


def _relation(element: Element) -> str:
    return element.get("Type", "").rsplit("/", 1)[-1]


def _check_relations(archive: zipfile.ZipFile) -> None:
    """Refuse what is fetched over a network when the file is opened. A link that somebody follows herself is no harm,
    nor is a template on the writer's own disk, which Word likes to name.
    """
    for name in archive.namelist():
        if name.lower().endswith(".rels"):
            for element in _elements(archive, name):
                away = element.get("TargetMode") == "External" and _relation(element) != "hyperlink"
                if away and not OWN_DISK.match(element.get("Target", "")):
                    raise FileRefusedError(Refusal.LOADS_FROM_ELSEWHERE)


def _check_packed_inside(archive: zipfile.ZipFile, depth: int) -> None:
    """Look into the sheets that stand behind charts; anything deeper is refused."""
    for name in archive.namelist():
        inner = kind_by_name(name)
        if inner in OFFICE:
            if depth:
                raise FileRefusedError(Refusal.HIDES_FILES)
            with archive.open(name) as part:
                check_office(part, inner, depth=depth + 1)  # type: ignore[arg-type]  # it can be read and wound back
