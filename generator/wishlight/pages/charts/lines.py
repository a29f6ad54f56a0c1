"""Lines over time: up to three series, told apart by dashes as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from wishlight.pages.charts.drawing import (
    LINES,
    Change,
    Drawing,
    Series,
    centre_x,
    draw_chart,
    place_y,
)

MARKS = [f'<path class="{style}" d="M0 6H24"/>' for style in LINES]


def draw_lines(
    labels: Sequence[str],
    series: Sequence[Series],
    summary: str,
    head: str,
    names: Sequence[str] = (),
    changes: Sequence[Change] = (),
) -> Drawing:
    """Lines of whole numbers from 0 up; a gap where a value is None. `names` are the labels as the table has them.

    Raises ValueError for more series than can be told apart.
    """
    return draw_chart(
        labels, series, summary, head, names, changes, MARKS, lambda n, one, top: _draw_series(n, one, len(labels), top)
    )


def _draw_series(n: int, one: Series, count: int, top: int) -> Markup:
    path, pen = [], "M"
    dots = Markup("")
    for index, value in enumerate(one.values):
        if value is None:
            pen = "M"
            continue
        x, y = centre_x(index, count), place_y(value, top)
        path.append(f"{pen}{x} {y}")
        dots += Markup('<circle class="dot" cx="{}" cy="{}" r="2.5"/>').format(x, y)
        pen = "L"
    return Markup('<g class="tone-{}"><path class="{}" d="{}"/>{}</g>').format(n + 1, LINES[n], "".join(path), dots)
