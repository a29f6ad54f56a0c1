"""Starlight: who has helped, as boards, stars, badges and stories, and how each of them is counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from wishlight.metrics import Result
from wishlight.pages.boards import board_path, list_boards, list_spans
from wishlight.pages.context import Context
from wishlight.pages.figure import figure_path
from wishlight.pages.figure_tables import list_tables
from wishlight.pages.formats import count
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.story import list_stories, open_stories, tell_stories

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


def make(context: Context) -> Iterator[Page]:
    """The first page and one page a leaderboard, in each language."""
    for lang in context.languages:
        words = context.words[lang]
        title, description = words("pages.starlight.title"), words("pages.starlight.description")
        values = _list_values(context, lang)
        yield make_page(context, lang, "starlight", "starlight/", values, title=title, description=description, section="starlight")
        for result in list_boards(context):
            yield _make_board(context, result, lang)


def _list_values(context: Context, lang: str) -> dict[str, Any]:
    words = context.words[lang]
    first = [result for name in FIRST if (result := context.results.get(name))]
    stars, badges = context.results.get("star_levels"), context.results.get("badge_counts")
    levels = [(row["stars"], row["from_hours"], row["people"]) for row in stars.dicts() if row["stars"]] if stars else []
    bands = context.results.get("volunteer_bands")
    return {
        "view": "all",
        "boards": _list_links(context, lang, None),
        "first": [(_name(result, lang, context), board_path(result.metric.name), list_spans(context, result, lang)[:1]) for result in first],
        "shown": SHOWN,
        "levels": [(n, hours, count(words, "units.people", people)) for n, hours, people in levels],
        "badges": [(row["badge"], count(words, "units.people", row["people"])) for row in badges.dicts()] if badges else [],
        "bands": list_tables(context, bands, lang) if bands and bands.rows else [],
        "stories": tell_stories(context, open_stories(context, list_stories(context)[:SHOWN]), lang),
        "hows": [(words(f"metrics.{r.metric.name}.title"), figure_path(r.metric.name)) for r in (stars, badges, bands) if r],
    }


def _name(result: Result, lang: str, context: Context) -> str:
    return context.words[lang](f"metrics.{result.metric.name}.title")


def _list_links(context: Context, lang: str, current: str | None) -> list[Links]:
    """The boards by who is ranked, each by its span; a board that has no such name stands under its own title."""
    words, groups = context.words[lang], dict[str, list[tuple[str, str, bool]]]()
    for result in list_boards(context):
        who, _, span = result.metric.name.rpartition("_")
        known = words.has(f"pages.starlight.who.{who}") and span in SPANS
        text = words(f"pages.starlight.span.{span}") if known else _name(result, lang, context)
        link = (text, board_path(result.metric.name), result.metric.name == current)
        groups.setdefault(who if known else "others", []).append(link)
    for links in groups.values():
        links.sort(key=lambda link: next((n for n, span in enumerate(SPANS) if link[1].endswith(f"_{span}/")), len(SPANS)))
    order = sorted(groups, key=lambda who: (WHO.index(who) if who in WHO else len(WHO), who))
    return [Links(words(f"pages.starlight.who.{who}"), groups[who]) for who in order]


def _make_board(context: Context, result: Result, lang: str) -> Page:
    words, name = context.words[lang], result.metric.name
    what = words(f"metrics.{name}.what")
    values = {
        "view": "board",
        "boards": _list_links(context, lang, name),
        "what": what,
        "how": figure_path(name),
        "spans": list_spans(context, result, lang),
    }
    title = words(f"metrics.{name}.title")
    return make_page(context, lang, "starlight", board_path(name), values, title=title, description=what, section="starlight")
