"""The list of deeds by stage, and a table of all deeds of a year."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.pages.context import Context
from wishlight.pages.deed_cards import GROUPS, group_of, list_deeds, make_cards
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.records.fold import DeedState
from wishlight.records.formlinks import form_link
from wishlight.tables.folded import Folded

RECENT = 6
"""Finished and stopped deeds on the list; the tables by year have all."""

Pairs = list[tuple[Folded, DeedState]]


def make(context: Context) -> Iterator[Page]:
    """The list and a table a year, in each language."""
    deeds = list_deeds(context)
    years = sorted({_year_of(item) for item, _ in deeds}, reverse=True)
    for lang in context.languages:
        yield _make_list(context, lang, deeds, years)
        for year in years:
            yield _make_year(context, lang, [pair for pair in deeds if _year_of(pair[0]) == year], years, year)


def _year_of(item: Folded) -> int:
    return item.record.history[0].at.year


def _make_list(context: Context, lang: str, deeds: Pairs, years: list[int]) -> Page:
    words = context.words[lang]
    groups = [(name, [pair for pair in deeds if group_of(pair[1]) == name]) for name in GROUPS]
    shown = [(name, make_cards(context, pairs[:RECENT] if name in ("done", "stopped") else pairs, lang), len(pairs)) for name, pairs in groups if pairs]
    values = {"view": "stages", "groups": shown, "years": years, "year": None, "propose": form_link(context.board, "deed")}
    title, description = words("pages.deeds.title"), words("pages.deeds.description")
    return make_page(context, lang, "deeds", "deeds/", values, title=title, description=description, section="deeds")


def _make_year(context: Context, lang: str, deeds: Pairs, years: list[int], year: int) -> Page:
    words = context.words[lang]
    values = {"view": "year", "cards": make_cards(context, deeds, lang), "years": years, "year": year}
    title = words("pages.deeds.year_title", year=year)
    return make_page(context, lang, "deeds", f"deeds/{year}/", values, title=title, description=title, section="deeds")
