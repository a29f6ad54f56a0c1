"""A year at a glance: one square a day, darker where more happened; months below each other, so that it fits a phone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from wishlight.pages.charts.drawing import Drawing, wrap

SIDE, LEFT, ROW = 8, 80, 18
"""Narrow days and room for a long month, so that a label of 12 units is still readable on a phone."""

LEVELS = (0, 1, 3, 6)
"""A day with more than this many falls into the next shade."""


def draw_year(
    months: Sequence[tuple[int, int, str]],
    counts: Mapping[date, int],
    summary: str,
    columns: tuple[tuple[str, bool], ...],
) -> Drawing:
    """`months` are (year, month, label) from top to bottom; the table beside gives each month's total."""
    inner = Markup("")
    rows = []
    for line, (year, month, label) in enumerate(months):
        inner += Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(LEFT - 5, line * ROW + 13, label)
        total = 0
        for day in range(1, monthrange(year, month)[1] + 1):
            n = counts.get(date(year, month, day), 0)
            total += n
            inner += Markup('<rect class="heat-{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                sum(n > level for level in LEVELS), LEFT + (day - 1) * SIDE, line * ROW + 2, SIDE - 1, ROW - 3
            )
        rows.append((label, str(total)))
    return Drawing(wrap(inner, summary, LEFT + 31 * SIDE, len(months) * ROW + 2), summary, (), columns, tuple(rows))
