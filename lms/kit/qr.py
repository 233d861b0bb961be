"""Draws QR codes; the sole user of segno."""

import io
import itertools

import segno

MASK = 0
"""Which of the eight patterns is laid over the dark and light of a code for print; the code itself says which. To try
all eight and take the calmest costs four times as much as all the rest, and small, turned and blurred codes were read
as often with this one."""


def qr_svg(text: str) -> str:
    """Give an SVG picture of the text as a QR code: black on white with its quiet zone, medium error correction,
    without inline styles. The caller names it for screen readers."""
    return segno.make(text, error="m").svg_inline(scale=6, border=4, dark="#000", light="#fff", omitsize=True)


def qr_shape(text: str) -> tuple[int, str]:
    """Give the text as a QR code for print: how many modules wide it is, without its quiet zone, and its dark ones as
    the path of an SVG picture. One path sets faster than hundreds of squares."""
    code = segno.make(text, error="m", mask=MASK)
    runs: list[str] = []
    for y, row in enumerate(code.matrix):
        x = 0
        for dark, group in itertools.groupby(row):
            width = len(list(group))
            if dark:
                runs.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return len(code.matrix), "".join(runs)


def qr_png(text: str) -> bytes:
    """Give the text as a QR code for a Word file: a PNG as wide as two fingers."""
    held = io.BytesIO()
    segno.make(text, error="m").save(held, kind="png", scale=6, border=2, dpi=220)
    return held.getvalue()
