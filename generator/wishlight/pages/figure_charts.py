"""Which chart fits a figure: lines for months, bars for categories, one small chart each where months and categories meet."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from markupsafe import Markup

from wishlight.metrics import Result
from wishlight.pages.cells import name_column, show_cell, show_number
from wishlight.pages.charts import Change, Drawing, Series, draw_lines, draw_rows, draw_small
from wishlight.pages.context import Context
from wishlight.pages.figure_tables import is_crossed
from wishlight.pages.formats import format_day, format_month
from wishlight.words import Words

MOST_ROWS = 24
"""A chart of more rows than this is not read; the table has them all."""

_DRAWS = re.compile(r"^-- draws: (.+)$", re.MULTILINE)


class Small(NamedTuple):
    """One of several little charts."""

    name: str
    drawing: Drawing


def draw_result(context: Context, result: Result, lang: str) -> Drawing | None:
    """The chart of a result, or None where a table says it better."""
    if not result.rows or result.metric.shows not in ("series", "cohort", "table"):
        return None
    first = result.columns[0]
    if first == "month" and not is_crossed(result) and len({row[0] for row in result.rows}) == len(result.rows):
        return _draw_months(context, result, lang)
    if result.metric.shows == "table" and len(result.rows) <= MOST_ROWS and len({row[0] for row in result.rows}) == len(result.rows) > 1:
        return _draw_categories(context, result, lang)
    return None


def draw_multiples(context: Context, result: Result, lang: str) -> list[Small]:
    """One small chart for each second column's value, where the first column is the month."""
    if not is_crossed(result):
        return []
    words, rows = context.words[lang], result.dicts()
    split, drawn = result.columns[1], _choose(result, 1)[0]
    months = sorted({row["month"] for row in rows})
    groups: dict[str, dict[str, Any]] = {}
    for row in rows:
        groups.setdefault(row[split], {})[row["month"]] = row
    # Figures of different units can't share a scale; areas of one figure must.
    tops = {name: max(found[month][drawn] or 0 for month in found) for name, found in groups.items()}
    shared = max(tops.values()) if split != "figure" else None
    return [_draw_small(context, result, (split, name, drawn), found, months, shared or tops[name], words) for name, found in groups.items()]


def _draw_small(
    context: Context, result: Result, what: tuple[str, str, str], found: dict[str, Any], months: list[str], top: int, words: Words
) -> Small:
    split, name, drawn = what
    cell = show_cell(context, result.metric, split, {split: name}, words.lang)
    label = str(cell.text) if cell else name
    unit = name if split == "figure" else drawn
    values = [found[month][drawn] if month in found else None for month in months]
    newest = show_number(unit, values[-1] or 0, words)
    summary = words("pages.figure.newest", what=label, month=format_month(months[-1], words), value=newest)
    labels = [format_month(month, words) for month in months]
    ends = (labels[0], labels[-1])
    return Small(label, draw_small(labels, Series(name_column(result.metric, drawn, words), values), top, summary, words("columns.month"), ends))


def _draw_months(context: Context, result: Result, lang: str) -> Drawing | None:
    words, columns = context.words[lang], _choose(result, 3)
    if not columns:
        return None
    rows = result.dicts()
    months = [row["month"] for row in rows]
    series = [Series(name_column(result.metric, c, words), [_scale(c, row[c]) for row in rows]) for c in columns]
    summary = _sum_up(columns, rows, result, words)
    names = [format_month(month, words) for month in months]
    labels = [_label_month(month, n) for n, month in enumerate(months)]
    return draw_lines(labels, series, summary, words("columns.month"), names, list_changes(context, months, lang))


def _scale(column: str, value: int | None) -> int | None:
    """A rate in percent, so that the axis is one of percent; anything else as it is."""
    return (value + 5) // 10 if value is not None and column.endswith("permille") else value


def _label_month(month: str, n: int) -> str:
    """The month's number, with its year below where a year begins."""
    number = int(month[5:])
    return f"{number}\n{month[:4]}" if n == 0 or number == 1 else str(number)


def _sum_up(columns: list[str], rows: list[dict[str, Any]], result: Result, words: Words) -> str:
    """What the newest month says, in one sentence a line."""
    said = []
    for column in columns:
        newest = next((row for row in reversed(rows) if row[column] is not None), None)
        if newest:
            what, month = name_column(result.metric, column, words), format_month(newest["month"], words)
            said.append(words("pages.figure.newest", what=what, month=month, value=show_number(column, newest[column], words)))
    return words("pages.space").join(said) or words("pages.figure.withheld")


def _draw_categories(context: Context, result: Result, lang: str) -> Drawing | None:
    words, columns = context.words[lang], _choose(result, 1)
    if not columns:
        return None
    column, first, rows = columns[0], result.columns[0], result.dicts()
    cells = [show_cell(context, result.metric, first, row, lang) for row in rows]
    labels = [Markup(cell.text).striptags() if cell else "—" for cell in cells]  # noqa: S704 - only to take our own time tags off
    values = [row[column] for row in rows]
    if not any(values):
        return None
    shown = ["—" if value is None else show_number(column, value, words) for value in values]
    largest = max(range(len(values)), key=lambda n: (values[n] or 0, -n))
    what = name_column(result.metric, column, words)
    summary = words("pages.figure.largest", what=what, name=labels[largest], value=shown[largest])
    return draw_rows(labels, Series(what, values), summary, name_column(result.metric, first, words), shown)


def _choose(result: Result, most: int) -> list[str]:
    """The columns to draw: those that the SQL file names, else the rates where there are several, else the first counts."""
    named = _DRAWS.search(result.metric.sql)
    if named:
        return [column for column in named.group(1).split(", ") if column in result.columns][:most]
    numbers = [c for n, c in enumerate(result.columns) if n and any(isinstance(row[n], int) and not isinstance(row[n], bool) for row in result.rows)]
    rates = [c for c in numbers if c.endswith("permille")]
    if len(rates) > 1 and most > 1:
        return rates[:most]
    return [c for c in numbers if not c.endswith(("permille", "fen", "minutes", "days"))][:most]


def list_changes(context: Context, months: list[str], lang: str) -> list[Change]:
    """The changes of rules that fall into the months, each to be marked where it begins to hold."""
    words = context.words[lang]
    found = context.results.get("rule_changes")
    changes = []
    for row in found.dicts() if found else ():
        month = f"{row['since']:%Y-%m}"
        if month in months:
            title, day = words(f"rules.{row['rule']}.title"), format_day(row["since"], words)
            text = words("pages.figure.rule_change", day=day, rule=title, was=row["was"], now=row["value"])
            changes.append(Change(months.index(month), text))
    return changes
