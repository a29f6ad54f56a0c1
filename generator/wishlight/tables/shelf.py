"""All records of a board with what they add up to on a day, kept as bytes: folded once, on all cores, and opened when somebody looks."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from sys import intern
from typing import NamedTuple, cast

import msgspec

from wishlight.records.board.model import Board
from wishlight.records.fold import PersonState, WishState
from wishlight.records.model import Record
from wishlight.records.packed import Packed, Records, name_content, open_wholly
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


class Kept(NamedTuple):
    """A record (packed, where it stood so on the day); where the bytes of its state are, how many, a short name of all that both say, and its outline."""

    record: Record | Packed
    place: int
    length: int
    name: bytes
    outline: Outline


class Shelf(Mapping[str, Folded]):
    """Records with their states by id, in the order of ids; `errata` are the removals from the published data."""

    def __init__(self, kept: Iterable[Kept], records: Records | None, states: PackFile, errata: list[Erratum]) -> None:
        states.flush()
        self.errata = errata
        self._records, self._states = records, states
        self._kept = {item.record.id: item for item in sorted(kept, key=lambda item: item.record.id)}
        self._kinds: dict[str, list[str]] = {}
        for id, item in self._kept.items():
            self._kinds.setdefault(item.record.kind, []).append(id)

    def __getitem__(self, id: str) -> Folded:
        record, place, length, *_ = self._kept[id]
        return Folded(self._open(record), _open_state(self._states, record.kind, place, length))

    def __contains__(self, id: object) -> bool:
        return id in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def list_ids(self, kind: str) -> Sequence[str]:
        """The ids of a kind of record, sorted."""
        return self._kinds.get(kind, ())

    def record(self, id: str) -> Record:
        """A record alone."""
        return self._open(self._kept[id].record)

    def _open(self, record: Record | Packed) -> Record:
        return self._records.open(record) if self._records and isinstance(record, Packed) else cast("Record", record)

    def outline(self, id: str) -> Outline:
        """The few values by which a record is chosen and put in order."""
        return self._kept[id].outline

    def name(self, id: str) -> str:
        """A short name of all that a record and its state say."""
        found = self._kept.get(id)
        return found.name.hex() if found else ""


class Folding(NamedTuple):
    """What came of folding: the shelf, and the rows of the tables in files."""

    shelf: Shelf
    rows: Lines


class _Stated(NamedTuple):
    """What a record adds up to: its number in the part, its state as bytes, its outline, and itself where it stood otherwise on the day."""

    at: int
    state: bytes
    outline: Outline
    changed: Record | None


class _Part(NamedTuple):
    states: list[_Stated]
    errata: list[Erratum]


def fold_board(records: Sequence[Record], board: Board, as_of: date, folder: Path | None) -> Folding:
    """Fold all records as of a day and write the rows that they make below `folder`, if there is one. Raises UnknownYearError where a deadline falls in a year
    without holidays.
    """
    parts = [(n, part) for n, part in enumerate(split_evenly(records, PART))]
    kept: list[Kept] = []
    states = PackFile(folder)
    errata: list[Erratum] = []
    for (_, part), done in zip(parts, share_out(partial(_fold_part, board, as_of, folder), parts), strict=True):
        packed = part.packed if isinstance(part, Records) else part
        kept.extend(_keep(stated.changed or packed[stated.at], stated, states) for stated in done.states)
        errata.extend(done.errata)
    return Folding(Shelf(kept, records if isinstance(records, Records) else None, states, errata), Lines(folder or Path(), len(parts)))


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
        states.append(_Stated(at, _close_state(item.state), make_outline(item), None if item.record is whole[at] else item.record))
    return _Part(states, list(list_errata(whole)))


def _keep(record: Record | Packed, stated: _Stated, states: PackFile) -> Kept:
    state, (status, area, done, end, late) = stated.state, stated.outline
    name = blake2b(b"\0".join((record.path.encode(), record.name if isinstance(record, Packed) else name_content(record), state)), digest_size=16).digest()
    return Kept(record, states.add(state), len(state), name, Outline(intern(status), intern(area), intern(done), intern(end), late))


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


