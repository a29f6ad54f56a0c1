"""The check of a few files in a large board: what an earlier run kept of the others is trusted where git says that they did not change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from wishlight.problems import Problem, sort_problems
from wishlight.records.board import Board, load_board
from wishlight.records.case import Case, make_case
from wishlight.records.context import Context
from wishlight.records.judge import Named, check_among, explain_findings, file_reader
from wishlight.records.looked import Looked
from wishlight.records.model import Record
from wishlight.records.rules import list_rules
from wishlight.records.seal import Sealed
from wishlight.records.shape import Shape
from wishlight.records.store import is_record, kind_of, name_settings, read_file
from wishlight.records.verdicts import Verdicts, open_verdicts
from wishlight.words import Words


class Fresh(NamedTuple):
    """The files that were read now, by path: their records (None where there is none, or where it can't be read), and what is wrong with their shape."""

    records: dict[str, Record | None]
    problems: list[Problem]


def check_some(root: Path, words: Words, now: datetime, paths: Sequence[str], sealed: Callable[[], Sealed | None]) -> list[Problem] | None:
    """What a check of the whole board would say of these files; None where only a check of the whole board can tell. `sealed` tells what an
    earlier run kept.
    """
    with look_near(root, words, paths, sealed) as near:
        return check_near(near, now, paths) if near else None


@contextmanager
def look_near(root: Path, words: Words, paths: Sequence[str], sealed: Callable[[], Sealed | None]) -> Iterator[Neighbourhood | None]:
    """What these files and the records that they lean on say now; None where only the whole board can tell. `sealed` tells what an earlier run kept."""
    known, found = None, None
    if all(is_record(path) and (root / path).is_file() and not (root / path).is_symlink() for path in paths):
        board, problems = load_board(root, words)
        list_rules()  # what takes long is done before it is asked what was kept, which is being looked at meanwhile
        found = None if problems else sealed()
        known = open_verdicts(root, board, name_settings(root), found) if found else None
    if known is None or found is None:
        yield None
        return
    with known as verdicts:
        yield Neighbourhood(root, board, words, verdicts, {*found.changed, *verdicts.dirty, *paths})


def check_near(near: Neighbourhood, now: datetime | None, paths: Sequence[str]) -> list[Problem]:
    """All problems of these files, sorted."""
    reader = file_reader(near.root)
    found: list[Named] = []
    for path in paths:
        if record := near.fresh.records[path]:
            case = make_case(record)
            context = near.make_context(case, now, reader)
            found += (named for named in check_among(case, context, near.list_notes) if named[1].path == path)
    return sort_problems([problem for problem in near.fresh.problems if problem.path in paths] + explain_findings(found, near.words, reader))


class Neighbourhood:
    """Records that are read when a rule looks them up: those that changed as they are now, the others where the last run found them."""

    def __init__(self, root: Path, board: Board, words: Words, verdicts: Verdicts, changed: set[str]) -> None:
        self.root, self.board, self.words, self.verdicts = root, board, words, verdicts
        self._shapes: dict[str, Shape] = {}
        self.fresh = Fresh({}, [])
        for path in sorted(path for path in changed if is_record(path)):
            data = None if (root / path).is_symlink() else read_file(root, path)
            self.fresh.records[path] = None if data is None else self._read(path, data)

    def list_records(self, id: str) -> list[Record]:
        """All records of an id, however its letters are written, by path."""
        found = {path: record for path, record in self.fresh.records.items() if record and record.id.casefold() == id.casefold()}
        for path in self.verdicts.find_paths(id):
            if path not in self.fresh.records and (record := self._read(path, read_file(self.root, path) or b"")):
                found[path] = record
        return [found[path] for path in sorted(found)]

    def find(self, id: str) -> Record:
        """The record of an id. Raises KeyError where there is none."""
        found = [record for record in self.list_records(id) if record.id == id]
        if not found:
            raise KeyError(id)
        return found[-1]

    def list_notes(self, rule: str, group: str, note: Callable[[Case], Iterator[bytes]]) -> list[bytes]:
        """What a rule noted under a name, by path; `note` gives what it notes of a record that changed."""
        notes = {(path, n): data for path, n, data in self.verdicts.list_notes(rule, group) if path not in self.fresh.records}
        for path, record in self.fresh.records.items():
            if record:
                notes.update({(path, n): data for n, data in enumerate(note(make_case(record)))})
        return [notes[key] for key in sorted(notes)]

    def make_context(self, case: Case, now: datetime | None, read: Callable[[str], bytes | None]) -> Context:
        """What a rule may ask when it judges a record."""
        same = [one if one.path != case.record.path else case.record for one in self.list_records(case.record.id)]
        context = Context(self.board, [make_case(record) for record in same], now, read)
        cases = Looked(lambda id: make_case(found[-1]) if (found := [one for one in self.list_records(id) if one.id == id]) else None)
        people, teams = (Looked(partial(_find_kind, cases, kind)) for kind in ("person", "team"))
        context.__dict__.update(by_id=cases, people=people, teams=teams)
        return context

    def _read(self, path: str, data: bytes) -> Record | None:
        kind = str(kind_of(path))
        if kind not in self._shapes:
            self._shapes[kind] = Shape(self.board, kind)
        record, problems = self._shapes[kind].read(path, data, self.words)
        self.fresh.problems.extend(problems)
        return record


def _find_kind(cases: Mapping[str, Case], kind: str, id: str) -> Case | None:
    found = cases.get(id)
    return found if found and found.record.kind == kind else None
