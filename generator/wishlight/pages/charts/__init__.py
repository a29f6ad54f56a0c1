"""Charts as SVG text, drawn once at build: colours come from the style sheet, the same numbers stand in a table beside them."""

from __future__ import annotations

from wishlight.pages.charts.bars import draw_bars
from wishlight.pages.charts.drawing import Change, Drawing, LegendEntry, Series
from wishlight.pages.charts.lines import draw_lines
from wishlight.pages.charts.rows import draw_rows
from wishlight.pages.charts.small import draw_small
from wishlight.pages.charts.year import draw_year

__all__ = [
    "Change",
    "Drawing",
    "LegendEntry",
    "Series",
    "draw_bars",
    "draw_lines",
    "draw_rows",
    "draw_small",
    "draw_year",
]
