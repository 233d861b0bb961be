"""Makes pictures out of a Word file anew, so that nothing but what can be seen comes along."""

import warnings
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageOps

MOST_POINTS = 40_000_000
LARGEST_SIDE = 2400  # wider than any page of ours shows
TAKEN = {"PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"}  # drawings of Word's own (EMF, WMF) and SVG are not


def renew(source: BinaryIO, target: Path) -> Path | None:
    """Write a picture without its hidden facts (place, camera, maker); give the file, or None if it is no picture that
    can be read. Anything larger than 40 million points is not read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        Image.MAX_IMAGE_PIXELS = MOST_POINTS
        try:
            with Image.open(source, formats=sorted(TAKEN)) as opened:
                if opened.width * opened.height > MOST_POINTS:
                    return None
                is_photo = opened.format == "JPEG"
                opened.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
                picture = ImageOps.exif_transpose(opened)
                picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
                bare = picture.convert("RGB" if is_photo else "RGBA")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
            return None
    bare.info = {}
    path = target.with_suffix(".jpg" if is_photo else ".png")
    if is_photo:
        bare.save(path, quality=85)
    else:
        bare.save(path)
    return path
