"""What all charts share: the drawing with its table, the frame with its scale, and the legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

WIDTH, HEIGHT = 320, 190
"""Units of the view box. At this width a label of 12 units is still readable on a phone."""

LEFT, RIGHT, TOP, BOTTOM = 30, 6, 16, 34
LABEL_SPACE = 30
"""The least room for a label below the axis; where there is less, labels are left out between."""

LINES = ("line", "line line-2", "line line-3")
"""A series is told by its dashes too, for print and for those who see no colours."""


class Series(NamedTuple):
    """Numbers under one name; None where there is nothing to show."""

    name: str
    values: Sequence[int | None]


class Change(NamedTuple):
    """A mark on the axis: before the label at this place (from 0), something that the reader must know changed."""

    at: int
    text: str


class LegendEntry(NamedTuple):
    """A series' name with its mark."""

    tone: str
    mark: Markup
    text: str


class Drawing(NamedTuple):
    """A chart: SVG, one sentence of what it shows, its legend, and its table as columns (text, is a number) and rows."""

    svg: Markup
    summary: str
    legend: tuple[LegendEntry, ...]
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]


def round_up(number: int) -> int:
    """The end of a scale: the next of 4, 6, 8, 10, 20, 40, 60, 80, 100, …, so that its half and quarter are whole or nearly so."""
    size = 1
    while True:
        for step in (4, 6, 8, 10, 20):
            if number <= step * size:
                return step * size
        size *= 10


def draw_frame(top: int, labels: Sequence[str], changes: Sequence[Change] = ()) -> Markup:
    """Axis, two rules with their numbers, the labels below, and the marks of changes."""
    base, step = HEIGHT - BOTTOM, column_width(len(labels))
    parts = [Markup('<path class="axis" d="M{} {}H{}"/>').format(LEFT, base, WIDTH - RIGHT)]
    for value in (0, top // 2, top):
        y = place_y(value, top)
        if value:
            parts.append(Markup('<path class="rule" d="M{} {}H{}"/>').format(LEFT, y, WIDTH - RIGHT))
        parts.append(Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(LEFT - 5, y + 4, value))
    every = max(1, -(-LABEL_SPACE // max(1, int(step))))
    for index, label in enumerate(labels):
        if (len(labels) - 1 - index) % every == 0:
            parts.append(_draw_label(label, centre_x(index, len(labels)), base))
    parts.extend(_draw_change(change, len(labels), base) for change in changes)
    return Markup("").join(parts)


def _draw_label(label: str, x: float, base: int) -> Markup:
    """A label below the axis; a second word goes to a second line (the year below its first month)."""
    first, _, second = label.partition("\n")
    text = Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(x, base + 14, first)
    if second:
        text += Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(x, base + 28, second)
    return text


def _draw_change(change: Change, count: int, base: int) -> Markup:
    x = round(LEFT + column_width(count) * change.at, 1)
    return Markup('<path class="change" d="M{} {}V{}"><title>{}</title></path>').format(x, TOP, base, change.text)


def column_width(count: int) -> float:
    """The room for each label."""
    return (WIDTH - LEFT - RIGHT) / max(1, count)


def centre_x(index: int, count: int) -> float:
    """The middle of a label's column."""
    return round(LEFT + column_width(count) * (index + 0.5), 1)


def place_y(value: int, top: int) -> float:
    """The height at which a value is drawn on a scale from 0 to `top`."""
    room = HEIGHT - BOTTOM - TOP
    return round(TOP + room * (1 - value / top), 1) if top else HEIGHT - BOTTOM


def wrap(inner: Markup, summary: str, width: int = WIDTH, height: int = HEIGHT) -> Markup:
    """The `<svg>` element; `summary` is what a screen reader says of it."""
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(width, height, summary, inner)


def make_legend(series: Sequence[Series], marks: Sequence[str]) -> tuple[LegendEntry, ...]:
    """One entry a series; `marks` are SVG elements of a 24 × 12 box."""
    box = Markup('<svg viewBox="0 0 24 12" aria-hidden="true">{}</svg>')
    return tuple(
        LegendEntry(f"tone-{n}", box.format(Markup(mark)), one.name)  # noqa: S704 - our own elements
        for n, (one, mark) in enumerate(zip(series, marks, strict=False), 1)
    )


def make_table(
    head: str, labels: Sequence[str], series: Sequence[Series]
) -> tuple[tuple[tuple[str, bool], ...], tuple[tuple[str, ...], ...]]:
    """The columns and rows of the table beside a chart."""
    columns = ((head, False), *((one.name, True) for one in series))
    rows = tuple(
        (label, *("—" if one.values[n] is None else str(one.values[n]) for one in series))
        for n, label in enumerate(labels)
    )
    return columns, rows


def draw_chart(
    labels: Sequence[str],
    series: Sequence[Series],
    summary: str,
    head: str,
    names: Sequence[str],
    changes: Sequence[Change],
    marks: Sequence[str],
    draw_series: Callable[[int, Series, int], Markup],
) -> Drawing:
    """A chart over labels on a scale from 0 up: `draw_series` draws one series, given its place, itself and the end of the scale.

    Raises ValueError for more series than there are `marks` to tell them apart.
    """
    if len(series) > len(marks):
        raise ValueError(f"{len(series)} series")
    top = round_up(max((value or 0 for one in series for value in one.values), default=0))
    groups = [draw_series(n, one, top) for n, one in enumerate(series)]
    columns, rows = make_table(head, names or labels, series)
    inner = Markup("").join([draw_frame(top, labels, changes), *groups])
    return Drawing(wrap(inner, summary), summary, make_legend(series, marks), columns, rows)
