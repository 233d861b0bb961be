"""Looks into Office files (docx, pptx, xlsx): is one what it says, does it hide anything, what does it show?

Only the list of its parts and a few small parts are read; nothing is unpacked to disk.
"""

import io
import posixpath
import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .kinds import MEGABYTE, MIME, OFFICE, FileRefusedError, Kind, Refusal, kind_by_name

MOST_MEMBERS = 2_000
MOST_UNPACKED = 200 * MEGABYTE
STEEPEST = 100  # how many times larger a part may become when it is unpacked
LONGEST_LIST = 2 * MEGABYTE  # of contents; one of 2,000 parts has far less
LONGEST_RELATIONS = 8 * MEGABYTE  # of a part that says what belongs together
HEAD_OF_PART = 64 * 1024  # its first tag stands in it
LARGEST_THUMBNAIL = 2 * MEGABYTE
SMALL_PART = MEGABYTE  # below this a part may be packed as tightly as it likes
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # what Office packed files in before 2007, and packs encrypted ones in
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar", ".jar", ".xz", ".bz2", ".cab")
OWN_DISK = re.compile(r"(file:///)?[a-z]:|[^:/\\\\][^:]*$", re.IGNORECASE)
"""A path on the disk of whoever wrote the file, or beside the file."""
SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
THUMBNAIL = re.compile(r"docprops/thumbnail\.(jpe?g|png)")
PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".msi", ".html", ".htm", ".svgz", ".lnk")


def check_office(file: BinaryIO, kind: Kind, *, depth: int = 0) -> None:
    """Refuse an Office file (docx, pptx, xlsx) that is a bomb, locked, with macros, or not what its name says.

    Raises FileRefusedError.
    """
    _refuse_old_office(file)
    _refuse_long_list(file)
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


def _refuse_long_list(file: BinaryIO) -> None:
    """Refuse a list of contents that alone would fill the memory, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read(66_000)
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise FileRefusedError(Refusal.BROKEN)
    longest = struct.unpack_from("<I", tail, end + 12)[0]
    if tail[max(0, end - 20) : end][:4] == b"PK\x06\x07" and end >= 76:  # a large archive counts elsewhere
        longest = struct.unpack_from("<Q", tail, end - 76 + 40)[0]
    if longest > LONGEST_LIST:
        raise FileRefusedError(Refusal.TOO_MANY_PARTS)


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
                next(iterparse(io.BytesIO(part.read(HEAD_OF_PART)), events=("start",), forbid_dtd=True), None)


def _elements(archive: zipfile.ZipFile, name: str) -> Iterator[Element]:
    """Give what stands in a part, one after the other; the tree above them is not kept."""
    if archive.getinfo(name).file_size > LONGEST_RELATIONS:
        raise FileRefusedError(Refusal.UNPACKS_TOO_LARGE)
    with archive.open(name) as part:
        for _event, element in iterparse(part, events=("end",), forbid_dtd=True):
            yield element
            element.clear()


def _check_main_part(archive: zipfile.ZipFile, kind: Kind) -> None:
    """Ask the file itself what it is: the name may lie, the type of its main part is what programs go by."""
    main = next(
        (each.get("Target", "") for each in _elements(archive, "_rels/.rels") if _relation(each) == "officeDocument"),
        "",
    )
    types = [
        (each.get("PartName", "").lower(), each.get("ContentType", ""))
        for each in _elements(archive, "[Content_Types].xml")
    ]
    by_part = {part: kind for part, kind in types if part}
    if any("macroEnabled" in kind for _part, kind in types):
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


def slides_in(file: BinaryIO) -> int:
    """Give how many slides a presentation shows, without those in hiding. The file has been checked."""
    with zipfile.ZipFile(file) as archive:
        names = [each for each in archive.namelist() if SLIDE.fullmatch(each.lower())]
        hidden = 0
        for name in names:
            with archive.open(name) as part:
                _event, root = next(
                    iterparse(io.BytesIO(part.read(HEAD_OF_PART)), events=("start",), forbid_dtd=True), (None, None)
                )
            hidden += root is not None and root.get("show") in ("0", "false")
    file.seek(0)
    return len(names) - hidden


def thumbnail_in(file: BinaryIO) -> bytes:
    """Give the small picture of its first page that an Office file carries, or nothing. The file has been checked."""
    with zipfile.ZipFile(file) as archive:
        found = [each for each in archive.infolist() if THUMBNAIL.fullmatch(each.filename.lower())]
        data = archive.read(found[0]) if found and found[0].file_size <= LARGEST_THUMBNAIL else b""
    file.seek(0)
    return data
