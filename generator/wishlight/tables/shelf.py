"""All records of a board with what they add up to on a day, kept as bytes: folded once, on all cores, and opened when somebody looks."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import NamedTuple, cast

import msgspec

from wishlight.records.board.model import Board
from wishlight.records.fold import PersonState, WishState
from wishlight.records.model import Record
from wishlight.records.packed import name_content, open_wholly
from wishlight.records.packfile import PackFile
from wishlight.tables.derived import make_derived_rows
from wishlight.tables.errata import Erratum, list_errata
from wishlight.tables.facts import make_fact_rows
from wishlight.tables.folded import Folded, State, fold_all
from wishlight.tables.load import Lines
from wishlight.tables.outline import Outline, make_outline
from wishlight.workers import share_out, split_evenly

PART = 1000
"""Records folded in one go."""

OPEN = 4096
"""States that stay open, the last ones looked at."""

_WISH = msgspec.msgpack.Decoder(WishState)
_PERSON = msgspec.msgpack.Decoder(PersonState)


_ROW = Struct("<IQI16sBHiiB")
"""A record's number, where the bytes of its state are and how many, a short name of all that both say, and its outline."""

APART = 0xFFFFFFFF
"""The number of a record that stood otherwise on the day than it stands now: it is kept by its id."""


class _Sorter(dict[str, int]):
    """Texts by number, in the order in which they were met."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


class Shelf(Mapping[str, Folded]):
    """Records with their states by id, in the order of ids; `errata` are the removals from the published data.

    All that is held of a record is a row of fixed length, so that half a million fit into the memory of a small machine.
    """

    def __init__(self, records: Sequence[Record], states: PackFile) -> None:
        self.errata: list[Erratum] = []
        self._records, self._states = records, states
        self._apart: dict[str, Record] = {}
        self._rows = bytearray()
        self._at: dict[str, int] = {}
        self._kinds: dict[str, list[str]] = {}
        self._statuses, self._areas = _Sorter(), _Sorter()

    def add(self, n: int, stated: Stated) -> None:
        """Put a record on the shelf: the one of that number, unless it stood otherwise on the day."""
        record, outline = stated.changed or self._records[n], stated.outline
        name = blake2b(b"\0".join((record.path.encode(), name_content(record), stated.state)), digest_size=16).digest()
        if stated.changed:
            self._apart[record.id] = stated.changed
        number, days = APART if stated.changed else n, (_count(outline.done), _count(outline.end))
        place, marks = self._states.add(stated.state), (self._statuses[outline.status], self._areas[outline.area])
        self._at[record.id] = len(self._rows)
        self._rows += _ROW.pack(number, place, len(stated.state), name, *marks, *days, outline.late)
        self._kinds.setdefault(record.kind, []).append(record.id)

    def close(self) -> Shelf:
        """Put everything in order; from now on it is only looked at."""
        self._states.flush()
        self._at = {id: self._at[id] for id in sorted(self._at)}
        for ids in self._kinds.values():
            ids.sort()
        self._names = [[*self._statuses], [*self._areas]]
        return self

    def __getitem__(self, id: str) -> Folded:
        _, place, length, *_ = _ROW.unpack_from(self._rows, self._at[id])
        record = self.record(id)
        return Folded(record, _open_state(self._states, record.kind, place, length))

    def __contains__(self, id: object) -> bool:
        return id in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def list_ids(self, kind: str) -> Sequence[str]:
        """The ids of a kind of record, sorted."""
        return self._kinds.get(kind, ())

    def record(self, id: str) -> Record:
        """A record alone."""
        number = _ROW.unpack_from(self._rows, self._at[id])[0]
        return self._apart[id] if number == APART else self._records[number]

    def outline(self, id: str) -> Outline:
        """The few values by which a record is chosen and put in order."""
        status, area, done, end, late = _ROW.unpack_from(self._rows, self._at[id])[4:]
        statuses, areas = self._names
        return Outline(statuses[status], areas[area], _say_day(done), _say_day(end), bool(late))

    def name(self, id: str) -> str:
        """A short name of all that a record and its state say."""
        place = self._at.get(id)
        return "" if place is None else cast("bytes", _ROW.unpack_from(self._rows, place)[3]).hex()


def _count(day: str) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


@lru_cache(maxsize=1 << 14)
def _say_day(count: int) -> str:
    return date.fromordinal(count).isoformat() if count else ""


class Folding(NamedTuple):
    """What came of folding: the shelf, and the rows of the tables in files."""

    shelf: Shelf
    rows: Lines


class Stated(NamedTuple):
    """What a record adds up to: its number in the part, its state as bytes, its outline, and itself where it stood otherwise on the day."""

    at: int
    state: bytes
    outline: Outline
    changed: Record | None


class _Part(NamedTuple):
    states: list[Stated]
    errata: list[Erratum]


def fold_board(records: Sequence[Record], board: Board, as_of: date, folder: Path | None) -> Folding:
    """Fold all records as of a day and write the rows that they make below `folder`, if there is one. Raises UnknownYearError where a deadline falls in a year
    without holidays.
    """
    parts = [(n, part) for n, part in enumerate(split_evenly(records, PART))]
    shelf = Shelf(records, PackFile(folder))
    for (n, _), done in zip(parts, share_out(partial(_fold_part, board, as_of, folder), parts), strict=True):
        for stated in done.states:
            shelf.add(n * PART + stated.at, stated)
        shelf.errata.extend(done.errata)
    return Folding(shelf.close(), Lines(folder or Path(), len(parts)))


def _fold_part(board: Board, as_of: date, folder: Path | None, part: tuple[int, Sequence[Record]]) -> _Part:
    number, records = part
    whole = [open_wholly(record) for record in records]
    places = {record.path: at for at, record in enumerate(records)}
    folded = list(fold_all(whole, board, as_of))
    if folder:
        Lines(folder, 0).write(number, {**make_fact_rows(board.schema, folded, board.zone), **make_derived_rows(folded, board.zone)})
    states = []
    for item in folded:
        at = places[item.record.path]
        states.append(Stated(at, _close_state(item.state), make_outline(item), None if item.record is whole[at] else item.record))
    return _Part(states, list(list_errata(whole)))


def _close_state(state: State | None) -> bytes:
    if isinstance(state, WishState | PersonState):
        return msgspec.msgpack.encode(state)
    return pickle.dumps(state)


@lru_cache(maxsize=OPEN)
def _open_state(states: PackFile, kind: str, place: int, length: int) -> State | None:
    state = states.read(place, length)
    if kind == "wish":
        return _WISH.decode(state)
    if kind in ("person", "team"):
        return _PERSON.decode(state)
    return cast("State | None", pickle.loads(state))  # noqa: S301 - written by this very process


