"""The figures that a change moves: the board's own, those of its areas, and places on the boards of the season."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from wishlight.metrics import Result, list_metrics, run_metric
from wishlight.pages.cells import name_column, show_number, show_period
from wishlight.records.board import Board
from wishlight.review.pen import Pen, Said
from wishlight.review.sides import Side
from wishlight.tables import fold_all, make_tables

FIGURES = ("wish_counts", "action_counts", "people_counts", "deed_money", "reopened")
AREAS = ("published", "open", "under_way", "fulfilled", "overdue", "actions", "deeds", "volunteers")
PLACES = {"volunteers_season": "person", "teams_season": "team", "communities_season": "community"}
"""The boards whose places are told, with the column that says whose place it is."""

WANTED = frozenset((*FIGURES, "area_totals", *PLACES, "month_report", "star_levels", "on_time"))
Results = Mapping[str, Result]


def count_side(side: Side, as_of: date) -> dict[str, Result]:
    """The figures that a review speaks of, for one state on a day. Raises UnknownYearError where a deadline falls in a year without holidays."""
    con = make_tables(side.board, fold_all(side.records.values(), side.board, as_of), as_of)
    try:
        return {metric.name: run_metric(con, metric) for metric in list_metrics() if metric.name in WANTED}
    finally:
        con.close()


def tell_moved(before: Results, after: Results, board: Board, pen: Pen) -> Iterator[Said]:
    """The figures that differ, the widest first. The district is left out beside the board's own; so is an area of which one part alone moved."""
    for name in FIGURES:
        old, new = before[name].one(), after[name].one()
        metric = after[name].metric
        for column in (column for column in new if old.get(column) != new[column] and isinstance(new[column], int)):
            what = pen("review.figure", figure=pen(f"metrics.{name}.title"), column=name_column(metric, column, pen.words))
            yield _say_moved(what, column, old.get(column), new[column], pen)
    yield from _tell_areas(before["area_totals"], after["area_totals"], board, pen)


def tell_places(before: Results, after: Results, board: Board, pen: Pen) -> Iterator[Said]:
    """Places on the season's boards that differ. Whoever is only a number there is not told of."""
    for name, column in PLACES.items():
        old, new = _read_places(before[name], column), _read_places(after[name], column)
        for period, who in sorted(old.keys() | new.keys(), key=lambda key: (key[0], new.get(key, 999), key[1])):
            places = old.get((period, who)), new.get((period, who))
            if places[0] == places[1]:
                continue
            said = {"board": pen(f"metrics.{name}.title"), "period": show_period(period, pen.words), "who": _name(column, who, board, pen)}
            key = "left" if places[1] is None else "entered" if places[0] is None else "moved"
            yield pen(f"review.place.{key}", **said, before=places[0] or 0, after=places[1] or 0)


def _tell_areas(before: Result, after: Result, board: Board, pen: Pen) -> Iterator[Said]:
    old, new = ({row["area"]: row for row in result.dicts()} for result in (before, after))
    for column in AREAS:
        moved = {id: row[column] - old.get(id, {}).get(column, 0) for id, row in new.items() if row["level"] != "district"}
        for id, by in moved.items():
            inside = [part for part, area in board.areas.items() if area.parent == id and moved.get(part)]
            if by and not (len(inside) == 1 and moved[inside[0]] == by):
                name = board.name_of("areas", id, pen.words.lang)
                what = pen("review.area", area=name, column=name_column(after.metric, column, pen.words))
                yield _say_moved(what, column, old.get(id, {}).get(column, 0), new[id][column], pen)


def _read_places(result: Result, column: str) -> dict[tuple[str, str], int]:
    return {(row["period"], row[column]): row["place"] for row in result.dicts() if row[column] and row["place"]}


def _name(column: str, who: str, board: Board, pen: Pen) -> Said:
    return pen.take(board.name_of("areas", who, pen.words.lang) if column == "community" else who)


def _say_moved(what: Said, column: str, old: Any, new: Any, pen: Pen) -> Said:
    before, after = (show_number(column, value, pen.words) if isinstance(value, int) else "—" for value in (old, new))
    return pen("review.moved", what=what, before=before, after=after)
