"""Files from outside are looked at in a process of their own, and whatever they do there, the server hardly grows."""

import io
import resource
import time
from pathlib import Path

import pytest
from PIL import Image

from lms.kit.files import kind_taken
from lms.kit.kinds import FILM, OFFICE, PICTURES, FileRefusedError, Kind
from lms.kit.looking.looks import look_closely
from tests import hostile

ALLOWED = frozenset({Kind.PDF, *OFFICE, *PICTURES, *FILM, Kind.MP3})
LARGEST = 100 * hostile.MEGABYTE


def look(name: str, content: bytes, folder: Path):
    path = folder / "file"
    path.write_bytes(content)
    return look_closely(path, kind_taken(name, ALLOWED), largest=LARGEST), path


def refusal_of(case: hostile.Case, folder: Path) -> tuple[str, float]:
    name, make, _reason = case
    content = make()
    begun = time.monotonic()
    with pytest.raises(FileRefusedError) as caught:
        look(name, content, folder)
    assert str(caught.value.sentence)
    return caught.value.code, time.monotonic() - begun


@pytest.mark.parametrize("case", hostile.CASES[:10], ids=lambda case: case[0])
def test_hostile_file_is_refused(case, tmp_path):
    assert refusal_of(case, tmp_path)[0] == case[2]


@pytest.mark.long
def test_sixty_hostile_files_hardly_grow_the_server_and_leave_nothing(tmp_path, monkeypatch):
    place, files = tmp_path / "temporary", tmp_path / "files"
    place.mkdir(), files.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    assert len(hostile.CASES) >= 60
    made = [(name, make(), reason) for name, make, reason in hostile.CASES]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, content, reason in made:
        code, seconds = refusal_of((name, lambda content=content: content, reason), files)
        assert (name, code) == (name, reason)
        assert seconds < 10, name
    for name, content in hostile.good():
        look(name, content, files)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024  # kilobytes
    assert not list(place.iterdir())
    assert [each.name for each in files.iterdir()] == ["file"]


@pytest.mark.long
def test_page_too_heavy_to_draw_is_taken_without_a_preview(tmp_path):
    for name, content in hostile.heavy_but_well():
        begun = time.monotonic()
        seen, _path = look(name, content, tmp_path)
        assert not seen.preview or Image.open(io.BytesIO(seen.preview)).width <= 640, name
        assert time.monotonic() - begun < 10, name


@pytest.mark.parametrize(
    ("number", "pages", "shows"),
    [(0, 3, True), (1, None, True), (3, 2, True), (4, None, True), (6, None, False), (7, None, False)],
    ids=["pptx", "docx", "pdf", "jpg", "mp3", "mp4"],
)
def test_good_file_is_counted_and_shown(number, pages, shows, tmp_path):
    name, content = hostile.good()[number]
    seen, _path = look(name, content, tmp_path)
    assert (seen.pages, bool(seen.preview)) == (pages, shows)


def test_slides_in_hiding_do_not_count(tmp_path):
    assert look("a.pptx", hostile.pptx(5, hidden=2), tmp_path)[0].pages == 3


def test_picture_and_film_lose_the_place_where_they_were_taken(tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "Telefon"
    exif.get_ifd(0x8825)[2] = (59.0, 54.0, 0.0)
    _seen, path = look("a.jpg", hostile.picture(exif=exif), tmp_path)
    assert not Image.open(path).getexif()
    assert b"Telefon" not in path.read_bytes()
    before = hostile.mp4()
    assert b"+59.91" in before
    seen, path = look("a.mp4", before, tmp_path)
    assert b"+59.91" not in path.read_bytes()
    assert seen.size == len(before)
