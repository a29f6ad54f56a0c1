"""All areas: each community with its months on one scale, and every grid with its own figures. No ranking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from wishlight.pages.addresses import address_of
from wishlight.pages.areacharts import count_days, draw_activity, draw_multiples, read_months
from wishlight.pages.context import Context
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.records.board.model import Area, Board

COLUMNS = ("open", "under_way", "fulfilled", "overdue", "actions", "deeds")


class Line(NamedTuple):
    """An area with its figures in the order of COLUMNS; `quiet` says that no wish has come from it yet."""

    path: str
    name: str
    figures: tuple[int, ...]
    quiet: bool


class Table(NamedTuple):
    """A community with its grids, the community's own line first."""

    id: str
    name: str
    street: str
    households: int | None
    lines: tuple[Line, ...]


def make(context: Context) -> Iterator[Page]:
    """One page a language."""
    totals, days = read_totals(context), count_days(context)
    communities = [area for area in context.board.areas.values() if area.level == "community" and area.id in totals]
    above = [area for area in context.board.areas.values() if area.level in ("district", "street")]
    for lang in context.languages:
        words = context.words[lang]
        yield make_page(
            context,
            lang,
            "areas",
            "areas/",
            {
                "multiples": draw_multiples(context.board, read_months(context), [area.id for area in communities], words),
                "activity": draw_activity(context, days, lang),
                "tables": [_make_table(context, area, totals, lang) for area in communities],
                "columns": [words(f"pages.area.{name}") for name in COLUMNS],
                "above": [(address_of(area.id), context.board.name_of("areas", area.id, lang)) for area in above],
            },
            title=words("pages.areas.title"),
            description=words("pages.areas.description"),
            section="areas",
        )


def read_totals(context: Context) -> Mapping[str, Mapping[str, Any]]:
    """Each area's own figures, by area."""
    return {row["area"]: row for row in context.results["area_totals"].dicts()}


def make_line(context: Context, area: str, totals: Mapping[str, Mapping[str, Any]], lang: str) -> Line:
    """An area's line of a table."""
    row = totals[area]
    name = context.board.name_of("areas", area, lang)
    return Line(address_of(area), name, tuple(row[column] for column in COLUMNS), not row["published"])


def sort_inside(board: Board, found: Iterable[tuple[str, str]], most: int | None = None) -> dict[str, list[str]]:
    """Ids with their areas by each area that they are in, in the order given: the first ones of each."""
    inside: dict[str, list[str]] = {}
    lines: dict[str, list[list[str]]] = {}
    for place, id in found:
        if place not in lines:
            lines[place] = [inside.setdefault(area.id, []) for area in board.area_line(place)]
        for held in lines[place]:
            if most is None or len(held) < most:
                held.append(id)
    return inside


def list_children(context: Context, parent: str) -> list[Area]:
    """The areas right below one, in the board's order."""
    return [area for area in context.board.areas.values() if area.parent == parent]


def _make_table(context: Context, area: Area, totals: Mapping[str, Mapping[str, Any]], lang: str) -> Table:
    inside = [area.id, *(child.id for child in list_children(context, area.id) if child.id in totals)]
    return Table(
        id=area.id,
        name=context.board.name_of("areas", area.id, lang),
        street=context.board.name_of("areas", area.parent or "", lang),
        households=area.households,
        lines=tuple(make_line(context, one, totals, lang) for one in inside),
    )
