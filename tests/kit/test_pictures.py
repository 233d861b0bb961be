"""Pictures keep their pixels and lose what they tell about their making."""

import io

import pytest
from PIL import Image

from lms.kit.files import FileRefusedError
from lms.kit.pictures import drawn_anew

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def photo(kind: str = "JPEG", size: tuple[int, int] = (40, 20), orientation: int = 6) -> io.BytesIO:
    """Give a photo as a phone takes it: lying on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "Telefonen", orientation
    exif.get_ifd(GPS).update({1: "N", 2: (59.0, 54.0, 50.0), 3: "E", 4: (10.0, 44.0, 58.0)})
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, exif=exif)
    return out


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_and_phone_are_gone_and_the_picture_stands_upright(kind):
    taken = photo(kind)
    assert Image.open(taken).getexif().get_ifd(GPS), "the photo of the test holds no place"
    drawn = Image.open(drawn_anew(taken, "a.jpg"))
    assert dict(drawn.getexif()) == {}
    assert not drawn.getexif().get_ifd(GPS)
    assert (drawn.format, drawn.size) == (kind, (20, 40))
    assert b"Telefonen" not in drawn_anew(taken, "a.jpg").read()


def test_comments_are_gone():
    out = io.BytesIO()
    Image.new("P", (4, 4)).save(out, "GIF", comment=b"hjemme hos Fatima")
    assert b"Fatima" not in drawn_anew(out, "a.gif").read()


def test_moving_picture_still_moves():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("teal", "white", "black")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=[50, 60, 70])
    assert Image.open(drawn_anew(out, "a.gif")).n_frames == 3


@pytest.mark.parametrize("content", [b"", b"no picture", photo().getvalue()[:120]])
def test_what_is_no_whole_picture_is_refused(content):
    with pytest.raises(FileRefusedError):
        drawn_anew(io.BytesIO(content), "a.jpg")


def test_picture_too_large_to_draw_is_refused():
    out = io.BytesIO()
    Image.new("1", (7_000, 5_800)).save(out, "PNG")
    with pytest.raises(FileRefusedError, match="unpacks-too-large"):
        drawn_anew(out, "a.png")
