"""All figures in groups: the numbers at a glance, charts over time, and a list that leads to each figure's own page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wishlight.metrics import Result
from wishlight.pages.charts import Drawing
from wishlight.pages.context import Context
from wishlight.pages.figure import Tile, figure_path, list_tiles
from wishlight.pages.figure_charts import draw_result
from wishlight.pages.figure_tables import Shown, list_tables
from wishlight.pages.page import Page
from wishlight.pages.render import make_page

ORDER = ("wishes", "time", "quality", "deeds", "actions", "people", "supply", "areas", "boards")
"""What people ask first comes first; a group that is not named here comes last."""


KEY = ("wish_counts", "steps_time", "backlog_age", "rates", "deed_money", "action_counts", "people_counts")
"""Figures that stand first in their group; those that are short tables stand there whole."""


class Entry(NamedTuple):
    """A figure in the list: its page, what it is, and its numbers, table or chart where it has one to show here."""

    path: str
    title: str
    what: str
    tiles: list[Tile]
    tables: list[Shown]
    drawing: Drawing | None


def list_groups(context: Context) -> list[str]:
    """The groups of figures in the order of the page."""
    known = {result.metric.group for result in context.results.values()}
    return sorted(known, key=lambda group: (ORDER.index(group) if group in ORDER else len(ORDER), group))


def make(context: Context) -> Iterator[Page]:
    """The page in each language."""
    for lang in context.languages:
        words = context.words[lang]
        groups = [(group, _list_entries(context, group, lang)) for group in list_groups(context)]
        title, description = words("pages.transparency.title"), words("pages.transparency.description")
        values = {"groups": groups, "as_of": context.as_of}
        yield make_page(context, lang, "transparency", "transparency/", values, title=title, description=description, section="transparency")


def _list_entries(context: Context, group: str, lang: str) -> list[Entry]:
    found = [result for result in context.results.values() if result.metric.group == group]
    found.sort(key=lambda result: (KEY.index(result.metric.name) if result.metric.name in KEY else len(KEY), result.metric.name))
    return [_make_entry(context, result, lang) for result in found]


def _make_entry(context: Context, result: Result, lang: str) -> Entry:
    words, name, shows = context.words[lang], result.metric.name, result.metric.shows
    return Entry(
        path=figure_path(name),
        title=words(f"metrics.{name}.title"),
        what=words(f"metrics.{name}.what"),
        tiles=list_tiles(context, result, lang),
        tables=list_tables(context, result, lang) if name in KEY and shows == "table" and result.rows else [],
        drawing=draw_result(context, result, lang) if shows in ("series", "cohort") else None,
    )
