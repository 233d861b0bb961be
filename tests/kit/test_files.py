"""Uploaded files are looked into before anybody opens them; whatever hides something is refused with a sentence."""

import io
import struct
import zipfile

import pytest
from PIL import Image

from lms.kit import files, office
from lms.kit.files import FileRefusedError, Kind, Refusal, check_file
from tests.hostile import docx, with_parts, xlsx

MEGABYTE = 1024 * 1024
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(kind: str, target: str) -> dict[str, bytes | None]:
    entry = f'<Relationship Id="r9" Type="{OFFICE_RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
    return {"word/_rels/header9.xml.rels": f'<Relationships xmlns="{RELATIONS}">{entry}</Relationships>'.encode()}


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, kind)
    return out.getvalue()


MP3 = b"\xff\xfb\x90\x00" + b"\0" * 413
M4A = b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom\0\0\0\0" + b"\0" * 64
MP4 = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + b"\0" * 64


def refused(content: bytes, name: str, allowed=frozenset(Kind), largest=100 * MEGABYTE) -> Refusal:
    file = io.BytesIO(content)
    with pytest.raises(FileRefusedError) as caught:
        check_file(file, name, allowed=allowed, largest=largest)
    assert str(caught.value.sentence)
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Økt.docx", docx(), Kind.DOCX),
        ("ark.XLSX", xlsx(), Kind.XLSX),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Kind.PDF),
        ("a.png", picture("PNG"), Kind.PNG),
        ("a.jpeg", picture("JPEG"), Kind.JPG),
        ("a.mp3", MP3, Kind.MP3),
        ("a.mp3", b"ID3\x03\0\0\0\0\0\0" + MP3, Kind.MP3),
        ("a.m4a", M4A, Kind.M4A),
        ("a.m4a", MP4, Kind.M4A),
        ("a.mp4", MP4, Kind.MP4),
    ],
)
def test_file_that_is_what_it_says_is_taken_and_wound_back(name, content, kind):
    file = io.BytesIO(content)
    assert check_file(file, name, allowed=frozenset(Kind), largest=MEGABYTE) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.pdf", Refusal.EMPTY),
        (b"MZ\x90\0", "a.exe", Refusal.NOT_ALLOWED),
        (b"<svg onload='x()'/>", "a.svg", Refusal.NOT_ALLOWED),
        (b"<html><script>x()</script>", "a.pdf", Refusal.NOT_WHAT_IT_SAYS),
        (picture("PNG"), "a.jpg", Refusal.NOT_WHAT_IT_SAYS),
        (docx(), "a.xlsx", Refusal.NOT_WHAT_IT_SAYS),
        (picture("PNG"), "a.docx", Refusal.NOT_WHAT_IT_SAYS),
        (docx()[:900], "a.docx", Refusal.BROKEN),
        (b"PK\x03\x04 and nothing more", "a.docx", Refusal.BROKEN),
    ],
)
def test_file_that_is_not_what_it_says_is_refused(content, name, reason):
    assert refused(content, name) == reason


def test_file_that_is_too_large_is_refused_with_both_sizes():
    file = io.BytesIO(MP3 + b"\0" * (3 * MEGABYTE))
    with pytest.raises(FileRefusedError, match="too-large") as caught:
        check_file(file, "a.mp3", allowed=files.SOUND, largest=2 * MEGABYTE)
    assert "4 MB" in str(caught.value.sentence)
    assert "2 MB" in str(caught.value.sentence)


def test_renamed_zip_is_no_word_file():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "hello")
    assert refused(out.getvalue(), "a.docx") == Refusal.BROKEN


def test_word_file_with_macros_is_refused_under_either_name():
    assert refused(with_parts(docx(), {"word/vbaProject.bin": b"x"}), "a.docx") == Refusal.MACROS
    types = zipfile.ZipFile(io.BytesIO(docx())).read("[Content_Types].xml").decode()
    enabled = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert refused(with_parts(docx(), {"[Content_Types].xml": enabled.encode()}), "a.docx") == Refusal.MACROS


def test_locked_files_are_refused():
    locked = office.OLD_OFFICE + b"\0" * 2000 + office.ENCRYPTED_PACKAGE
    assert refused(locked, "a.docx") == Refusal.ENCRYPTED
    marked = bytearray(docx())
    at = marked.find(b"PK\x01\x02")
    marked[at + 8 : at + 10] = struct.pack("<H", 1)
    assert refused(bytes(marked), "a.docx") == Refusal.ENCRYPTED


def test_old_word_file_is_refused_as_another_kind():
    assert refused(office.OLD_OFFICE + b"\0" * 2000, "a.docx") == Refusal.NOT_WHAT_IT_SAYS


def test_bombs_are_refused_without_unpacking_them():
    assert refused(with_parts(docx(), {"word/a.xml": b"0" * (60 * MEGABYTE)}), "a.docx") == Refusal.UNPACKS_TOO_LARGE
    many = {f"word/{number}.txt": b"" for number in range(office.MOST_MEMBERS + 1)}
    assert refused(with_parts(docx(), many), "a.docx") == Refusal.TOO_MANY_PARTS


def test_definitions_of_its_own_are_refused():
    laughs = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><w:p xmlns:w="w">&lol2;</w:p>'
    assert refused(with_parts(docx(), {"word/document.xml": laughs}), "a.docx") == Refusal.BROKEN


@pytest.mark.parametrize("name", ["word/embeddings/oleObject1.bin", "word/media/more.zip", "word/run.exe"])
def test_foreign_things_inside_are_refused(name):
    assert refused(with_parts(docx(), {name: b"x"}), "a.docx") == Refusal.HIDES_FILES


def test_sheet_behind_a_chart_is_looked_into_but_nothing_deeper():
    check_file(
        io.BytesIO(with_parts(docx(), {"word/embeddings/sheet.xlsx": xlsx()})),
        "a.docx",
        allowed=files.OFFICE,
        largest=MEGABYTE,
    )
    sheet = with_parts(xlsx(), {"xl/vbaProject.bin": b"x"})
    assert refused(with_parts(docx(), {"word/embeddings/sheet.xlsx": sheet}), "a.docx") == Refusal.MACROS
    deep = with_parts(xlsx(), {"xl/embeddings/deep.docx": docx()})
    assert refused(with_parts(docx(), {"word/embeddings/sheet.xlsx": deep}), "a.docx") == Refusal.HIDES_FILES


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://evil.example/t.dotm"),
        ("attachedTemplate", "file://server/share/t.dotm"),
        ("image", r"\\server\share\a.png"),
        ("image", "//server/share/a.png"),
        ("oleObject", "mhtml:https://evil.example"),
    ],
)
def test_what_is_fetched_when_the_file_opens_is_refused(kind, target):
    assert refused(with_parts(docx(), relation(kind, target)), "a.docx") == Refusal.LOADS_FROM_ELSEWHERE


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://www.helsenorge.no"),
        ("attachedTemplate", r"file:///C:\Users\a\mal.dotx"),
        ("oleObject", "Budsjett.xlsx"),
    ],
)
def test_links_and_templates_of_ones_own_disk_are_taken(kind, target):
    file = io.BytesIO(with_parts(docx(), relation(kind, target)))
    assert check_file(file, "a.docx", allowed=files.OFFICE, largest=MEGABYTE) == Kind.DOCX
