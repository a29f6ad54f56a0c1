"""Starlight: who has helped, as boards, stars, badges and stories, and how each of them is counted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from wishlight.metrics import Metric
from wishlight.pages.boards import board_path, list_boards, list_spans
from wishlight.pages.context import Context
from wishlight.pages.figure import figure_path
from wishlight.pages.figure_tables import list_tables
from wishlight.pages.formats import count
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.story import list_stories, open_stories, tell_stories
from wishlight.pages.watch import Planned, Watch, name_given
from wishlight.words import Words

SHOWN = 3
"""Places on the first page of a board, and stories there."""

FIRST = ("volunteers_season", "teams_season")
"""The boards on the first page: the season's, so that newcomers have a chance."""

SPANS = ("month", "season", "year", "all")
WHO = ("volunteers", "teams", "communities")


class Links(NamedTuple):
    """Boards that rank the same: (text, path, is current) of each."""

    name: str
    links: list[tuple[str, str, bool]]


def plan_in(context: Context, watch: Watch, lang: str) -> Iterator[Planned]:
    """The first page and one page a leaderboard, in a language."""
    boards, stories = [result.metric for result in list_boards(context)], list_stories(context)[:SHOWN]
    names = [board.name for board in boards]
    yield watch.plan("starlight/", lang, partial(_make_first, boards=boards, stories=stories, lang=lang), name_given(names, stories))
    for board in boards:
        yield watch.plan(board_path(board.name), lang, partial(_make_board, board=board, boards=boards, lang=lang), name_given(names))


def _make_first(context: Context, *, boards: list[Metric], stories: list[str], lang: str) -> Page:
    words = context.words[lang]
    title, description = words("pages.starlight.title"), words("pages.starlight.description")
    values = _list_values(context, boards, stories, lang)
    return make_page(context, lang, "starlight", "starlight/", values, title=title, description=description, section="starlight")


def _list_values(context: Context, boards: list[Metric], stories: list[str], lang: str) -> dict[str, Any]:
    words = context.words[lang]
    first = [result for name in FIRST if (result := context.results.get(name))]
    stars, badges = context.results.get("star_levels"), context.results.get("badge_counts")
    levels = [(row["stars"], row["from_hours"], row["people"]) for row in stars.dicts() if row["stars"]] if stars else []
    bands = context.results.get("volunteer_bands")
    return {
        "view": "all",
        "as_of": context.as_of,
        "boards": _list_links(context.words[lang], boards, None),
        "first": [(_name(words, result.metric), board_path(result.metric.name), list_spans(context, result, lang)[:1]) for result in first],
        "shown": SHOWN,
        "levels": [(n, hours, count(words, "units.people", people)) for n, hours, people in levels],
        "badges": [(row["badge"], count(words, "units.people", row["people"])) for row in badges.dicts()] if badges else [],
        "bands": list_tables(context, bands, lang) if bands and bands.rows else [],
        "stories": tell_stories(context, open_stories(context, stories), lang),
        "hows": [(words(f"metrics.{r.metric.name}.title"), figure_path(r.metric.name)) for r in (stars, badges, bands) if r],
    }


def _name(words: Words, board: Metric) -> str:
    return words(f"metrics.{board.name}.title")


def _list_links(words: Words, boards: list[Metric], current: str | None) -> list[Links]:
    """The boards by who is ranked, each by its span; a board that has no such name stands under its own title."""
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for board in boards:
        who, _, span = board.name.rpartition("_")
        known = words.has(f"pages.starlight.who.{who}") and span in SPANS
        text = words(f"pages.starlight.span.{span}") if known else _name(words, board)
        link = (text, board_path(board.name), board.name == current)
        groups.setdefault(who if known else "others", []).append(link)
    for links in groups.values():
        links.sort(key=lambda link: next((n for n, span in enumerate(SPANS) if link[1].endswith(f"_{span}/")), len(SPANS)))
    order = sorted(groups, key=lambda who: (WHO.index(who) if who in WHO else len(WHO), who))
    return [Links(words(f"pages.starlight.who.{who}"), groups[who]) for who in order]


def _make_board(context: Context, *, board: Metric, boards: list[Metric], lang: str) -> Page:
    words, name = context.words[lang], board.name
    what = words(f"metrics.{name}.what")
    values = {
        "view": "board",
        "as_of": context.as_of,
        "boards": _list_links(words, boards, name),
        "what": what,
        "how": figure_path(name),
        "spans": list_spans(context, context.results[name], lang),
    }
    title = _name(words, board)
    return make_page(context, lang, "starlight", board_path(name), values, title=title, description=what, section="starlight")
