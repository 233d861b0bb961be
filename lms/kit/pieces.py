"""Takes files that come in pieces, and puts them together again; nothing is ever held in memory as a whole."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from django.core.files import File

BLOCK = 64 * 1024
LARGEST_PIECE = 8 * 1024 * 1024


class Stream(Protocol):
    """What can be read to its end: a request, a file."""

    def read(self, size: int, /) -> bytes:
        """Give the next bytes, none at the end."""
        ...


@contextmanager
def piece_of(stream: Stream, most: int) -> Iterator[File]:
    """Give what comes, `most` bytes at most, as a file on the disk. If the connection breaks, what has come counts."""
    with tempfile.TemporaryFile(prefix="piece-") as spool:
        left = min(most, LARGEST_PIECE)
        try:
            while left and (block := stream.read(min(BLOCK, left))):
                spool.write(block)
                left -= len(block)
        except OSError:
            pass  # the sender is gone, and begins again behind what has come
        spool.seek(0)
        yield File(spool, name="piece")


@contextmanager
def put_together(pieces: Iterable[File]) -> Iterator[Path]:
    """Give the pieces as one file on the disk, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="whole-") as folder:
        path = Path(folder) / "file"
        with path.open("wb") as whole:
            for piece in pieces:
                with piece.open("rb") as opened:
                    while block := opened.read(BLOCK):
                        whole.write(block)
        yield path
