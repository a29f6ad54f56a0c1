"""The one judge: every rule over every record, all problems at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from wishlight.problems import Problem, sort_problems
from wishlight.records.board.model import Board
from wishlight.records.case import Case, Cases, Finding, Term
from wishlight.records.clearance import Clearance
from wishlight.records.context import Context, Reader
from wishlight.records.model import Entry, Record
from wishlight.records.place import Places
from wishlight.records.rules import list_rules
from wishlight.words import Words
from wishlight.workers import share_out, split_evenly

PART = 400
"""Records judged in one go."""

Named = tuple[str, Finding]
EntryCheck = Callable[[Case, Entry, Context], Iterable[Finding]]


def judge(
    records: Sequence[Record],
    board: Board,
    words: Words,
    now: datetime | None,
    *,
    root: Path | None = None,
    read: Reader | None = None,
    clearance: Clearance | None = None,
) -> list[Problem]:
    """All problems of the records and of the board's settings, sorted.

    `now` is the moment that nothing may lie after (None: no such moment). A rule that needs a file's text, and a problem its line, get
    it from `read`, or from the files below `root`. `clearance` knows the files that need not be looked at again.
    """
    reader = read or file_reader(root or Path())
    context = Context(board, Cases(records), now, reader)
    return explain_findings(run_rules(context, clearance), words, reader)


def file_reader(root: Path) -> Reader:
    """Gives the bytes of a file below `root`, None where it can't be read."""

    def read(path: str) -> bytes | None:
        try:
            return (root / path).read_bytes()
        except OSError:
            return None

    return read


def judge_one(case: Case, context: Context, words: Words) -> list[Problem]:
    """All problems of one record among the others, and of the rules over all records: what a change of that record may bring about."""
    return explain_findings([*_check_case(case, context), *_check_together(context)], words, context.read)


def run_rules(context: Context, clearance: Clearance | None = None) -> Iterator[Named]:
    """What every rule finds, with the rule's name. Many records are judged on all cores."""
    _look_up(context)
    notes: dict[str, list[Any]] = {name: [] for name, _ in _noting_rules("")}
    parts = split_evenly(context.cases, PART)
    for found in share_out(partial(_judge_part, context, clearance), parts):
        yield from found.named
        for name, noted in found.notes.items():
            notes[name].extend(noted)
        if clearance:
            clearance.cleared |= found.cleared
    yield from _check_notes(notes, context)


class _Found(NamedTuple):
    """What came of judging some records: findings, what rules noted for later, and the names of the files that were cleared."""

    named: list[Named]
    notes: dict[str, list[Any]]
    cleared: set[str]


def _judge_part(context: Context, clearance: Clearance | None, cases: Sequence[Case]) -> _Found:
    own = clearance.copy() if clearance else None
    found: list[Named] = []
    notes: dict[str, list[Any]] = {name: [] for name, _ in _noting_rules("")}
    for case in cases:
        found.extend(_check_case(case, context, own))
        _note(case, context, notes)
    return _Found(found, notes, own.cleared if own else set())


def _note(case: Case, context: Context, notes: dict[str, list[Any]]) -> None:
    for name, note in _noting_rules(case.record.kind):
        notes[name].extend(note(case, context))


def _look_up(context: Context) -> None:
    """Who is who, found once before the work is shared out."""
    _ = context.people, context.teams, context.spells, context.successors, context.by_id, context.start


def _check_together(context: Context) -> Iterator[Named]:
    notes: dict[str, list[Any]] = {name: [] for name, _ in _noting_rules("")}
    for case in context.cases:
        _note(case, context, notes)
    yield from _check_notes(notes, context)


def _check_notes(notes: Mapping[str, list[Any]], context: Context) -> Iterator[Named]:
    for rule in list_rules():
        if check := getattr(rule.module, "check_notes", None):
            yield from ((rule.name, finding) for finding in check(notes[rule.name], context))
        if check := getattr(rule.module, "check_settings", None):
            yield from ((rule.name, finding) for finding in check(context))


def explain_findings(found: Iterable[Named], words: Words, read: Reader) -> list[Problem]:
    """Findings as problems: with their line, and their words filled in."""
    places: dict[str, Places] = {}
    problems = []
    for rule, finding in found:
        if finding.path not in places:
            places[finding.path] = Places((read(finding.path) or b"").decode("utf-8", "replace"))
        line, column = (finding.line, 1) if finding.line else places[finding.path].locate(finding.trail)
        problems.append(make_problem(rule, finding, line, column, words))
    return sort_problems(problems)


def make_problem(rule: str, finding: Finding, line: int, column: int, words: Words) -> Problem:
    """One finding in words."""
    field = ".".join(str(step) for step in finding.trail)
    values = {"field": field, **{name: words(value) if isinstance(value, Term) else value for name, value in finding.values.items()}}
    says, mend = (words(f"problems.{rule}.{part}", **values) for part in ("says", "mend"))
    return Problem(finding.path, line, column, rule, finding.level, field, says, mend)


def _check_case(case: Case, context: Context, clearance: Clearance | None = None) -> list[Named]:
    kind = case.record.kind
    found: list[Named] = []
    if clearance is None or not clearance.is_cleared(case.record.path):
        for name, check in _record_checks(kind, alone=True):
            for finding in check(case, context):
                found.append((name, finding))  # a generator around each check would cost as much as the checks
        if clearance and not found:
            clearance.clear(case.record.path)
    for name, check in _record_checks(kind, alone=False):
        for finding in check(case, context):
            found.append((name, finding))
    _check_entries(case, context, found)
    return found


def _check_entries(case: Case, context: Context, found: list[Named]) -> None:
    checks, annulled = _entry_checks(case.record.kind), case.annulled
    for entry in case.record.history:
        counted = entry.n not in annulled
        for name, every, check_entry in checks[entry.event]:
            if counted or every:
                for finding in check_entry(case, entry, context):
                    found.append((name, finding))


@cache
def _noting_rules(kind: str) -> tuple[tuple[str, Callable[[Case, Context], Iterable[Any]]], ...]:
    """The rules that note something of records of a kind (of any, for an empty one)."""
    rules = [rule for rule in list_rules() if hasattr(rule.module, "note") and (not kind or not rule.kinds or kind in rule.kinds)]
    return tuple((rule.name, rule.module.note) for rule in rules)


@cache
def _record_checks(kind: str, *, alone: bool) -> tuple[tuple[str, Callable[[Case, Context], Iterable[Finding]]], ...]:
    rules = [rule for rule in list_rules() if rule.alone is alone and (not rule.kinds or kind in rule.kinds)]
    return tuple((rule.name, rule.module.check_record) for rule in rules if hasattr(rule.module, "check_record"))


@cache
def _entry_checks(kind: str) -> defaultdict[str, tuple[tuple[str, bool, EntryCheck], ...]]:
    """The checks of each event, those that look at all events among them."""
    rules = [rule for rule in list_rules() if hasattr(rule.module, "check_entry") and (not rule.kinds or kind in rule.kinds)]
    always = tuple((rule.name, rule.every, rule.module.check_entry) for rule in rules if not rule.events)
    found: defaultdict[str, tuple[tuple[str, bool, EntryCheck], ...]] = defaultdict(lambda: always)
    for event in {event for rule in rules for event in rule.events}:
        own = ((rule.name, rule.every, rule.module.check_entry) for rule in rules if event in rule.events)
        found[event] = (*own, *always)
    return found
