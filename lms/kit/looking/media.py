"""Reads sound and film as far as their outline: are they one from beginning to end, and do they tell a place?"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from ..kinds import FileRefusedError, Refusal

FREE = b"free"  # the name of a part that players pass over
TELLING = (b"udta", b"meta")  # where phones write down place, time and owner
HOLDING = (b"moov", b"trak")
MOST_PARTS = 10_000
SECTIONS = {3: 1152, 2: 576}  # samples in a frame of layer III, by the version of MPEG
BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
LEAST_IN_TUNE = 0.9  # of the bytes between the tags


def check_film(file: BinaryIO) -> None:
    """Refuse an MP4 or M4A whose parts do not fill it from beginning to end; wipe what tells of place and owner.

    The file is changed in place: a part that tells is emptied and called free, so that nothing else moves.
    """
    size = file.seek(0, 2)
    seen = [name for name, _start, _end in boxes(file, 0, size)]
    if seen[:1] != [b"ftyp"] or b"moov" not in seen or not {b"mdat", b"moof"} & set(seen):
        raise FileRefusedError(Refusal.BROKEN)
    if not _wipe(file, 0, size):
        raise FileRefusedError(Refusal.BROKEN)  # no track: nothing to see or to hear
    file.seek(0)


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Give the parts between two places: name, where it begins, where it ends."""
    for _count in range(MOST_PARTS):
        if start == end:
            return
        file.seek(start)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        least = 8
        if length == 1:
            length, least = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = end - start
        if len(head) < 8 or length < least or start + length > end:
            raise FileRefusedError(Refusal.BROKEN)
        yield head[4:8], start, start + length
        start += length
    raise FileRefusedError(Refusal.TOO_MANY_PARTS)


def _wipe(file: BinaryIO, start: int, end: int) -> int:
    """Empty what tells, in the outline and in each track; give how many tracks there are."""
    tracks = 0
    for name, first, last in list(boxes(file, start, end)):
        if name in HOLDING:
            tracks += (name == b"trak") + _wipe(file, first + 8, last)
        elif name in TELLING:
            file.seek(first + 4)
            file.write(FREE)
            for place in range(first + 8, last, 65536):
                file.seek(place)
                file.write(bytes(min(65536, last - place)))
    return tracks


def check_sound(file: BinaryIO) -> None:
    """Refuse an MP3 that is not a row of frames from its first tag to its last."""
    size = file.seek(0, 2)
    start, end = _after_tag(file), _before_tags(file, size)
    if start >= end:
        raise FileRefusedError(Refusal.BROKEN)
    in_tune = _frames(file, start, end)
    if in_tune < LEAST_IN_TUNE * (end - start):
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    file.seek(0)


def _after_tag(file: BinaryIO) -> int:
    file.seek(0)
    head = file.read(10)
    if head[:3] != b"ID3":
        return 0
    length = 0
    for each in head[6:10]:
        length = length << 7 | each & 0x7F
    return 10 + length


def _before_tags(file: BinaryIO, size: int) -> int:
    if size > 128:
        file.seek(size - 128)
        if file.read(3) == b"TAG":
            return size - 128
    return size


def _frames(file: BinaryIO, start: int, end: int) -> int:
    """Give how many bytes stand in frames that follow each other."""
    found, place = 0, start
    file.seek(place)
    while place < end - 4:
        length = _frame(file.read(4))
        if length and place + length <= end + 4096:  # the last one may be cut
            found += length
            place += length
        else:
            place = _next_sync(file, place + 1, end)
        file.seek(place, os.SEEK_SET)
    return found


def _next_sync(file: BinaryIO, place: int, end: int) -> int:
    while place < end:
        file.seek(place)
        block = file.read(65536)
        at = block.find(b"\xff")
        if at >= 0:
            return place + at
        place += len(block) or 1
    return end


def _frame(head: bytes) -> int:
    """Give the length of a frame of layer III by its head, or 0."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate_at = head[2] >> 2 & 3
    bitrate = BITRATES[3 if version == 3 else 2][head[2] >> 4]
    if version == 1 or layer != 1 or rate_at == 3 or not bitrate:
        return 0
    samples = SECTIONS[3 if version == 3 else 2]
    return samples // 8 * bitrate * 1000 // RATES[version][rate_at] + (head[2] >> 1 & 1)
