"""Upright bars: one to three series beside each other, label by label."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from wishlight.pages.charts.drawing import (
    Change,
    Drawing,
    Series,
    centre_x,
    column_width,
    draw_chart,
    place_y,
)

HOLLOW = '<rect class="box" x="1" y="1" width="22" height="10"/>'
SHADES = ('<rect class="bar" width="24" height="12"/>', HOLLOW, f'<rect class="area" width="24" height="12"/>{HOLLOW}')
"""The second series is hollow and the third pale within its outline, so that they differ without colour."""
SHAPES = (("bar",), ("box",), ("area", "box"))


def draw_bars(
    labels: Sequence[str],
    series: Sequence[Series],
    summary: str,
    head: str,
    names: Sequence[str] = (),
    changes: Sequence[Change] = (),
) -> Drawing:
    """Bars of whole numbers from 0 up. `names` are the labels as the table has them, where the axis needs shorter ones.

    Raises ValueError for more series than can be told apart.
    """
    return draw_chart(
        labels,
        series,
        summary,
        head,
        names,
        changes,
        SHADES,
        lambda n, one, top: _draw_series(n, one, len(series), len(labels), top),
    )


def _draw_series(n: int, one: Series, of: int, count: int, top: int) -> Markup:
    room = min(column_width(count) * 0.76, 40 * of)
    width = round(room / of - (1 if of > 1 else 0), 1)
    parts = []
    for index, value in enumerate(one.values):
        if not value:
            continue
        x = round(centre_x(index, count) - room / 2 + n * room / of, 1)
        y = place_y(value, top)
        height = round(place_y(0, top) - y, 1)
        for shape in SHAPES[n]:
            parts.append(
                Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(shape, x, y, width, height)
            )
        if of == 1:
            parts.append(
                Markup('<text class="value" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                    centre_x(index, count), y - 4, value
                )
            )
    return Markup('<g class="tone-{}">{}</g>').format(n + 1, Markup("").join(parts))
