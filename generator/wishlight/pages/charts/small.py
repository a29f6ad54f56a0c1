"""Small multiples: many little charts on one scale, so that they can be compared at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from wishlight.pages.charts.drawing import Drawing, Series, make_table, wrap

WIDTH, HEIGHT, BASE = 160, 56, 42


def draw_small(labels: Sequence[str], one: Series, top: int, summary: str, head: str, ends: tuple[str, str]) -> Drawing:
    """Bars without axis numbers; `top` is the scale's end, the same for all that stand together, `ends` the first and last label."""
    step = WIDTH / max(1, len(one.values))
    bars = Markup("")
    for index, value in enumerate(one.values):
        if value and top:
            height = round(max(1.5, (BASE - 4) * value / top), 1)
            bars += Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>').format(
                round(index * step + step * 0.12, 1), round(BASE - height, 1), round(step * 0.76, 1), height
            )
    inner = Markup(
        '<path class="axis" d="M0 {0}H{1}"/><g class="tone-1">{2}</g><text x="0" y="{3}">{4}</text><text x="{1}" y="{3}" text-anchor="end">{5}</text>'
    ).format(BASE, WIDTH, bars, HEIGHT, *ends)
    columns, rows = make_table(head, labels, [one])
    return Drawing(wrap(inner, summary, WIDTH, HEIGHT + 2), summary, (), columns, rows)
