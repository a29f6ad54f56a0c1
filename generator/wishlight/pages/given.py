"""What people and teams gave, read once for all of their pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

import msgspec

from wishlight.kept import read_kept, save_kept
from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, share
from wishlight.tables.parts import SameRows
from wishlight.tables.shelf import Shelf

MOST = 30
"""Wishes on a page, the newest; older ones stay in the figures above them."""


class Award(NamedTuple):
    """What was earned with one record on one day."""

    record: str
    kind: str
    day: date
    minutes: int
    points: int


READ = 10_000
"""Rows asked for at a time."""

One = TypeVar("One")


class Held(Mapping[str, list[One]]):
    """What people or teams have, by whose it is, held as bytes: a district's would fill the memory."""

    def __init__(self, one: type[One], packed: Mapping[str, bytes]) -> None:
        self._packed = packed
        self._decode = msgspec.msgpack.Decoder(list[one]).decode  # type: ignore[valid-type]

    def __getitem__(self, whose: str) -> list[One]:
        return self._decode(self._packed[whose])

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def name(self, whose: str) -> bytes:
        """The short name of all that one has; empty for nothing."""
        packed = self._packed.get(whose)
        return blake2b(packed, digest_size=16).digest() if packed else b""


class _Kept(msgspec.Struct, array_like=True, frozen=True):
    """What was held, and the name of the rows that it was made from."""

    made_from: str
    packed: dict[str, bytes]


Awards = Held[Award]


class Given(NamedTuple):
    """All of a person's or team's awards, the newest first, as sums and as a list of wishes."""

    minutes: int
    points: int
    wishes: int
    actions: int
    first: date | None
    newest: list[tuple[str, str, date]]
    """(path, title, day) of the newest wishes."""


def read_awards(context: Context, column: str) -> Awards:
    """The awards by `person` or `team`, the newest first."""
    if column not in ("person", "team"):
        raise ValueError(column)
    return share(context, f"awards by {column}", lambda: _read_awards(context, column))


def _read_awards(context: Context, column: str) -> Awards:
    sql = f"SELECT {column}, record, kind, day, minutes, points FROM awards WHERE {column} IS NOT NULL ORDER BY {column}, day DESC, record, person"  # noqa: S608 - one of two words
    return hold(context, Award, "awards", f"awards-{column}", sql)


def hold(context: Context, one: type[One], view: str, name: str, sql: str) -> Held[One]:
    """What a query answers of a view, whose rows begin with whose they are and are in order of that; the rest of each is one thing.

    What it says of the rows of a base is kept under a name beside it: a district has hundreds of thousands of awards, which seldom change.
    """
    same = context.folded.same_rows if isinstance(context.folded, Shelf) else SameRows()
    file = same.folder / f"{name}.msgpack" if same.folder else None
    made_from = same.name(view, "")
    kept = read_kept(file, _Kept) if file and made_from else None
    if kept and kept.made_from == made_from:
        return Held(one, kept.packed)
    packed = _pack(context, sql)
    if file and made_from:
        with suppress(OSError):
            save_kept(file, _Kept(made_from, packed))
    return Held(one, packed)


def _pack(context: Context, sql: str) -> dict[str, bytes]:
    encode = msgspec.msgpack.Encoder().encode
    return {whose: encode([row[1:] for row in found]) for whose, found in groupby(_read_rows(context, sql), key=itemgetter(0))}


def _read_rows(context: Context, sql: str) -> Iterator[tuple[Any, ...]]:
    """What the tables answer, without all of it being in memory at once."""
    asked = context.con.execute(sql)
    while rows := asked.fetchmany(READ):
        yield from rows


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
