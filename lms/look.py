"""The one stylesheet: the layers in `lms/static/css/` joined in their order."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

LAYERS = ("tokens", "base", "layout", "components", "print")
_FOLDER = settings.ROOT / "lms/static/css"


@dataclass(frozen=True)
class Sheet:
    """The joined stylesheet, and the name that changes with its content."""

    plain: bytes
    digest: str


def sheet() -> Sheet:
    """Give the stylesheet; while developing it follows each change of a file."""
    paths = [_FOLDER / f"{layer}.css" for layer in LAYERS]
    return _join(tuple(path.stat().st_mtime_ns for path in paths) if settings.DEBUG else ())


@lru_cache(maxsize=1)
def _join(_stamp: tuple[int, ...]) -> Sheet:
    """Join the layers without their comments and indentation."""
    text = "".join((_FOLDER / f"{layer}.css").read_text(encoding="utf-8") for layer in LAYERS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    plain = re.sub(r"\s*\n\s*", "\n", text).strip().encode()
    return Sheet(plain, hashlib.sha256(plain).hexdigest()[:12])
