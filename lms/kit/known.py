"""What a phone knows already, and an answer sent as what it does not know yet (RFC 9842, “dcz”).

A phone keeps a text that is the same for everybody. Asked for a page, it says which one it has, and the page is sent as
the difference. The page itself is kept nowhere.
"""

import base64
import hashlib
from functools import cached_property

from backports import zstd  # in Python 3.14 it is compression.zstd

MAGIC = b"\x5e\x2a\x4d\x18\x20\x00\x00\x00"  # of a frame that decoders skip; it holds the hash of what is known
LEVEL = 15  # one or two milliseconds for a page; the highest gives a hundredth less
ENCODING = "dcz"


class Known:
    """A text that phones keep."""

    def __init__(self, text: str) -> None:
        """Take the text, which says nothing of anybody."""
        self.plain = text.encode()
        self.digest = hashlib.sha256(self.plain).digest()

    @property
    def name(self) -> str:
        """Give what its address is called by: another text has another one."""
        return self.digest.hex()[:12]

    @property
    def mark(self) -> str:
        """Give what a browser says that has it."""
        return f":{base64.b64encode(self.digest).decode()}:"

    @cached_property
    def _dictionary(self) -> zstd.ZstdDict:
        return zstd.ZstdDict(self.plain, is_raw=True)

    def shorten(self, body: bytes) -> bytes:
        """Give what has to be sent of an answer to whoever has this text."""
        rest = zstd.compress(body, level=LEVEL, zstd_dict=self._dictionary.as_digested_dict)
        return MAGIC + self.digest + rest
