"""What people and teams gave, read once for all of their pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context

MOST = 30
"""Wishes on a page, the newest; older ones stay in the figures above them."""


class Award(NamedTuple):
    """What was earned with one record on one day."""

    record: str
    kind: str
    day: date
    minutes: int
    points: int


class Given(NamedTuple):
    """All of a person's or team's awards, the newest first, as sums and as a list of wishes."""

    minutes: int
    points: int
    wishes: int
    actions: int
    first: date | None
    newest: list[tuple[str, str, date]]
    """(path, title, day) of the newest wishes."""


def read_awards(context: Context, column: str) -> Mapping[str, list[Award]]:
    """The awards by `person` or `team`, the newest first."""
    if column not in ("person", "team"):
        raise ValueError(column)
    found: dict[str, list[Award]] = defaultdict(list)
    sql = f"SELECT {column}, record, kind, day, minutes, points FROM awards WHERE {column} IS NOT NULL ORDER BY day DESC, record, person"  # noqa: S608 - one of two words
    for whose, *award in context.con.execute(sql).fetchall():
        found[whose].append(Award(*award))
    return found


def sum_up(context: Context, awards: list[Award]) -> Given:
    """The sums and the newest wishes."""
    wishes = list(dict.fromkeys((a.record, a.day) for a in awards if a.kind == "wish" and a.record in context.folded))
    titles = [(address_of(record), str(context.folded[record].record.head["title"]), day) for record, day in wishes[:MOST]]
    return Given(
        minutes=sum(a.minutes for a in awards),
        points=sum(a.points for a in awards),
        wishes=len({a.record for a in awards if a.kind == "wish"}),
        actions=len({a.record for a in awards if a.kind == "action"}),
        first=min((a.day for a in awards), default=None),
        newest=titles,
    )


def sum_months(awards: list[Award]) -> dict[str, int]:
    """The minutes of each month in which there were any."""
    months: dict[str, int] = defaultdict(int)
    for award in awards:
        months[f"{award.day:%Y-%m}"] += award.minutes
    return dict(sorted(months.items()))
