"""What a rule is given and what it gives back: one record folded once, and a finding that names its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, overload

from wishlight.problems import Level
from wishlight.records.fold.engine import Run, run_history
from wishlight.records.lifecycle import list_steps
from wishlight.records.model import Entry, Record
from wishlight.records.packed import list_keys, open_wholly
from wishlight.records.place import Trail

OPEN = 2048
"""Cases that stay open, the last ones looked up."""

NOTHING: Mapping[str, object] = {}


class Term(str):
    """A value of a finding that is itself a key of the words files."""

    __slots__ = ()


class Finding(NamedTuple):
    """A rule's objection: the file, the place in it (a trail of keys and positions), and the values its words speak of.

    `line` is given only where no trail can name the place.
    """

    path: str
    trail: Trail
    values: Mapping[str, object] = NOTHING
    level: Level = "refuse"
    line: int = 0


class Move(NamedTuple):
    """One step of a claim that counted: its state before and after, and whose it is after the step.

    `qty` is what it holds after the step: places of a wish, people of a party.
    """

    entry: Entry
    claim: str
    before: str
    after: str
    person: str
    team: str | None
    qty: int


@dataclass(frozen=True)
class Case:
    """A record and its whole history, folded once for all rules."""

    record: Record
    run: Run

    @cached_property
    def annulled(self) -> frozenset[int]:
        """The numbers of the entries that no longer count."""
        return frozenset(e.data["entry"] for e in self.record.history if e.event == "annulled" and "entry" in e.data)

    @cached_property
    def counted(self) -> tuple[Entry, ...]:
        """The entries that were not annulled, legal or not."""
        return tuple(e for e in self.record.history if e.n not in self.annulled)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Every counted step of every claim, in the order of the file."""
        return tuple(_list_moves(self))

    def find(self, entry: Entry, *keys: str, **values: object) -> Finding:
        """A finding at an entry, or at one of its keys."""
        return Finding(self.record.path, ("history", entry.n - 1, *keys), values)

    def find_head(self, *keys: str | int, **values: object) -> Finding:
        """A finding at a field of the head."""
        return Finding(self.record.path, keys, values)


def make_case(record: Record) -> Case:
    """Fold a record for the rules."""
    whole = open_wholly(record)
    return Case(whole, run_history(whole))


class Cases(Sequence[Case]):
    """The cases of many records, each folded when it is asked for and then forgotten: all at once they would fill the memory."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records

    @overload
    def __getitem__(self, n: int) -> Case: ...
    @overload
    def __getitem__(self, n: slice) -> Sequence[Case]: ...
    def __getitem__(self, n: int | slice) -> Case | Sequence[Case]:
        return Cases(self.records[n]) if isinstance(n, slice) else make_case(self.records[n])

    def __iter__(self) -> Iterator[Case]:
        return map(make_case, self.records)

    def __len__(self) -> int:
        return len(self.records)

    def by_id(self) -> Mapping[str, Case]:
        """The cases by id, folded when they are asked for; where two share an id, the last."""
        return _ById(self.records, self._places[""])

    def by_id_of(self, kind: str) -> Mapping[str, Case]:
        """The same of one kind."""
        return _ById(self.records, self._places.get(kind, {}))

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        """The number of each record by id: of all under an empty name, and of each kind."""
        all_: dict[str, int] = {}
        found: dict[str, dict[str, int]] = defaultdict(dict, {"": all_})
        for n, (kind, id) in enumerate(list_keys(self.records)):
            all_[id] = found[kind][id] = n
        return found


class _ById(Mapping[str, Case]):
    """Cases by id, the last ones asked for kept: rules ask for the same people again and again."""

    def __init__(self, records: Sequence[Record], places: Mapping[str, int]) -> None:
        self._places = places
        self._open = lru_cache(maxsize=OPEN)(lambda n: make_case(records[n]))

    def __getitem__(self, id: str) -> Case:
        return self._open(self._places[id])

    def __contains__(self, id: object) -> bool:
        return id in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _list_moves(case: Case) -> list[Move]:
    steps = list_steps(case.record.kind)
    held: dict[str, Move] = {}
    moves = []
    for entry in case.run.entries:
        step = steps[entry.event]
        if step.of != "claim" or not entry.claim:
            continue
        old = held.get(entry.claim)
        move = _follow(old, entry, step.after)
        held[entry.claim] = move
        moves.append(move)
    return moves


def _follow(old: Move | None, entry: Entry, after: str | None) -> Move:
    data = entry.data
    before = old.after if old else "new"
    state = "unmet" if entry.event == "confirmed" and data.get("done") == "no" else after or before
    if old is None:
        return Move(entry, entry.claim or "", before, state, entry.person, data.get("team"), data.get("qty") or data.get("party") or 1)
    person, team = (data["to"], data.get("team")) if entry.event == "transferred" and "to" in data else (old.person, old.team)
    qty = data.get("qty", old.qty) if entry.event == "delivered" else old.qty
    return Move(entry, old.claim, before, state, person, team, qty)
