"""All records of a board folded on a day, on all cores: states for the pages and rows for the tables. What a base has is not folded again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fold import find_turn
from wishlight.records.model import Record
from wishlight.records.packed import list_contents, list_keys, open_wholly
from wishlight.records.packfile import PackFile
from wishlight.tables.base import LEAST, Base, Memory, Upon, find_base, is_worth
from wishlight.tables.derived import make_derived_rows
from wishlight.tables.errata import Erratum, list_errata
from wishlight.tables.facts import make_fact_rows
from wishlight.tables.folded import fold_all
from wishlight.tables.load import Lines
from wishlight.tables.outline import make_outline
from wishlight.tables.shelf import Shelf, Stated, close_state, close_told, row_at
from wishlight.tables.told import list_told
from wishlight.workers import share_out, split_evenly

PART = 1000
"""Records folded in one go."""


class Folding(NamedTuple):
    """What came of folding: the shelf, and the rows of the tables in files. Built `upon` a base, they are those of the changed records
    alone; a `fresh` base is to be kept with the tables.
    """

    shelf: Shelf
    rows: Lines
    upon: Upon | None = None
    fresh: Base | None = None


class _Part(NamedTuple):
    states: list[Stated]
    errata: list[Erratum]


def fold_board(records: Sequence[Record], board: Board, as_of: date, folder: Path | None, memory: Memory | None = None) -> Folding:
    """Fold all records as of a day, or those that a base has not as they are on that day, and write the rows that they make below `folder`, if there is one.

    `memory` is for a day on which every record stands as it stands now. Raises UnknownYearError where a deadline falls in a year without holidays.
    """
    keeps = memory if folder and len(records) >= LEAST else None
    found = find_base(keeps, as_of) if keeps else None
    keys = list(list_keys(records)) if found else []
    same, changed, gone = _compare(records, keys, found.base, as_of) if found else ({}, range(len(records)), [])
    if found and is_worth(len(changed) + len(gone), len(records)):
        found.tables.close()
        found, same, changed, gone = None, {}, range(len(records)), []
    shelf = Shelf(records, board.zone, PackFile(folder), found)
    if found:
        _adopt(shelf, keys, found.base, same)
    parts = [*enumerate(split_evenly(changed, PART))]
    for (_, numbers), done in zip(parts, share_out(partial(_fold_part, records, board, as_of, folder), parts), strict=True):
        for stated in done.states:
            shelf.add(numbers[stated.at], stated)
        shelf.errata.extend(done.errata)
    lines = Lines(folder or Path(), len(parts))
    if not found or not keeps:
        base = shelf.make_base(keeps.key, as_of) if keeps else None
        return Folding(shelf.close(), lines, fresh=base)
    ids = [*(records[n].id for n in changed), *gone]
    _join_errata(shelf, found.base, {*ids})
    return Folding(shelf.close(), lines, Upon(found.base, found.tables, ids))


def _compare(records: Sequence[Record], keys: Sequence[tuple[str, str]], base: Base, as_of: date) -> tuple[dict[int, int] | None, Sequence[int], list[str]]:
    """The numbers of records that stand in a base with their numbers there (None where it has all of them, in the same order), the numbers of
    those that don't stand in it as they are, be it that their state has turned by itself since, and the ids of those that are gone.
    """
    contents = list_contents(records)
    turned = {id for id, day in base.turns.items() if day <= as_of}
    if [id for _, id in keys] == base.ids:
        return None, [n for n, (now, then) in enumerate(zip(contents, base.contents, strict=True)) if now != then or base.ids[n] in turned], []
    known = {id: at for at, id in enumerate(base.ids)}
    same, changed = {}, []
    for n, ((_, id), content) in enumerate(zip(keys, contents, strict=True)):
        at = known.pop(id, None)
        if at is not None and base.contents[at] == content and id not in turned:
            same[n] = at
        else:
            changed.append(n)
    return same, changed, [*known]


def _adopt(shelf: Shelf, keys: Sequence[tuple[str, str]], base: Base, same: Mapping[int, int] | None) -> None:
    if same is None:
        shelf.adopt_all(keys, base.rows)
        return
    for n, (kind, id) in enumerate(keys):
        if n in same:
            shelf.adopt(n, kind, id, row_at(base.rows, same[n]))


def _join_errata(shelf: Shelf, base: Base, changed: Set[str]) -> None:
    """The removals of a base and those of the changed records, in the order of the records."""
    found = [*(one for one in base.errata if one.record not in changed), *shelf.errata]
    shelf.errata = sorted(found, key=lambda one: shelf.number(one.record))


def _fold_part(records: Sequence[Record], board: Board, as_of: date, folder: Path | None, part: tuple[int, Sequence[int]]) -> _Part:
    number, numbers = part
    whole = [open_wholly(records[n]) for n in numbers]
    places = {record.path: at for at, record in enumerate(whole)}
    folded = list(fold_all(whole, board, as_of))
    if folder:
        Lines(folder, 0).write(number, {**make_fact_rows(board.schema, folded, board.zone), **make_derived_rows(folded, board.zone)})
    states = []
    for item in folded:
        at = places[item.record.path]
        told = list(list_told(item))
        changed = None if item.record is whole[at] else item.record
        states.append(Stated(at, close_state(item.state), close_told(told), make_outline(item, board), changed, find_turn(item.state, as_of)))
    return _Part(states, list(list_errata(whole)))
