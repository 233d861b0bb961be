"""Looks into a short recording that a browser has made: is it sound alone, is it short, does it tell when or by what?

Browsers record into WebM (Opus) or MP4 (AAC). The bytes are walked from beginning to end, nothing is played. What tells
of time and device is wiped in place.
"""

import io
from collections.abc import Iterator

from .files import check_size
from .kinds import FileRefusedError, Refusal
from .looking.media import boxes, check_film
from .viruses import check_for_viruses

LARGEST = 1_500_000  # bytes: a minute of AAC at 128 kbit/s is a million; Opus needs a quarter of that
LONGEST = 60  # seconds
GRACE = 3  # seconds by which the last piece of a recording may run over
TYPES = {"webm": "audio/webm", "m4a": "audio/mp4"}
"""What a browser is told a recording is, by the end of its name."""

EBML, DOCTYPE, SEGMENT, CLUSTER, TRACKS, TRACK = 0x1A45DFA3, 0x4282, 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE
GROUP, INFO = 0xA0, 0x1549A966
HOLDING = {SEGMENT, CLUSTER, TRACKS, TRACK, GROUP, INFO, EBML}
SCALE, TIME, SIMPLE, BLOCK, TRACK_TYPE, CODEC = 0x2AD7B1, 0xE7, 0xA3, 0xA1, 0x83, 0x86
TELLING = {0x4461, 0x7BA9, 0x4D80, 0x5741, 0x73A4, 0x1254C367}  # date, title, programs, identity, tags
REFUSED = {0x1941A469, 0x1043A770}  # attachments, chapters
SOUND_TRACK = 2
TIMES = {b"mvhd", b"tkhd", b"mdhd"}


def checked_voice(file: io.IOBase, *, longest: int = LONGEST, largest: int = LARGEST) -> tuple[str, bytes]:
    """Give the end of a name and the bytes of a recording, without what tells of time and device; `longest` in seconds,
    `largest` in bytes. Raises FileRefusedError."""
    check_size(file, largest)  # type: ignore[arg-type]
    file.seek(0)
    data = bytearray(file.read())
    if data[:4] == EBML.to_bytes(4, "big"):
        end = "webm"
        _check_webm(data, longest)
    elif data[4:8] == b"ftyp":
        end = "m4a"
        data = _checked_mp4(data, longest)
    else:
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    check_for_viruses(io.BytesIO(data))
    return end, bytes(data)


def _check_webm(data: bytearray, longest: int) -> None:
    """Refuse what is not one sound in WebM, or too long; wipe what tells."""
    kind, codecs, types, scale, cluster, last = b"", set(), [], 1_000_000, 0, 0
    for name, start, end in _elements(data):
        words = bytes(data[start:end])
        if name in REFUSED:
            raise FileRefusedError(Refusal.HIDES_FILES)
        if name in TELLING:
            data[start:end] = bytes(end - start)
        elif name == DOCTYPE:
            kind = words
        elif name == CODEC:
            codecs.add(words.rstrip(b"\0"))
        elif name == TRACK_TYPE:
            types.append(_number(words))
        elif name == SCALE:
            scale = _number(words)
        elif name == TIME:
            cluster = _number(words)
        elif name in (SIMPLE, BLOCK) and len(words) > 3:
            last = max(last, cluster + int.from_bytes(words[1:3], "big", signed=True))
    if kind.rstrip(b"\0") != b"webm" or types != [SOUND_TRACK] or codecs != {b"A_OPUS"} or not last:
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    if last * scale > (longest + GRACE) * 1_000_000_000:
        raise FileRefusedError(Refusal.TOO_LONG)


def _number(words: bytes) -> int:
    return int.from_bytes(words[:8], "big")


def _elements(data: bytearray) -> Iterator[tuple[int, int, int]]:
    """Give name, beginning and end of each element's content; those that hold others are gone into, so that it does not
    matter that a live recording does not know how long they are."""
    place = 0
    while place < len(data):
        name, place = _variable(data, place, keep=True)
        size, start = _variable(data, place, keep=False)
        if name in HOLDING:
            place = start
            continue
        place = start + size
        if place > len(data):
            raise FileRefusedError(Refusal.BROKEN)
        yield name, start, place


def _variable(data: bytearray, place: int, *, keep: bool) -> tuple[int, int]:
    """Read a number whose first byte says how many bytes it has; give it and the place behind it."""
    first = data[place] if place < len(data) else 0
    length = 9 - first.bit_length()
    if not first or length > (4 if keep else 8) or place + length > len(data):
        raise FileRefusedError(Refusal.BROKEN)
    value = int.from_bytes(data[place : place + length], "big")
    return value if keep else value & ((1 << 7 * length) - 1), place + length


def _checked_mp4(data: bytearray, longest: int) -> bytearray:
    """Refuse what is not one sound in MP4, or says that it is too long; wipe what tells."""
    file = io.BytesIO(data)
    check_film(file)
    kinds = list(_sounds(file, 0, len(data), longest))
    if kinds != [b"soun"]:
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    return bytearray(file.getvalue())


def _sounds(file: io.BytesIO, start: int, end: int, longest: int) -> Iterator[bytes]:
    """Give what each track holds; wipe when it was made."""
    for name, first, last in list(boxes(file, start, end)):
        if name in (b"moov", b"trak", b"mdia"):
            yield from _sounds(file, first + 8, last, longest)
            continue
        file.seek(first + 8)
        words = file.read(min(40, last - first - 8))
        if name == b"hdlr":
            yield words[8:12]
        elif name in TIMES and len(words) >= 20:
            wide = 8 if words[0] else 4
            file.seek(first + 12)
            file.write(bytes(2 * wide))
            if name == b"mvhd":
                scale = int.from_bytes(words[4 + 2 * wide : 8 + 2 * wide], "big")
                length = int.from_bytes(words[8 + 2 * wide : 8 + 3 * wide], "big")
                if length != (1 << 8 * wide) - 1 and length > (longest + GRACE) * scale:
                    raise FileRefusedError(Refusal.TOO_LONG)
