"""An area's months as a chart, and its communities' side by side on one scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from wishlight.pages.charts import Drawing, Series, draw_bars, draw_small, draw_year
from wishlight.pages.context import Context, list_outlines
from wishlight.pages.formats import count, format_number, month_start
from wishlight.pages.months import label_months
from wishlight.pages.wishsurvey import survey_wishes
from wishlight.records.board.model import Board
from wishlight.words import Words

MONTHS = 13
"""The last twelve whole months and the current one."""


class Multiple(NamedTuple):
    """One of the small charts: the area it shows and its drawing."""

    area: str
    name: str
    drawing: Drawing


Months = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Rows of figures by month and community."""


def read_months(context: Context) -> Months:
    """The newest months in their order."""
    found: dict[str, dict[str, Mapping[str, int]]] = {}
    for row in context.results["area_months"].dicts():
        found.setdefault(str(row["month"]), {})[row["community"]] = row
    return {month: found[month] for month in sorted(found)[-MONTHS:]}


def choose_months(rows: Months, communities: Iterable[str]) -> Months:
    """The same rows of some communities alone."""
    inside = set(communities)
    return {month: {community: row for community, row in found.items() if community in inside} for month, found in rows.items()}


def draw_months(rows: Months, communities: Iterable[str], words: Words) -> Drawing | None:
    """Wishes published and fulfilled in these communities together, by month; None where there are no months yet."""
    inside, months = set(communities), list(rows)
    if not months or not inside:
        return None
    series = [
        Series(words(f"pages.area.{name}"), [_sum(rows[month], inside, name) for month in months])
        for name in ("published", "fulfilled")
    ]
    short, full = label_months(months, words)
    published, fulfilled = (format_number(sum(value or 0 for value in one.values), words) for one in series)
    summary = words("pages.area.chart_summary", published=published, fulfilled=fulfilled)
    return draw_bars(short, series, summary, words("pages.list.month"), full)


def draw_multiples(board: Board, rows: Months, communities: Iterable[str], words: Words) -> list[Multiple]:
    """Wishes published in each community by month, all on the scale of the busiest one."""
    listed, months = list(communities), list(rows)
    values = {area: [_sum(rows[month], {area}, "published") for month in months] for area in listed}
    top = max((value for one in values.values() for value in one), default=0)
    if not months or not top:
        return []
    short, full = label_months(months, words)
    ends = (full[0], short[-1].replace("\n", " "))
    made = []
    for area in listed:
        name = board.name_of("areas", area, words.lang)
        summary = count(words, "pages.area.small_summary", sum(values[area]))
        one = Series(words("pages.area.published"), values[area])
        made.append(Multiple(area, name, draw_small(full, one, top, summary, words("pages.list.month"), ends)))
    return made


def _sum(rows: Mapping[str, Mapping[str, int]], communities: set[str], column: str) -> int:
    return sum(rows[community][column] for community in communities if community in rows)


def count_days(context: Context) -> dict[date, int]:
    """How many wishes were fulfilled and actions held on each day on which there were any."""
    days = Counter(one.day for one in survey_wishes(context).done)
    days.update(outline.done for _, outline in list_outlines(context, "action") if outline.done)
    return {date.fromisoformat(day): n for day, n in days.items()}


def draw_activity(context: Context, days: Mapping[date, int], lang: str) -> Drawing | None:
    """The last year day by day: wishes fulfilled and actions held; None where nothing has happened yet."""
    words, months = context.words[lang], list(read_months(context))
    if not days:
        return None
    names = label_months(months, words)[1]
    rows = [
        (month_start(month).year, month_start(month).month, name) for month, name in zip(months, names, strict=True)
    ]
    shown = sum(n for day, n in days.items() if f"{day:%Y-%m}" in months)
    columns = ((words("pages.list.month"), False), (words("pages.areas.done"), True))
    return draw_year(rows, days, count(words, "pages.areas.activity_summary", shown), columns)
