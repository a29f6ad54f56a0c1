"""The month as an A3 board for the hall: figures, the year's course, the communities, and the stars of those who agreed."""

from __future__ import annotations

from typing import Any, NamedTuple

from wishlight.pages.codes import code_page
from wishlight.pages.context import Context, list_folded
from wishlight.pages.fitting import shorten
from wishlight.pages.formats import clean_text, format_month
from wishlight.pages.people import call_actor
from wishlight.paper.months import choose_month, read_figures, read_flow
from wishlight.paper.sheet import Asked, Filled
from wishlight.records.fold import WishState

TAKES = ("month",)
FIGURES = ("wishes_published", "wishes_fulfilled", "wishes_open", "actions_held", "people_attended", "minutes_confirmed")
MONTHS = 12
STARS = 10
ROWS = 14
"""Lines beside the year's course: communities first, then wishes that were met."""
COMMUNITIES = 10
TITLE = 34
"""Half signs of a title that stay in one line."""


class Column(NamedTuple):
    """A month's bars: the numbers, and their heights in thousandths of the highest."""

    month: str
    published: int
    fulfilled: int
    published_height: int
    fulfilled_height: int


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """The board of one whole month."""
    month = choose_month(context, asked.month)
    figures, words = read_figures(context, month), context.words[lang]
    stars = context.results["star_people"].dicts()
    columns = list_columns(context, month)
    communities, rest = list_communities(context, month)
    done = list_done(context, month, lang)
    room = ROWS - len(communities) - bool(rest)
    values = {
        "figures": [(f"paper.month.figure.{name}", figures[name] // (60 if name == "minutes_confirmed" else 1)) for name in FIGURES],
        "columns": columns,
        "flow": read_flow(context, month),
        "communities": communities,
        "rest": rest,
        "stars": [(call_actor(context, row["person"], lang).text, row["stars"], row["minutes"] // 60) for row in stars[:STARS]],
        "more_stars": max(0, len(stars) - STARS),
        "done": done[:room],
        "more_done": max(0, len(done) - room),
        "digits": max(len(str(max(row.published, row.fulfilled))) for row in columns),
        "code": code_page(context, "transparency/", lang, f"R-{month}"),
    }
    return Filled(month, words("paper.month.title", month=format_month(month, words)), values, "A3 landscape")


def list_columns(context: Context, month: str) -> list[Column]:
    """The year up to a month."""
    rows = [row for row in context.results["stock_flow"].dicts() if row["month"] <= month][-MONTHS:]
    top = max(max(row["published"], row["fulfilled"]) for row in rows) or 1
    return [_column(row, top) for row in rows]


def _column(row: dict[str, Any], top: int) -> Column:
    published, fulfilled = row["published"], row["fulfilled"]
    return Column(row["month"], published, fulfilled, published * 1000 // top, fulfilled * 1000 // top)


def list_communities(context: Context, month: str) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The communities of a month, and the sum of those that have no line of their own any more (empty where all have one)."""
    rows = [row for row in context.results["area_months"].dicts() if row["month"] == month]
    if len(rows) <= COMMUNITIES:
        return rows, {}
    rest = rows[COMMUNITIES - 1 :]
    return rows[: COMMUNITIES - 1], {"n": len(rest), **{name: sum(row[name] for row in rest) for name in ("published", "fulfilled")}}


def list_done(context: Context, month: str, lang: str) -> list[str]:
    """Titles of wishes fulfilled in a month, the latest first."""
    found = [
        (folded.state.fulfilled_on, folded.record)
        for folded in list_folded(context, "wish")
        if isinstance(folded.state, WishState) and f"{folded.state.fulfilled_on}"[:7] == month and folded.state.status == "fulfilled"
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return [shorten(clean_text(str(record.head["title"]), context.words[lang]), TITLE) for _, record in found]
