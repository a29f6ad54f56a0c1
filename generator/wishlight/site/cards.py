"""The pictures shown when a page is shared or put on a phone's screen: a house front at night, drawn in boxes.

The lit windows make a picture, so that one card is told from another: a heart for a wish, a calendar for an action, a house for a
deed, each as full as the record has come; and one for each other kind of page.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from wishlight.drafts import Draft
from wishlight.records.program import name_program
from wishlight.site.png import Box, Colour, draw_png
from wishlight.site.settings import Asset

NIGHT, PAPER, LAMP, WALL, PANE, GLOW, FRAME = range(7)
PALETTE: tuple[Colour, ...] = ((27, 35, 64), (244, 241, 232), (244, 181, 63), (44, 54, 92), (18, 24, 46), (253, 241, 214), (64, 76, 122))
"""The theme's night, paper and lamp, and four between them."""

CARDS = {
    "home": """
        ..#.....#..
        #....#....#
        ...#..#....
        .#....#..#.
        ....#......
        #..#...#..#
        .#...#.#...
        ....#....#.
        .#.#..#...#""",
    "wishes": """
        .#.#...#.#.
        #####.#####
        .###...###.
        ..#.....#..
        ...........
        ....#.#....
        ...#####...
        ....###....
        .....#.....""",
    "wish-open": """
        ..##...##..
        .#..#.#..#.
        #....#....#
        #.........#
        .#.......#.
        ..#.....#..
        ...#...#...
        ....#.#....
        .....#.....""",
    "wish-taken": """
        ..##...##..
        .#..#.#..#.
        #....#....#
        #.........#
        .#########.
        ..#######..
        ...#####...
        ....###....
        .....#.....""",
    "wish-done": """
        ..##...##..
        .####.####.
        ###########
        ###########
        .#########.
        ..#######..
        ...#####...
        ....###....
        .....#.....""",
    "wish-stop": """
        ..##...##..
        .#..#.#..#.
        #....#....#
        #.........#
        .#.#####.#.
        ..#.....#..
        ...#...#...
        ....#.#....
        .....#.....""",
    "actions": """
        .##.....##.
        ###########
        #.........#
        #.#.#.#.#.#
        #.........#
        #.#.#.#.#.#
        #.........#
        #.#.#.....#
        ###########""",
    "action-open": """
        .##.....##.
        ###########
        #.........#
        #.........#
        #...###...#
        #...###...#
        #.........#
        #.........#
        ###########""",
    "action-taken": """
        .##.....##.
        ###########
        #.........#
        #.#######.#
        #.#######.#
        #.#######.#
        #.#######.#
        #.........#
        ###########""",
    "action-done": """
        .##.....##.
        ###########
        #.........#
        #.......#.#
        #......#..#
        #.#...#...#
        #..#.#....#
        #...#.....#
        ###########""",
    "action-stop": """
        .##.....##.
        ###########
        #.........#
        #.........#
        #.#######.#
        #.........#
        #.........#
        #.........#
        ###########""",
    "deeds": """
        ...........
        ..#........
        .###.......
        #####..#...
        #...#.###..
        #.#.######.
        #...#.#...#
        #.#.#.#.#.#
        #####.#####""",
    "deed-open": """
        .....#.....
        ....#.#....
        ...#...#...
        ..#.....#..
        .#########.
        .#.......#.
        .#.......#.
        .#.......#.
        .#########.""",
    "deed-taken": """
        .....#.....
        ....#.#....
        ...#...#...
        ..#.....#..
        .#########.
        .#.......#.
        .#########.
        .#########.
        .#########.""",
    "deed-done": """
        .....#.....
        ....###....
        ...#####...
        ..#######..
        .#########.
        .#########.
        .###...###.
        .###...###.
        .###...###.""",
    "deed-stop": """
        .....#.....
        ....#.#....
        ...#...#...
        ..#.....#..
        .#########.
        .#.......#.
        .#.#####.#.
        .#.......#.
        .#########.""",
    "starlight": """
        .....#.....
        .....#.....
        ....###....
        ###########
        ..#######..
        ...#####...
        ...#####...
        ..##...##..
        ..#.....#..""",
    "person": """
        ...........
        ....###....
        ....###....
        ....###....
        ...........
        ..#######..
        .#########.
        .#########.
        .#########.""",
    "team": """
        ..#.....#..
        .###...###.
        ..#.....#..
        ...........
        .###...###.
        #####.#####
        #####.#####
        #####.#####
        ...........""",
    "areas": """
        ..#.....#..
        .###...###.
        #####.#####
        #...#.#...#
        #.#.#.#.#.#
        #...#.#...#
        #####.#####
        ...........
        ###########""",
    "week": """
        ###########
        #.........#
        #.#######.#
        #.........#
        #.#####...#
        #.........#
        ###########
        ..##.......
        ..#........""",
    "transparency": """
        .........##
        .........##
        ......##.##
        ......##.##
        ...##.##.##
        ...##.##.##
        ##.##.##.##
        ##.##.##.##
        ##.##.##.##""",
    "figure": """
        ..........#
        .........##
        ........##.
        ..#....##..
        .###..##...
        ##.####....
        #...##.....
        ...........
        ###########""",
    "help": """
        ...#####...
        ..#######..
        .#########.
        .#########.
        ..#######..
        ...#####...
        ...........
        ...#####...
        ....###....""",
}
"""The lit windows of each card, row by row: by section, by kind of page, and by kind and state of a record."""

SIZE = (1200, 630)
"""What share previews ask for: https://ogp.me/ names no size; this is the one that all of them show uncut."""

ICONS = (192, 512)
"""Sizes that a web manifest must offer to be installable."""


def make_cards() -> Iterator[Draft]:
    """Every card, drawn only where it isn't there yet."""
    for name, picture in CARDS.items():
        yield Draft(f"assets/cards/{name}.png", partial(draw_card, picture), name_program())


@cache
def draw_card(picture: str) -> bytes:
    """One card as a PNG file."""
    return draw_png(*SIZE, PALETTE, _draw_house(picture.split()))


def make_icons() -> Iterator[Asset]:
    """The window with one lit pane, with room around it for phones that cut icons round."""
    for size in ICONS:
        yield Asset(f"assets/icon-{size}.png", draw_png(size, size, PALETTE, _draw_window(size)))


COLUMNS, ROWS, STEP, PANE_SIZE = 17, 9, 58, 46
"""How many windows the house has, and how far apart and how large they are in pixels."""


def _draw_house(picture: list[str]) -> Iterator[Box]:
    """The house front, with the picture in the middle of its windows."""
    left, top = (SIZE[0] - COLUMNS * STEP) // 2, 66
    yield Box(left - 24, top - 24, COLUMNS * STEP + 36, SIZE[1], WALL)
    yield Box(left - 54, top - 42, COLUMNS * STEP + 96, 18, PAPER)
    yield Box(0, SIZE[1] - 28, SIZE[0], 28, PANE)
    aside = (COLUMNS - len(picture[0])) // 2
    for y in range(ROWS):
        for x in range(COLUMNS):
            lit = aside <= x < aside + len(picture[y]) and picture[y][x - aside] == "#"
            yield from _draw_pane(left + x * STEP, top + y * STEP, lit=lit)


def _draw_pane(x: int, y: int, *, lit: bool) -> Iterator[Box]:
    half = PANE_SIZE // 2 - 2
    yield Box(x, y, PANE_SIZE, PANE_SIZE, PAPER if lit else FRAME)
    for dx in (2, half + 4):
        for dy in (2, half + 4):
            yield Box(x + dx, y + dy, half - 2, half - 2, LAMP if lit else PANE)
    if lit:
        for dx in (2, half + 4):
            yield Box(x + dx, y + 2, half - 2, 5, GLOW)


def _draw_window(size: int) -> Iterator[Box]:
    unit = size // 32
    edge = (size - 20 * unit) // 2
    yield Box(edge, edge, 20 * unit, 20 * unit, PAPER)
    for x in range(2):
        for y in range(2):
            yield Box(edge + (2 + 9 * x) * unit, edge + (2 + 9 * y) * unit, 7 * unit, 7 * unit, LAMP if x and y else NIGHT)
