"""Pictures of plain rectangles as PNG files, without a drawing library: an icon and a share card need no more.

The format: https://www.w3.org/TR/png-3/
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from struct import pack
from typing import NamedTuple

Colour = tuple[int, int, int]


class Box(NamedTuple):
    """A filled rectangle: its left upper corner, its width and height in pixels, and its colour's place in the palette."""

    x: int
    y: int
    width: int
    height: int
    colour: int


def draw_png(width: int, height: int, palette: Sequence[Colour], boxes: Iterable[Box]) -> bytes:
    """A picture in the palette's first colour with boxes on it, the later ones on top."""
    boxes = list(boxes)
    # Rows are the same from one edge of a box to the next, so each stretch is drawn once and repeated.
    edges = sorted({0, height, *(y for box in boxes for y in (box.y, box.y + box.height) if 0 < y < height)})
    pixels = b"".join(
        _draw_row(width, [box for box in boxes if box.y <= top < box.y + box.height]) * (end - top) for top, end in pairwise(edges)
    )
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(part for colour in palette for part in colour)),
            _chunk(b"IDAT", zlib.compress(pixels, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _draw_row(width: int, boxes: Iterable[Box]) -> bytes:
    row = bytearray(width)
    for box in boxes:
        left, right = max(box.x, 0), min(box.x + box.width, width)
        row[left:right] = bytes([box.colour]) * max(right - left, 0)
    return b"\x00" + bytes(row)  # no filter


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))
