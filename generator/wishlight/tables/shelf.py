"""All records of a board with what they add up to on a day, kept as bytes: folded once, on all cores, and opened when somebody looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b
from struct import Struct
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

import msgspec

from wishlight.records.fold import ActionState, DeedState, PersonState, WishState
from wishlight.records.model import Record
from wishlight.records.packed import count_day, find_newest, find_newest_at, list_newest, name_content, say_day
from wishlight.records.packfile import PackFile
from wishlight.tables.base import Base, Found
from wishlight.tables.errata import Erratum
from wishlight.tables.folded import Folded, State
from wishlight.tables.outline import Outline
from wishlight.tables.parts import SameRows
from wishlight.tables.told import Told

OPEN = 4096
"""States that stay open, the last ones looked at."""

_KINDS = {"wish": WishState, "action": ActionState, "deed": DeedState, "person": PersonState, "team": PersonState}
_DECODERS: dict[str, msgspec.msgpack.Decoder[State]] = {kind: msgspec.msgpack.Decoder(state) for kind, state in _KINDS.items()}
_TOLD = msgspec.msgpack.Decoder(list[Told])
_encode = msgspec.msgpack.Encoder().encode

_ROW = Struct("<IQI16sBHHiiBiBI")
"""A record's number, where the bytes of its state are (twice their place, and one more where they stand apart from a base) and how many,
a short name of all that both say, its outline, and how many bytes behind the state are what is told of it."""

_NAME = Struct("<IQI").size
_NAME_END = _NAME + Struct("16s").size
_NO_NAME = bytes(_NAME_END - _NAME)
"""Where in a row the short name is, and what stands for one that isn't there."""

_NUMBER = Struct("<I")
"""How a row begins."""

APART = 0xFFFFFFFF
"""The number of a record that stood otherwise on the day than it stands now: it is kept by its id."""


class _Sorter(dict[str, int]):
    """Texts by number, in the order in which they were met."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__((text, n) for n, text in enumerate(known))

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


class _Days(dict[int, str]):
    """Days in ISO form by their number: a board has some hundreds of them."""

    def __missing__(self, count: int) -> str:
        self[count] = say_day(count)
        return self[count]


class Stated(NamedTuple):
    """What a record adds up to: its number in the part, its state and what is told of it as bytes, its outline, itself where it stood
    otherwise on the day, and the next day on which its state turns by itself.
    """

    at: int
    state: bytes
    told: bytes
    outline: Outline
    changed: Record | None
    turn: date | None


class Shelf(Mapping[str, Folded]):
    """Records with their states by id, in the order of ids; `errata` are the removals from the published data; `same_rows` is
    what the tables have in common with a base.

    All that is held of a record is a row of fixed length, so that half a million fit into the memory of a small machine.
    """

    def __init__(self, records: Sequence[Record], zone: ZoneInfo, states: PackFile, found: Found | None = None) -> None:
        self.errata: list[Erratum] = []
        self.same_rows = SameRows()
        self._records, self._zone = records, zone
        self._packs = [found.states, states] if found else [states]
        self._apart: dict[str, Record] = {}
        self._turns: dict[str, date] = {}
        self._rows = bytearray()
        self._at: dict[str, int] = {}
        self._kinds: dict[str, list[str]] = {}
        known = found.base.values if found else ((), (), ())
        self._statuses, self._areas, self._categories = map(_Sorter, known)

    def adopt(self, n: int, kind: str, id: str, row: bytes) -> None:
        """Put a record on the shelf as its base has it."""
        self._put(kind, id, _NUMBER.pack(n) + row[_NUMBER.size :])

    def adopt_all(self, keys: Iterable[tuple[str, str]], rows: bytes) -> None:
        """The same for all records at once, where a base has the very same ones in the same order; what has changed is added afterwards."""
        self._rows = bytearray(rows)
        for n, (kind, id) in enumerate(keys):
            self._at[id] = n * _ROW.size
            self._kinds.setdefault(kind, []).append(id)

    def add(self, n: int, stated: Stated) -> None:
        """Put a record on the shelf: the one of that number, unless it stood otherwise on the day."""
        record, outline = stated.changed or self._records[n], stated.outline
        name = blake2b(b"\0".join((record.path.encode(), name_content(record), stated.state)), digest_size=16).digest()
        if stated.changed:
            self._apart[record.id] = stated.changed
        number, days = APART if stated.changed else n, (count_day(outline.done), count_day(outline.end))
        place = self._packs[-1].add(stated.state + stated.told) * 2 + len(self._packs) - 1
        marks = (self._statuses[outline.status], self._areas[outline.area], self._categories[outline.category])
        values = (number, place, len(stated.state), name, *marks, *days, outline.late, count_day(outline.start), outline.told, len(stated.told))
        self._put(record.kind, record.id, _ROW.pack(*values))
        if stated.turn:
            self._turns[record.id] = stated.turn

    def _put(self, kind: str, id: str, row: bytes) -> None:
        if id not in self._at:
            self._kinds.setdefault(kind, []).append(id)
        at = self._at.setdefault(id, len(self._rows))
        self._rows[at : at + _ROW.size] = row

    def make_base(self, key: str, as_of: date) -> Base | None:
        """All of it as a base, to be made before the shelf is closed; None where a record stood otherwise on the day."""
        if self._apart:
            return None
        contents = [name_content(self.record(id)) for id in self._at]
        return Base(key, as_of, [*self._at], contents, bytes(self._rows), self._list_values(), self._turns, self.errata)

    @property
    def states(self) -> PackFile:
        """Where the states are that no base has."""
        return self._packs[-1]

    def close(self) -> Shelf:
        """Put everything in order; from now on it is only looked at."""
        self.states.flush()
        self._at = {id: self._at[id] for id in sorted(self._at)}
        for ids in self._kinds.values():
            ids.sort()
        self._names = self._list_values()
        return self

    def _list_values(self) -> tuple[list[str], list[str], list[str]]:
        """What is said of records by number: states, areas, categories."""
        return [*self._statuses], [*self._areas], [*self._categories]

    def __getitem__(self, id: str) -> Folded:
        _, place, length, *_ = _ROW.unpack_from(self._rows, self._at[id])
        record = self.record(id)
        return Folded(record, _open_state(self._packs[place & 1], self._zone, record.kind, place >> 1, length))

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

    def newest(self, id: str) -> str:
        """The day on which a record's last entry was recorded, in ISO form; empty without entries."""
        number = self.number(id)
        return find_newest(self._apart[id]) if number == APART else find_newest_at(self._records, number)

    def number(self, id: str) -> int:
        """A record's place among all."""
        return cast("int", _ROW.unpack_from(self._rows, self._at[id])[0])

    def outline(self, id: str) -> Outline:
        """The few values by which a record is chosen and put in order."""
        status, area, category, done, end, late, start, told, _ = _ROW.unpack_from(self._rows, self._at[id])[4:]
        statuses, areas, categories = self._names
        return Outline(statuses[status], areas[area], say_day(done), say_day(end), bool(late), say_day(start), bool(told), categories[category])

    def list_outlines(self, kind: str) -> Iterator[tuple[str, Outline]]:
        """The same of all records of a kind, by id: of a district's hundreds of thousands in a third of the time."""
        rows, places, unpack = self._rows, self._at, _ROW.unpack_from
        statuses, areas, categories = self._names
        days = _Days()
        for id in self.list_ids(kind):
            _, _, _, _, status, area, category, done, end, late, start, told, _ = unpack(rows, places[id])
            yield id, Outline(statuses[status], areas[area], days[done], days[end], late > 0, days[start], told > 0, categories[category])

    def place(self, id: str) -> tuple[str, str]:
        """Where a record belongs, and what kind of thing it is about, which is empty where records of its kind have none."""
        row = _ROW.unpack_from(self._rows, self._at[id])
        return self._names[1][row[5]], self._names[2][row[6]]

    @cached_property
    def _newest(self) -> Sequence[int]:
        return list_newest(self._records)

    def list_newest(self, kind: str) -> Iterator[tuple[str, str]]:
        """The ids of a kind with the day on which each record's last entry was recorded, in ISO form; empty without entries."""
        rows, places, unpack = self._rows, self._at, _NUMBER.unpack_from
        counts, days = self._newest, _Days()
        for id in self.list_ids(kind):
            (number,) = unpack(rows, places[id])
            yield id, find_newest(self._apart[id]) if number == APART else days[counts[number]]

    def told(self, id: str) -> list[Told]:
        """What a feed may tell of a record."""
        _, place, length, *_, told = _ROW.unpack_from(self._rows, self._at[id])
        return _TOLD.decode(self._packs[place & 1].read((place >> 1) + length, told)) if told else []

    def name(self, ids: Iterable[str]) -> bytes:
        """The short names of all that some records and their states say, one behind the other; of an id that isn't there nothing but zeros.

        They are cut out of the rows, because a build asks for each record's many times.
        """
        rows, find = self._rows, self._at.get
        return b"".join(rows[place + _NAME : place + _NAME_END] if (place := find(id)) is not None else _NO_NAME for id in ids)


def list_ids(folded: Mapping[str, Folded], kind: str) -> Sequence[str]:
    """The ids of a kind of record, in their order."""
    return folded.list_ids(kind) if isinstance(folded, Shelf) else [id for id, item in folded.items() if item.record.kind == kind]


def row_at(rows: bytes, at: int) -> bytes:
    """One row of many, by its number."""
    return rows[at * _ROW.size : (at + 1) * _ROW.size]


def close_state(state: State | None) -> bytes:
    """A state as bytes."""
    return _encode(state)


def close_told(told: list[Told]) -> bytes:
    """What is told of a record as bytes; none where nothing is."""
    return _encode(told) if told else b""


@lru_cache(maxsize=OPEN)
def _open_state(states: PackFile, zone: ZoneInfo, kind: str, place: int, length: int) -> State | None:
    if kind not in _DECODERS:
        return None
    state = _DECODERS[kind].decode(states.read(place, length))
    if isinstance(state, ActionState):  # moments come back in UTC
        return state._replace(starts=state.starts.astimezone(zone), ends=state.ends.astimezone(zone))
    return state
