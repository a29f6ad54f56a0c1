"""All records of a board with what they add up to on a day, kept as bytes: folded once, on all cores, and opened when somebody looks."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, cast

import msgspec

from wishlight.records.board.model import Board
from wishlight.records.fold import PersonState, WishState
from wishlight.records.model import Record
from wishlight.records.packed import open_wholly
from wishlight.tables.derived import make_derived_rows
from wishlight.tables.errata import Erratum, list_errata
from wishlight.tables.facts import make_fact_rows
from wishlight.tables.folded import Folded, State, fold_all
from wishlight.tables.load import Lines
from wishlight.workers import share_out, split_evenly

PART = 1000
"""Records folded in one go."""

OPEN = 4096
"""States that stay open, the last ones looked at."""

_WISH = msgspec.msgpack.Decoder(WishState)
_PERSON = msgspec.msgpack.Decoder(PersonState)


class Kept(NamedTuple):
    """A record as it stood on the day, and its state as bytes."""

    record: Record
    state: bytes


class Shelf(Mapping[str, Folded]):
    """Records with their states by id, in the order of ids; `errata` are the removals from the published data."""

    def __init__(self, kept: Iterable[Kept], errata: list[Erratum]) -> None:
        self.errata = errata
        self._kept = {item.record.id: item for item in sorted(kept, key=lambda item: item.record.id)}
        self._kinds: dict[str, list[str]] = {}
        for id, item in self._kept.items():
            self._kinds.setdefault(item.record.kind, []).append(id)

    def __getitem__(self, id: str) -> Folded:
        record, state = self._kept[id]
        return Folded(record, _open_state(record.kind, state))

    def __contains__(self, id: object) -> bool:
        return id in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def list_ids(self, kind: str) -> Sequence[str]:
        """The ids of a kind of record, sorted."""
        return self._kinds.get(kind, ())

    def name(self, id: str) -> str:
        """A short name of all that a record and its state say."""
        found = self._kept.get(id)
        if found is None:
            return ""
        record, state = found
        head, history = (getattr(part, "raw", None) or repr(part).encode() for part in (record.head, record.history))
        return blake2b(b"\0".join((record.path.encode(), head, history, state)), digest_size=16).hexdigest()


class Folding(NamedTuple):
    """What came of folding: the shelf, and the rows of the tables in files."""

    shelf: Shelf
    rows: Lines


class _Part(NamedTuple):
    states: list[tuple[int, bytes, Record | None]]
    errata: list[Erratum]


def fold_board(records: Sequence[Record], board: Board, as_of: date, folder: Path | None) -> Folding:
    """Fold all records as of a day and write the rows that they make below `folder`, if there is one. Raises UnknownYearError where a deadline falls in a year
    without holidays.
    """
    parts = [(n, part) for n, part in enumerate(split_evenly(records, PART))]
    kept: list[Kept] = []
    errata: list[Erratum] = []
    for (_, part), done in zip(parts, share_out(partial(_fold_part, board, as_of, folder), parts), strict=True):
        kept.extend(Kept(changed or part[at], state) for at, state, changed in done.states)
        errata.extend(done.errata)
    return Folding(Shelf(kept, errata), Lines(folder or Path(), len(parts)))


def _fold_part(board: Board, as_of: date, folder: Path | None, part: tuple[int, Sequence[Record]]) -> _Part:
    number, records = part
    whole = [open_wholly(record) for record in records]
    places = {record.path: at for at, record in enumerate(records)}
    folded = list(fold_all(whole, board, as_of))
    if folder:
        Lines(folder, 0).write(number, {**make_fact_rows(board.schema, folded, board.zone), **make_derived_rows(folded, board.zone)})
    states = []
    for record, state in folded:
        at = places[record.path]
        states.append((at, _close_state(state), None if record is whole[at] else record))
    return _Part(states, list(list_errata(whole)))


def _close_state(state: State | None) -> bytes:
    if isinstance(state, WishState | PersonState):
        return msgspec.msgpack.encode(state)
    return pickle.dumps(state)


@lru_cache(maxsize=OPEN)
def _open_state(kind: str, state: bytes) -> State | None:
    if kind == "wish":
        return _WISH.decode(state)
    if kind in ("person", "team"):
        return _PERSON.decode(state)
    return cast("State | None", pickle.loads(state))  # noqa: S301 - written by this very process


