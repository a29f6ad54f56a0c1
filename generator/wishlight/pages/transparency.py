"""All figures in groups: the numbers at a glance, charts over time, and a list that leads to each figure's own page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wishlight.metrics import Result
from wishlight.pages.charts import Drawing
from wishlight.pages.context import Context
from wishlight.pages.figure import Tile, figure_path, list_tiles
from wishlight.pages.figure_charts import draw_result
from wishlight.pages.page import Page
from wishlight.pages.render import make_page

ORDER = ("wishes", "time", "quality", "deeds", "actions", "people", "supply", "areas", "boards")
"""What people ask first comes first; a group that is not named here comes last."""


class Entry(NamedTuple):
    """A figure in the list: its page, what it is, and its numbers or its chart where it has one to show here."""

    path: str
    title: str
    what: str
    tiles: list[Tile]
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
        yield make_page(context, lang, "transparency", "transparency/", {"groups": groups}, title=title, description=description, section="transparency")


def _list_entries(context: Context, group: str, lang: str) -> list[Entry]:
    found = [result for result in context.results.values() if result.metric.group == group]
    return [_make_entry(context, result, lang) for result in found]


def _make_entry(context: Context, result: Result, lang: str) -> Entry:
    words, name = context.words[lang], result.metric.name
    drawing = draw_result(context, result, lang) if result.metric.shows in ("series", "cohort") else None
    return Entry(figure_path(name), words(f"metrics.{name}.title"), words(f"metrics.{name}.what"), list_tiles(context, result, lang), drawing)
