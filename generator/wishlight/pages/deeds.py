"""The list of deeds by stage, and tables of all deeds of a year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wishlight.pages.context import Context
from wishlight.pages.deed_cards import GROUPS, group_of, list_deeds, make_cards, open_deeds
from wishlight.pages.links import links_from
from wishlight.pages.page import Page
from wishlight.pages.paging import PageLink, Part, link_parts, split_archive
from wishlight.pages.render import make_page
from wishlight.pages.watch import Planned, Watch, name_given, name_kind
from wishlight.records.formlinks import form_link

RECENT = 6
"""Finished and stopped deeds on the list; the tables by year have all."""

SIZE = 60
"""Rows of a table on one page."""

Groups = list[tuple[str, list[str], int]]
"""The groups that have any deeds: the ids that are shown, and how many there are."""


def list_bases(context: Context) -> str:
    """All that deeds say."""
    return name_kind(context, "deed")


def plan_in(context: Context, watch: Watch, lang: str) -> Iterator[Planned]:
    """The list, and the tables of each year, in a language."""
    deeds = list_deeds(context)
    years = sorted({outline.start[:4] for _, outline in deeds}, reverse=True)
    groups: Groups = []
    for name in GROUPS:
        ids = [id for id, outline in deeds if group_of(outline.status) == name]
        if ids:
            groups.append((name, ids[:RECENT] if name in ("done", "stopped") else ids, len(ids)))
    yield watch.plan("deeds/", lang, partial(_make_list, groups=groups, years=years, lang=lang), name_given(groups, years))
    for year in years:
        parts = split_archive([id for id, outline in reversed(deeds) if outline.start[:4] == year], SIZE, f"deeds/{year}/")
        for part in parts:
            pager = list(link_parts(parts, part, links_from(part.path, lang, context.languages).url))
            make = partial(_make_year, part=part, pager=pager, years=years, year=year, lang=lang)
            yield watch.plan(part.path, lang, make, name_given(part, pager, years))


def _make_list(context: Context, *, groups: Groups, years: list[str], lang: str) -> Page:
    words = context.words[lang]
    shown = [(name, make_cards(context, open_deeds(context, ids), lang), n) for name, ids, n in groups]
    values = {"view": "stages", "groups": shown, "years": years, "year": None, "propose": form_link(context.board, "deed")}
    title, description = words("pages.deeds.title"), words("pages.deeds.description")
    return make_page(context, lang, "deeds", "deeds/", values, title=title, description=description, section="deeds")


def _make_year(context: Context, *, part: Part[str], pager: list[PageLink], years: list[str], year: str, lang: str) -> Page:
    words = context.words[lang]
    cards = make_cards(context, open_deeds(context, part.items), lang)
    values = {"view": "year", "cards": cards, "years": years, "year": year, "pager": pager}
    title = words("pages.deeds.year_title", year=year)
    title += "" if part.path == f"deeds/{year}/" else words("pages.list.part", n=part.number)
    return make_page(context, lang, "deeds", part.path, values, title=title, description=title, section="deeds")
