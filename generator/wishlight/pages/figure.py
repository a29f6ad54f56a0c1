"""A page for each figure: what it says, as chart and table, and everything needed to count it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

from wishlight.metrics import Metric, Result
from wishlight.pages.cells import list_columns, name_column
from wishlight.pages.context import Context
from wishlight.pages.figure_charts import draw_multiples, draw_result
from wishlight.pages.figure_tables import Cell, list_tables, make_cell
from wishlight.pages.follow import site_address
from wishlight.pages.links import root_of
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.watch import Planned, Watch, name_given
from wishlight.records.formlinks import repository_link

SQL_FOLDER = "generator/wishlight/metrics"
"""Where the figures' files stand in the repository."""

SAID = 5
"""Rows of a table that fit into a sentence."""


class Tile(NamedTuple):
    """One number of a figure that is a single row."""

    label: str
    metric: str
    cell: Cell


def figure_path(name: str) -> str:
    """The address of a figure's page."""
    return f"figure/{name}/"


def list_tiles(context: Context, result: Result, lang: str) -> list[Tile]:
    """The numbers of a single row; none for figures of many rows."""
    if result.metric.shows != "figure":
        return []
    values, words, metric = result.one(), context.words[lang], result.metric
    return [Tile(name_column(metric, c, words), metric.name, make_cell(context, result, c, 0, values, lang)) for c in list_columns(result)]


def plan_in(context: Context, watch: Watch, lang: str) -> Iterator[Planned]:
    """One page a figure in a language."""
    for name, result in context.results.items():
        reads = [(table, bool(context.parts.get(table))) for table in result.metric.reads]
        yield watch.plan(figure_path(name), lang, partial(_make_one, name=name, lang=lang, reads=reads), name_given(reads))


def _make_one(context: Context, *, name: str, lang: str, reads: list[tuple[str, bool]]) -> Page:
    """`reads` are the tables that the figure reads, and whether each is published in parts."""
    words, result = context.words[lang], context.results[name]
    return make_page(
        context,
        lang,
        "figure",
        figure_path(name),
        {**_list_values(context, result, lang), "reads": reads},
        title=words("pages.figure.page", title=words(f"metrics.{name}.title"), group=words(f"pages.transparency.group.{result.metric.group}")),
        description=words(f"metrics.{name}.what"),
        section="transparency",
    )


def choose_rows(metric: Metric, rows: Sequence[Any]) -> Sequence[Any]:
    """The rows that a sentence has room for: the newest of a course of time, otherwise the first."""
    return rows[-1:] if metric.shows in ("series", "cohort") else rows[:SAID]


def _list_values(context: Context, result: Result, lang: str) -> dict[str, Any]:
    metric = result.metric
    repository, branch = repository_link(context.board), quote(str(context.board.info.get("branch", "main")))
    tiles = list_tiles(context, result, lang)
    tables = [] if tiles else list_tables(context, result, lang)
    site = site_address(context.board)
    return {
        "as_of": context.as_of,
        "address": site + root_of(lang, context.languages) + figure_path(metric.name) if site else "",
        "sentence_rows": choose_rows(metric, tables[0].rows) if tables else [],
        "name": metric.name,
        "heading": context.words[lang](f"metrics.{metric.name}.title"),
        "group": metric.group,
        "what": context.words[lang](f"metrics.{metric.name}.what"),
        "tiles": tiles,
        "drawing": draw_result(context, result, lang),
        "multiples": draw_multiples(context, result, lang),
        "tables": tables,
        "empty": not result.rows,
        "changes": context.results["rule_changes"].dicts() if metric.shows in ("series", "cohort") and "rule_changes" in context.results else [],
        "sql": metric.sql.strip(),
        "sql_path": f"data/sql/figures/{metric.path}",
        "history": f"{repository}/commits/{branch}/{SQL_FOLDER}/{metric.path}" if repository else None,
        "commits": f"{repository}/commits/{branch}/wishes" if repository else None,
    }
