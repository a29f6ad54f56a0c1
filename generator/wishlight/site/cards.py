"""The pictures shown when a page is shared or put on a phone's screen: a house front at night, drawn in boxes.

Each section has its own card: which windows are lit tells one from another.
"""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.site.png import Box, Colour, draw_png
from wishlight.site.settings import Asset

NIGHT, PAPER, LAMP, WALL, PANE, GLOW = range(6)
PALETTE: tuple[Colour, ...] = ((27, 35, 64), (244, 241, 232), (244, 181, 63), (44, 54, 92), (18, 24, 46), (253, 241, 214))
"""The theme's night, paper and lamp, and three between them."""

CARDS = {
    "home": ("........", ".#....#.", "...#....", "......#."),
    "wishes": ("........", "........", "..#.....", "........"),
    "actions": ("........", ".######.", ".#.##.#.", ".######."),
    "deeds": ("...##...", "..####..", ".######.", ".##..##."),
    "starlight": ("...#....", "..###...", ".#####..", "..#.#..."),
    "areas": (".##..##.", ".##..##.", "........", ".##..##."),
    "transparency": (".......#", "....#..#", "..#.#..#", "#.#.#..#"),
    "help": ("........", "...##...", "...##...", "...##..."),
}
"""The lit windows of each section's card, row by row."""

SIZE = (1200, 630)
"""What share previews ask for: https://ogp.me/ names no size; this is the one that all of them show uncut."""

ICONS = (192, 512)
"""Sizes that a web manifest must offer to be installable."""


def make_cards() -> Iterator[Asset]:
    """A card a section."""
    for section, rows in CARDS.items():
        yield Asset(f"assets/cards/{section}.png", draw_png(*SIZE, PALETTE, _draw_house(rows)))


def make_icons() -> Iterator[Asset]:
    """The window with one lit pane, with room around it for phones that cut icons round."""
    for size in ICONS:
        yield Asset(f"assets/icon-{size}.png", draw_png(size, size, PALETTE, _draw_window(size)))


def _draw_house(rows: tuple[str, ...]) -> Iterator[Box]:
    yield Box(120, 70, 960, 490, WALL)
    yield Box(90, 50, 1020, 20, PAPER)
    yield Box(0, 560, 1200, 70, PANE)
    for y, row in enumerate(rows):
        for x, sign in enumerate(row):
            left, top, lit = 162 + x * 113, 100 + y * 113, sign == "#"
            yield Box(left, top, 85, 85, PAPER)
            yield Box(left + 5, top + 5, 75, 75, LAMP if lit else PANE)
            yield Box(left + 5, top + 5, 75, 10, GLOW if lit else PANE)
            yield Box(left + 40, top, 5, 85, PAPER)
            yield Box(left, top + 40, 85, 5, PAPER)


def _draw_window(size: int) -> Iterator[Box]:
    unit = size // 32
    edge = (size - 20 * unit) // 2
    yield Box(edge, edge, 20 * unit, 20 * unit, PAPER)
    for x in range(2):
        for y in range(2):
            yield Box(edge + (2 + 9 * x) * unit, edge + (2 + 9 * y) * unit, 7 * unit, 7 * unit, LAMP if x and y else NIGHT)
