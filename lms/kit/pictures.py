"""Draws uploaded pictures anew, so that nothing stays of where, when and with which phone they were taken."""

import io
from typing import IO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from .files import FileRefusedError, Refusal

MOST_PIXELS = 40_000_000  # drawing one takes about 160 MB of memory
AS = {"MPO": "JPEG"}  # some phones put several pictures into one file
HOW: dict[str, dict] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
    "GIF": {},
}
NEEDED = ("transparency", "icc_profile", "duration", "loop", "background", "disposal")
"""What a picture needs to look the same; everything else beside its pixels goes."""


def drawn_anew(file: IO[bytes], name: str, *, longest: int = 0) -> ContentFile:
    """Give a picture upright and without a word about its making (EXIF, GPS, XMP, comments); with `longest` its longer
    side has at most so many pixels.

    Raises FileRefusedError for what is no picture, and for one too large to be drawn.
    """
    try:
        file.seek(0)
        picture = Image.open(file)
        if picture.width * picture.height * getattr(picture, "n_frames", 1) > MOST_PIXELS:
            raise FileRefusedError(Refusal.UNPACKS_TOO_LARGE)
        kind = AS.get(picture.format or "", picture.format or "")
        if kind not in HOW:
            raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
        out = io.BytesIO()
        moves = getattr(picture, "n_frames", 1) > 1 and kind in ("GIF", "WEBP", "PNG")
        frames = [_bare(each) for each in ImageSequence.Iterator(picture)] if moves else [_bare(picture)]
        if longest:
            for each in frames:
                each.thumbnail((longest, longest))
        more = _keeping_time(frames) if moves else {}
        frames[0].save(out, kind, **HOW[kind], **more)
    except (UnidentifiedImageError, Image.DecompressionBombError) as problem:
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS) from problem
    except (OSError, SyntaxError, ValueError, EOFError) as problem:
        if isinstance(problem, FileRefusedError):
            raise
        raise FileRefusedError(Refusal.BROKEN) from problem
    finally:
        file.seek(0)
    return ContentFile(out.getvalue(), name=name)


def _bare(frame: Image.Image) -> Image.Image:
    """Give one frame turned the way it is looked at, with its pixels and little else."""
    upright = ImageOps.exif_transpose(frame)
    bare = upright.copy()
    bare.info = {name: value for name, value in upright.info.items() if name in NEEDED}
    bare.getexif().clear()
    return bare


def _keeping_time(frames: list[Image.Image]) -> dict:
    """Give what lets a moving picture move as before."""
    return {
        "save_all": True,
        "append_images": frames[1:],
        "duration": [frame.info.get("duration", 100) for frame in frames],
        "loop": frames[0].info.get("loop", 0),
    }


PORTRAIT = (600, 750)
"""How large a portrait is drawn: four to five, fine enough for a card."""


def portrait(file: IO[bytes]) -> ContentFile:
    """Give a photo of somebody upright, cropped to four by five around the upper middle where faces are, in one size,
    and without a word about its making. Raises FileRefusedError."""
    plain = drawn_anew(file, "photo")
    with Image.open(plain) as picture:
        cut = ImageOps.fit(picture.convert("RGB"), PORTRAIT, Image.Resampling.LANCZOS, centering=(0.5, 0.35))
    out = io.BytesIO()
    cut.save(out, "JPEG", quality=90, optimize=True)
    return ContentFile(out.getvalue(), name="photo.jpg")
