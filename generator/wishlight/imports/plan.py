"""Rows to changes, one upon the other, and what the one judge says of all of them together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

from wishlight.imports.columns import CONTACT
from wishlight.imports.sheet import Row
from wishlight.intake.change import Change, make_change, read_change, say_declined
from wishlight.intake.desk import DeclinedError, Desk, Source
from wishlight.intake.terminal import read_post
from wishlight.intake.workspace import replace_before
from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.context import Reader
from wishlight.records.judge import judge
from wishlight.records.model import Record
from wishlight.records.reading import read_records
from wishlight.records.store import read_file
from wishlight.words import Words


class Step(NamedTuple):
    """What one row asks for. `slip` is the text by which it is known again; `person` the one it is done for."""

    number: int
    form: str
    answers: Mapping[str, Any]
    slip: str
    happened: str | None = None
    person: str | None = None


@dataclass(frozen=True)
class Office:
    """Who imports into which board, and when."""

    board: Board
    records: Mapping[str, Record]
    read: Reader
    now: datetime
    by: str
    post: str | None
    channel: str
    words: Words

    @cached_property
    def known(self) -> frozenset[Problem]:
        """What the judge says of the board as it stands, so that no row is blamed for it."""
        return frozenset(judge(list(self.records.values()), self.board, self.words, now=self.now, read=self.read))

    @cached_property
    def slips(self) -> Mapping[str, list[tuple[Record, bool]]]:
        """By slip the records that it made (true) or added an entry to."""
        return _index_slips(self.records.values())


def open_office(root: Path, board: Board, words: Words, now: datetime, by: str | None, post: str | None, channel: str) -> Office:
    """The office of one command, with the board's records as they stand."""
    records = {record.id: record for record in read_records(root, board, words).records}
    return Office(board, records, partial(read_file, root), now.astimezone(board.zone).replace(microsecond=0), by or "", read_post(post), channel, words)


class Plan(NamedTuple):
    """Files to write, the records that each row made (and by which event) or had made before, and why rows are refused (0: no row by itself)."""

    changes: tuple[Change, ...]
    made: Mapping[int, str]
    events: Mapping[int, str]
    there: Mapping[int, str]
    refused: Mapping[int, tuple[Problem, ...]]
    asked: Mapping[int, tuple[Problem, ...]]


class _Lines(NamedTuple):
    number: int
    path: str
    first: int
    last: int


def mark_rows(rows: Iterable[Row], targets: Mapping[str, str], form: str) -> dict[int, str]:
    """For each row the mark by which it is known again, whatever its place in the list.

    It is made from what the row says; cells that name or reach a person are left out, so that the mark tells nothing of them.
    Rows that say the same are counted.
    """
    counts: dict[str, int] = {}
    marks: dict[int, str] = {}
    for row in rows:
        cells = sorted((name, text) for name, text in row.cells.items() if text and targets.get(name) != CONTACT)
        text = json.dumps([form, cells], ensure_ascii=False)
        counts[text] = counts.get(text, 0) + 1
        marks[row.number] = "list-" + hashlib.sha256(f"{text}{counts[text]}".encode()).hexdigest()[:12]
    return marks


def plan_steps(steps: Sequence[Step], office: Office) -> Plan:
    """Every step made upon the ones before it and all judged together; refused rows stand in `refused` and in no change."""
    records, changes = dict(office.records), dict[str, Change]()
    made, events, there, lines = dict[int, str](), dict[int, str](), dict[int, str](), list[_Lines]()
    refused: dict[int, tuple[Problem, ...]] = {}
    for step in steps:
        if standing := _find_made(step, office.slips):
            there[step.number] = standing
            continue
        try:
            change, record = _make(step, records, changes, office)
        except DeclinedError as declined:
            refused[step.number] = (say_declined(declined, office.words),)
            continue
        except _ShapeError as shape:
            refused[step.number] = tuple(shape.problems)
            continue
        records[record.id], made[step.number] = record, record.id
        events[step.number] = str(change.entries[-1]["event"])
        last = change.text.count("\n")
        lines.append(_Lines(step.number, change.path, last - len(change.entries) + 1 if change.before else 1, last))
        changes[change.path] = replace_before(change, changes.get(change.path))
    found = _judge(records, changes, office)
    asked = _sort_out([p for p in found if p.level == "ask"], lines)
    for number, problems in _sort_out([p for p in found if p.level == "refuse"], lines).items():
        refused[number] = (*refused.get(number, ()), *problems)
    return Plan(tuple(changes.values()), made, events, there, refused, asked)


def plan_rest(steps: Sequence[Step], plan: Plan, office: Office) -> tuple[Plan, dict[int, tuple[Problem, ...]]]:
    """The plan of what is left when each refused step is taken out, and why those were; a refusal of no step by itself ends it."""
    refused = dict(plan.refused)
    while plan.refused and 0 not in plan.refused:
        steps = [step for step in steps if step.number not in plan.refused]
        plan = plan_steps(steps, office)
        refused |= plan.refused
    return plan, refused


def explain(refused: Mapping[int, Iterable[Problem]]) -> dict[int, list[str]]:
    """Why each row or message is refused: what is wrong and how to mend it, each once."""
    return {number: list(dict.fromkeys(f"{problem.says} — {problem.mend}" for problem in problems)) for number, problems in refused.items()}


class _ShapeError(Exception):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def _make(step: Step, records: Mapping[str, Record], changes: Mapping[str, Change], office: Office) -> tuple[Change, Record]:
    source = Source(office.channel, slip=step.slip)
    desk = Desk(office.board, records, office.now, office.by, source, _overlay(changes, office.read), office.post, step.person)
    change = make_change(step.form, step.answers, desk, step.happened)
    try:
        return change, read_change(change, office.board, office.words)
    except ValueError as wrong:
        raise _ShapeError(wrong.args[0]) from None


def _overlay(changes: Mapping[str, Change], read: Reader) -> Callable[[str], bytes | None]:
    return lambda path: changes[path].text.encode() if path in changes else read(path)


def _judge(records: Mapping[str, Record], changes: Mapping[str, Change], office: Office) -> list[Problem]:
    """What the judge says of the board with all changes that it did not say before."""
    if not changes:
        return []
    after = judge(list(records.values()), office.board, office.words, now=office.now, read=_overlay(changes, office.read))
    return [problem for problem in after if problem not in office.known]


def _sort_out(problems: Iterable[Problem], lines: Sequence[_Lines]) -> dict[int, tuple[Problem, ...]]:
    """Problems by the row that made the line they name; by every row of the file where they name another line; else below 0."""
    found: dict[int, tuple[Problem, ...]] = {}
    for problem in problems:
        near = [line for line in lines if line.path == problem.path]
        exact = [line for line in near if line.first <= problem.line <= line.last]
        for number in dict.fromkeys([line.number for line in exact or near] or [0]):
            found[number] = (*found.get(number, ()), problem)
    return found


def _index_slips(records: Iterable[Record]) -> dict[str, list[tuple[Record, bool]]]:
    found: dict[str, list[tuple[Record, bool]]] = {}
    for record in records:
        slips = {str(entry.data["source_slip"]): False for entry in record.history if "source_slip" in entry.data}
        slips |= {str(record.head["source_slip"]): True} if "source_slip" in record.head else {}
        for slip, whole in slips.items():
            found.setdefault(slip, []).append((record, whole))
    return found


def _find_made(step: Step, known: Mapping[str, list[tuple[Record, bool]]]) -> str | None:
    """The record in which a step stands already. Pads of slips are numbered afresh, so a number alone says nothing."""
    for record, whole in known.get(step.slip, ()):
        if whole and record.kind == step.form and record.head.get("title") == step.answers.get("title"):
            return record.id
        if not whole and record.id.endswith(str(step.answers.get("record") or "?")):
            return record.id
    return None
