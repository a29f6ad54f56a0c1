"""The one judge: every rule over every record, all problems at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from wishlight.problems import Problem, sort_problems
from wishlight.records.board.model import Board
from wishlight.records.case import Case, Cases, Finding, Term
from wishlight.records.context import Context, Reader
from wishlight.records.lookups import watch_lookups
from wishlight.records.model import Entry, Record
from wishlight.records.place import Places
from wishlight.records.rules import list_rules
from wishlight.records.verdicts import Group, Noted, Task, Verdict, Verdicts, empty_verdicts
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
    verdicts: Verdicts | None = None,
) -> list[Problem]:
    """All problems of the records and of the board's settings, sorted.

    `now` is the moment that nothing may lie after (None: no such moment). A rule that needs a file's text, and a problem its line, get
    it from `read`, or from the files below `root`. `verdicts` know the files that need not be judged again.
    """
    reader = read or file_reader(root or Path())
    context = Context(board, Cases(records), now, reader)
    return explain_findings(run_rules(context, verdicts), words, reader)


def file_reader(root: Path) -> Reader:
    """Gives the bytes of a file below `root`, None where it can't be read."""

    top = str(root)

    def read(path: str) -> bytes | None:
        try:
            with open(f"{top}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - one call a file, many files
                return file.read()
        except OSError:
            return None

    return read


def judge_one(case: Case, context: Context, words: Words) -> list[Problem]:
    """All problems of one record among the others, and of the rules over all records: what a change of that record may bring about."""
    return explain_findings([*_check_case(case, context), *_compare_with_all(case, context), *_check_together(context)], words, context.read)


def run_rules(context: Context, verdicts: Verdicts | None = None) -> Iterator[Named]:
    """What every rule finds, with the rule's name. Many records are judged on all cores; `verdicts` know those that need not be."""
    known = verdicts or empty_verdicts()
    tasks = known.choose(context.records, context.now)
    _look_up(context, of_all=len(tasks) > PART)
    for found in share_out(partial(_judge_part, context), split_evenly(tasks, PART)):
        yield from found.named
        known.take(found.verdicts)
    yield from _check_together(context)
    broken: list[Group] = []
    for group, notes in known.list_groups():
        objections = [(group[0], finding) for finding in _compare(group, notes, context)]
        if objections:
            broken.append(group)
        yield from objections
    known.mark(broken)


class _Found(NamedTuple):
    """What came of judging some records."""

    named: list[Named]
    verdicts: list[Verdict]


def _judge_part(context: Context, tasks: Sequence[Task]) -> _Found:
    seen: set[str] = set()
    watched = watch_lookups(context, seen)
    done = _Found([], [])
    for task in tasks:
        case = context.cases[task.n]
        seen.clear()
        named = _check_case(case, watched, cleared=task.cleared)
        notes = tuple(_note(case, watched))
        seen.discard(case.record.id)
        history = case.record.history
        latest = max(entry.at for entry in history).timestamp() if history else 0.0
        done.named.extend(named)
        done.verdicts.append(Verdict(case.record.id, case.record.path, not named, latest, tuple(sorted(seen)), notes))
    return done


def _note(case: Case, context: Context) -> Iterator[Noted]:
    for name, note in _noting_rules(case.record.kind):
        for group, noted in note(case, context):
            yield Noted(name, group, _encode(noted))


def _compare(group: Group, notes: Iterable[bytes], context: Context) -> Iterator[Finding]:
    """What a rule finds among the notes that it made under one name."""
    module = next(rule.module for rule in list_rules() if rule.name == group[0])
    decode = _decoder(module.Note)
    return cast("Iterator[Finding]", module.check_notes(group[1], [decode(note) for note in notes], context))


@cache
def _decoder(kind: type[Any]) -> Callable[[bytes], Any]:
    return msgspec.msgpack.Decoder(kind).decode


_encode = msgspec.msgpack.Encoder().encode


def _look_up(context: Context, *, of_all: bool) -> None:
    """Who is who, found once before the work is shared out. For a few records it is found as they ask for it."""
    _ = context.people, context.teams, context.by_id, context.start
    for id in context.people if of_all else ():
        context.spells.get(id)
        context.successors.get(id)


def _check_together(context: Context) -> Iterator[Named]:
    for rule in list_rules():
        for scope in ("check_together", "check_settings"):
            if check := getattr(rule.module, scope, None):
                refused = context.board.is_refused
                yield from ((rule.name, finding) for finding in check(context) if not refused(finding.path, finding.trail))


def check_among(case: Case, context: Context, list_notes: Callable[[str, str, Callable[[Case], Iterator[bytes]]], list[bytes]]) -> Iterator[Named]:
    """All problems of one record among others of which only some are at hand; `list_notes` gives what a rule noted of them under a name."""
    yield from _check_case(case, context)
    yield from _check_together(context)
    for group in sorted({(note.rule, note.group) for note in _note(case, context)}):
        notes = list_notes(*group, partial(_note_under, group, context))
        yield from ((group[0], finding) for finding in _compare(group, notes, context))


def _note_under(group: Group, context: Context, case: Case) -> Iterator[bytes]:
    return (note.data for note in _note(case, context) if (note.rule, note.group) == group)


def _compare_with_all(case: Case, context: Context) -> Iterator[Named]:
    """What rules that compare records find under the names that a record is noted under."""
    names = {(note.rule, note.group) for note in _note(case, context)}
    kinds = {rule.kinds for rule in list_rules() if rule.name in {name for name, _ in names}}
    found: dict[Group, list[bytes]] = {group: [] for group in sorted(names)}
    for other in context.cases if names else ():
        if any(not kind or other.record.kind in kind for kind in kinds):
            for note in _note(other, context):
                if (note.rule, note.group) in found:
                    found[note.rule, note.group].append(note.data)
    for group, notes in found.items():
        yield from ((group[0], finding) for finding in _compare(group, notes, context))


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


def _check_case(case: Case, context: Context, *, cleared: bool = False) -> list[Named]:
    kind = case.record.kind
    found: list[Named] = []
    for alone in (False,) if cleared else (True, False):
        for name, check in _record_checks(kind, alone=alone):
            for finding in check(case, context):
                found.append((name, finding))  # a generator around each check would cost as much as the checks
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
def _noting_rules(kind: str) -> tuple[tuple[str, Callable[[Case, Context], Iterable[tuple[str, Any]]]], ...]:
    """The rules that note something of records of a kind."""
    rules = [rule for rule in list_rules() if hasattr(rule.module, "note") and (not rule.kinds or kind in rule.kinds)]
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
