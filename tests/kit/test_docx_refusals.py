"""Word files that are not taken, and those that cost more than they may: the server does not notice."""

import io
import resource
import zipfile

import pytest

from lms.kit.docx_reading import reading
from lms.kit.docx_reading.reading import Trouble, UnreadableError, read_word
from lms.kit.files import FileRefusedError, Refusal
from tests.factories.word import blank, bytes_of, part_of, with_parts


def zipped(**parts: bytes) -> io.BytesIO:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    held.seek(0)
    return held


EXTERNAL = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    ' Target="https://example.org/evil.dotm" TargetMode="External"/></Relationships>'
)


def bomb() -> io.BytesIO:
    return with_parts(blank(), {"word/media/bomb.xml": b"<a>" + b" " * 120_000_000 + b"</a>"})


def doctype() -> io.BytesIO:
    document = blank()
    xml = part_of(document, "word/document.xml").split("?>", 1)[-1]
    return with_parts(document, {"word/document.xml": f"<!DOCTYPE d [<!ENTITY a 'b'>]>{xml}"})


def remote_template() -> io.BytesIO:
    document = blank()
    relations = part_of(document, "word/_rels/document.xml.rels").replace("</Relationships>", EXTERNAL)
    return with_parts(document, {"word/_rels/document.xml.rels": relations})


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (io.BytesIO, Refusal.EMPTY),
        (lambda: zipped(a=b"b"), Refusal.BROKEN),
        (lambda: io.BytesIO(b"%PDF-1.7"), Refusal.NOT_WHAT_IT_SAYS),
        (lambda: io.BytesIO(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600), Refusal.NOT_WHAT_IT_SAYS),
        (lambda: with_parts(blank(), {"word/vbaProject.bin": b"x"}), Refusal.MACROS),
        (bomb, Refusal.UNPACKS_TOO_LARGE),
        (doctype, Refusal.BROKEN),
        (remote_template, Refusal.LOADS_FROM_ELSEWHERE),
    ],
)
def test_file_that_hides_something_is_refused_with_a_sentence(make, why):
    with pytest.raises(FileRefusedError) as refused:
        read_word(make(), "fil.docx")
    assert refused.value.code == why
    assert str(refused.value.sentence)


def test_file_of_another_kind_is_refused():
    with pytest.raises(FileRefusedError) as refused:
        read_word(io.BytesIO(b"x"), "fil.doc")
    assert refused.value.code == Refusal.NOT_ALLOWED


def test_file_over_40_megabytes_is_refused():
    with pytest.raises(FileRefusedError) as refused:
        read_word(io.BytesIO(b"PK" + b"\0" * 41 * 1024 * 1024), "fil.docx")
    assert refused.value.code == Refusal.TOO_LARGE


def test_file_that_needs_too_much_memory_ends_its_reader_and_not_the_server():
    lines = "".join(f"<w:p><w:r><w:t>{number * 7919 % 1_000_003}</w:t></w:r></w:p>" for number in range(900_000))
    document = blank()
    before, sign, after = part_of(document, "word/document.xml").partition("<w:sectPr")
    heavy = with_parts(document, {"word/document.xml": before + lines + sign + after})
    del lines
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableError) as trouble:
        read_word(heavy, "fil.docx")
    assert trouble.value.code == Trouble.TOO_HEAVY
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 20_000  # kilobytes


def test_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    with pytest.raises(UnreadableError) as trouble:
        read_word(bytes_of(blank()), "fil.docx")
    assert trouble.value.code == Trouble.TOO_HEAVY


def test_reader_leaves_nothing_behind(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read_word(bytes_of(blank()), "fil.docx")
    assert list(tmp_path.iterdir()) == []
