"""A short recording is sound alone, short, and says nothing of when and by what it was made."""

from io import BytesIO

import pytest

from lms.kit.kinds import FileRefusedError, Refusal
from lms.kit.voices import LARGEST, checked_voice


def element(name: int, content: bytes, *, endless: bool = False) -> bytes:
    """Give an element of WebM; an endless one does not know how long it is, as those of a live recording."""
    size = b"\x01" + b"\xff" * 7 if endless else (0x10000000 | len(content)).to_bytes(4, "big")
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + size + content


def webm(seconds: int = 4, codec: bytes = b"A_OPUS", kind: int = 2, more: bytes = b"") -> bytes:
    """Give a recording as browsers make it."""
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    about = element(0x1549A966, element(0x2AD7B1, b"\x0f\x42\x40") + element(0x5741, b"Phone of Amal"))
    track = element(0xAE, element(0x83, bytes([kind])) + element(0x86, codec))
    block = element(0xA3, b"\x81\x00\x10\x80" + b"sound" * 20)
    cluster = element(0x1F43B675, element(0xE7, (seconds * 1000).to_bytes(3, "big")) + block, endless=True)
    return head + element(0x18538067, about + element(0x1654AE6B, track) + more + cluster, endless=True)


def box(name: bytes, content: bytes) -> bytes:
    """Give a part of an MP4."""
    return (len(content) + 8).to_bytes(4, "big") + name + content


def mp4(seconds: int = 4, kind: bytes = b"soun") -> bytes:
    """Give a recording as Safari makes it."""
    made = (3_900_000_000).to_bytes(4, "big")
    head = bytes(4) + made * 2 + (1000).to_bytes(4, "big") + (seconds * 1000).to_bytes(4, "big")
    track = box(b"trak", box(b"tkhd", bytes(4) + made * 2 + bytes(12)) + box(b"mdia", box(b"hdlr", bytes(8) + kind)))
    moov = box(b"moov", box(b"mvhd", head) + track + box(b"udta", b"Phone of Amal"))
    return box(b"ftyp", b"M4A ") + moov + box(b"mdat", b"sound" * 20)


@pytest.mark.parametrize(("data", "end"), [(webm(), "webm"), (mp4(), "m4a")])
def test_recording_loses_what_tells_of_time_and_device(data, end):
    found, kept = checked_voice(BytesIO(data))
    assert (found, len(kept)) == (end, len(data))
    assert b"Amal" in data
    assert b"Amal" not in kept
    assert (3_900_000_000).to_bytes(4, "big") not in kept
    assert b"sound" * 20 in kept


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html><script>alert(1)</script></html>", Refusal.NOT_WHAT_IT_SAYS),
        (b"", Refusal.EMPTY),
        (b"\x1a\x45\xdf\xa3" + bytes(LARGEST), Refusal.TOO_LARGE),
        (webm(seconds=70), Refusal.TOO_LONG),
        (mp4(seconds=70), Refusal.TOO_LONG),
        (webm(kind=1), Refusal.NOT_WHAT_IT_SAYS),
        (webm(codec=b"V_VP8"), Refusal.NOT_WHAT_IT_SAYS),
        (mp4(kind=b"vide"), Refusal.NOT_WHAT_IT_SAYS),
        (webm(more=element(0x1941A469, b"a file inside")), Refusal.HIDES_FILES),
        (webm()[:-3], Refusal.BROKEN),
        (webm() + b"PK\x03\x04", Refusal.BROKEN),
        (mp4() + b"PK\x03\x04", Refusal.BROKEN),
    ],
)
def test_what_is_no_short_sound_is_refused(data, why):
    with pytest.raises(FileRefusedError) as refused:
        checked_voice(BytesIO(data))
    assert refused.value.code == why
