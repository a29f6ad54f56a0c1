"""Bars lying on their side, one a row: for categories, whose names are too long to stand below an upright bar."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from markupsafe import Markup

from wishlight.pages.charts.drawing import Drawing, Series, make_table, wrap
from wishlight.pages.fitting import shorten

LABEL, SIGNS = 182, 22
"""The widest label, and to how many half signs a wider one is cut."""

WIDTH, ROW, BAR = 300, 24, 13
"""Narrower than a chart over time, so that names stay readable on a phone."""


def draw_rows(labels: Sequence[str], one: Series, summary: str, head: str, shown: Sequence[str] = ()) -> Drawing:
    """A bar for each label, long as its value. `shown` are the values as people read them, where they have a unit."""
    texts = shown or ["—" if value is None else str(value) for value in one.values]
    left = max((_room(label) for label in map(_cut, labels)), default=0) + 8
    top = max((value or 0 for value in one.values), default=0)
    room = WIDTH - left - max((_room(text) for text in texts), default=0) - 12
    inner = Markup('<path class="axis" d="M{} 0V{}"/>').format(left, len(labels) * ROW)
    for row, (label, value, text) in enumerate(zip(labels, one.values, texts, strict=True)):
        y = row * ROW
        width = round(room * value / top, 1) if value and top else 0
        inner += Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(left - 6, y + 16, _cut(label))
        inner += Markup('<g class="tone-1"><rect class="bar" x="{}" y="{}" width="{}" height="{}"/></g>').format(
            left, y + 5, width, BAR
        )
        inner += Markup('<text class="value" x="{}" y="{}">{}</text>').format(round(left + width + 5, 1), y + 16, text)
    columns, rows = make_table(head, labels, [one])
    return Drawing(wrap(inner, summary, WIDTH, len(labels) * ROW + 2), summary, (), columns, rows)


def _cut(label: str) -> str:
    """A label that leaves room for the bars; its whole text stands in the table."""
    return label if _room(label) <= LABEL else shorten(label, SIGNS)


def _room(text: str) -> int:
    """The room that a text takes in the largest letters of a chart: 14 units, in large type."""
    return -(-measure(text) * 14 // 12)


def measure(text: str) -> int:
    """About how wide a text of 12 units is drawn."""
    return sum(12 if east_asian_width(sign) in "WF" else 7 for sign in text)
