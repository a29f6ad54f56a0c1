"""Pictures for sharing and for a phone's screen, read back as pixels."""

from __future__ import annotations

import zlib
from struct import unpack

import pytest

from wishlight.pages.sharing import card_of
from wishlight.pages.states import SHAPES
from wishlight.site.cards import CARDS, ICONS, LAMP, PALETTE, ROWS, SIZE, make_cards, make_icons
from wishlight.site.png import Box, draw_png
from wishlight.site.shells import SECTIONS


def read_png(data: bytes) -> tuple[int, int, list[bytes], bytes]:
    """(width, height, rows of palette places, palette); every chunk's sum is checked."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(data):
        (length,) = unpack(">I", data[at : at + 4])
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + content)
        chunks[kind], at = content, at + 12 + length
    width, height, depth, colours, *_ = unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, colours, list(chunks)[-1]) == (8, 3, b"IEND")
    pixels = zlib.decompress(chunks[b"IDAT"])
    assert len(pixels) == height * (width + 1)
    rows = [pixels[i * (width + 1) + 1 : (i + 1) * (width + 1)] for i in range(height)]
    return width, height, rows, chunks[b"PLTE"]


def test_boxes_are_drawn_where_they_stand_the_later_on_top_and_cut_at_the_edge() -> None:
    width, height, rows, palette = read_png(draw_png(6, 3, [(0, 0, 0), (255, 0, 0), (0, 0, 255)], [Box(1, 0, 3, 2, 1), Box(3, 1, 9, 9, 2)]))
    assert (width, height, palette) == (6, 3, b"\0\0\0\xff\0\0\0\0\xff")
    assert rows == [b"\0\1\1\1\0\0", b"\0\1\1\2\2\2", b"\0\0\0\2\2\2"]


def test_every_card_is_a_picture_of_its_own_in_the_size_that_previews_show() -> None:
    cards = {draft.path: draft.make() for draft in make_cards()}
    assert set(cards) == {f"assets/cards/{name}.png" for name in CARDS}
    assert len(set(cards.values())) == len(cards)
    assert max(map(len, cards.values())) < 8 * 1024
    for name, picture in CARDS.items():
        width, height, pixels, palette = read_png(cards[f"assets/cards/{name}.png"])
        assert (width, height) == SIZE
        assert palette == bytes(part for colour in PALETTE for part in colour)
        assert [len(row) for row in picture.split()] == [11] * ROWS, name
        lit = picture.count("#")
        assert sum(row.count(LAMP) for row in pixels) == lit * 2 * 19 * (14 + 19), "every lit window: two panes below their light, and two whole ones"


def test_each_section_and_each_state_of_a_record_has_its_card() -> None:
    assert set(SECTIONS) <= set(CARDS)
    wanted = {card_of(kind, status) for kind in ("wish", "action", "deed") for status in SHAPES[kind]}
    assert wanted <= set(CARDS)
    assert {name for name in CARDS if "-" in name} == wanted


@pytest.mark.parametrize("size", ICONS)
def test_an_icon_keeps_its_picture_inside_the_circle_that_phones_cut(size: int) -> None:
    icons = {asset.path: asset.data for asset in make_icons()}
    width, height, rows, _ = read_png(icons[f"assets/icon-{size}.png"])
    assert (width, height) == (size, size)
    drawn = [(x, y) for y, row in enumerate(rows) for x, colour in enumerate(row) if colour]
    assert drawn
    # The safe zone of a maskable icon: a circle of 40 % of its width. https://www.w3.org/TR/appmanifest/#icon-masks
    assert max((x + 0.5 - size / 2) ** 2 + (y + 0.5 - size / 2) ** 2 for x, y in drawn) <= (0.45 * size) ** 2


def test_the_pictures_are_the_same_each_time() -> None:
    assert [one.make() for one in make_cards()] == [one.make() for one in make_cards()]
    assert [*make_icons()] == [*make_icons()]
