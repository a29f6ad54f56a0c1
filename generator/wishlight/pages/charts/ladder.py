"""A lifecycle as a ladder: a column a state, a row an event, an arrow from where it may happen to where it leads.

A graph of boxes needs a layout engine and crosses its own lines; a ladder is complete, readable and drawn from the table alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from wishlight.pages.charts.rows import measure

COLUMN, ROW, HEAD = 84, 28, 72
MOST_SIGNS = 66
"""The widest a line of a state's name may be, in units."""


class Rung(NamedTuple):
    """An event: the columns it may happen in, and the column it leads to (None: it changes no state)."""

    label: str
    before: tuple[int, ...]
    after: int | None


def draw_ladder(states: Sequence[tuple[str, str]], rungs: Sequence[Rung], summary: str) -> Markup:
    """`states` are (name, class) pairs, the class being `node-start`, `node-end` or empty."""
    left = max((measure(rung.label) for rung in rungs), default=0) + 20
    width, height = left + COLUMN * len(states), HEAD + ROW * len(rungs) + 8
    parts = [_draw_state(name, look, left + COLUMN * n, height) for n, (name, look) in enumerate(states)]
    parts += [_draw_rung(rung, left, HEAD + ROW * n) for n, rung in enumerate(rungs)]
    box = Markup('<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}</svg>')
    return box.format(width, height, summary, Markup("").join(parts))


def _draw_state(name: str, look: str, x: int, height: int) -> Markup:
    lines = _wrap(name)
    text = Markup("").join(
        Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
            x + COLUMN // 2, 36 - 8 * (len(lines) - 1) + 16 * n, line
        )
        for n, line in enumerate(lines)
    )
    rule = Markup('<path class="rule" d="M{} {}V{}"/>').format(x + COLUMN // 2, HEAD - 8, height - 4)
    return (
        rule
        + Markup('<rect class="{}" x="{}" y="2" width="{}" height="60" rx="8"/>').format(
            f"node {look}".strip(), x + 2, COLUMN - 4
        )
        + text
    )


def _wrap(name: str) -> list[str]:
    """A name in lines that fit its box: broken at blanks, and between Chinese signs where it has none."""
    gap = " " if name.isascii() else ""
    lines = [""]
    for piece in name.split(" ") if gap else list(name):
        joined = f"{lines[-1]}{gap}{piece}".strip()
        if lines[-1] and measure(joined) > MOST_SIGNS and piece not in "，。、；：）":
            lines.append(piece)
        else:
            lines[-1] = joined
    return lines[:3]


def _draw_rung(rung: Rung, left: int, y: int) -> Markup:
    middle = y + ROW // 2
    at = [left + COLUMN * n + COLUMN // 2 for n in rung.before]
    drawn = Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(left - 10, middle + 4, rung.label)
    if rung.after is not None:
        to = left + COLUMN * rung.after + COLUMN // 2
        drawn += Markup("").join(_draw_arrow(at, to, middle)) if at else Markup("")
    return drawn + Markup("").join(Markup('<circle class="dot" cx="{}" cy="{}" r="5"/>').format(x, middle) for x in at)


def _draw_arrow(at: list[int], to: int, y: int) -> list[Markup]:
    """Lines to the state from both sides, each with a head; a loop where an event keeps one of its states."""
    drawn = []
    for start, sign in ((min(at), 1), (max(at), -1)):
        if (to - start) * sign > 0:
            tip = to - 6 * sign if to in at else to
            drawn.append(Markup('<path class="edge" d="M{} {}H{}"/>').format(start, y, tip - 6 * sign))
            drawn.append(Markup('<path class="dot" d="M{0} {1}l{2} -5v10z"/>').format(tip, y, -9 * sign))
    return drawn
