"""Answers to a change of one file: a new record, or lines added to a history; and what the one judge says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from wishlight.intake.desk import DeclinedError, Desk
from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.case import make_case
from wishlight.records.context import Context
from wishlight.records.form import write_canonical
from wishlight.records.formlinks import FORMS
from wishlight.records.ids import draw_id, make_id
from wishlight.records.judge import judge, judge_one
from wishlight.records.lifecycle import find_step
from wishlight.records.model import Record, Row
from wishlight.records.rules.declined_story import KINDS as STORYLESS
from wishlight.records.shape import Shape
from wishlight.records.store import blob_id, kind_of, place_of
from wishlight.records.write import write_entry, write_record
from wishlight.words import Words

Answers = Mapping[str, Any]


class Draft(NamedTuple):
    """What a form asks for: the kind and id of the record, its head where it is new, and the entries without their times."""

    kind: str
    id: str
    head: Row | None
    entries: tuple[Row, ...]
    area: str | None = None


class Change(NamedTuple):
    """One file as it should be. `before` is the blob id of the file it was made from, None for a new file."""

    path: str
    text: str
    record: str
    entries: tuple[Row, ...]
    before: str | None


def make_change(form: str, answers: Answers, desk: Desk, happened: str | None = None) -> Change:
    """The change that a form's answers ask for; `happened` is the day where that is not today.

    Raises DeclinedError where there is none, KeyError for an unknown form.
    """
    if form not in FORMS:
        raise KeyError(form)
    maker = import_module(f"wishlight.intake.changes.{form.replace('-', '_')}")
    draft: Draft = maker.make(answers, desk)
    if happened:
        draft = draft._replace(entries=tuple({"happened_on": happened, **entry} for entry in draft.entries))
    return write_change(draft, desk)


def write_change(draft: Draft, desk: Desk) -> Change:
    """A draft as a file's text: entries get their time, actor and source; existing lines stay as they are. Raises DeclinedError."""
    entries = tuple(_complete(entry, draft, desk) for entry in draft.entries)
    path = place_of(draft.kind, draft.id)
    data = desk.read(path)
    if draft.head is not None:
        if data is not None:
            raise DeclinedError("already-there", record=draft.id)
        text = write_record(desk.board.schema, draft.kind, draft.head, list(entries), depth=path.count("/"))
        return Change(path, text, draft.id, entries, None)
    if data is None:
        raise DeclinedError("no-record", record=draft.id)
    text = data.decode("utf-8")
    if not text.endswith("\n"):
        raise DeclinedError("not-canonical", record=draft.id)
    added = "".join(write_entry(desk.board.schema, entry) + "\n" for entry in entries)
    return Change(path, text + added, draft.id, entries, blob_id(data))


def judge_change(change: Change, desk: Desk, words: Words, known: Sequence[Problem] = ()) -> list[Problem]:
    """What the one judge says of the board with the change that it did not say before (`known`)."""
    data = change.text.encode()
    record, wrong = _read_text(change, desk.board, words)
    if record is None:
        return wrong
    case = make_case(record)
    cases = (*(old for id, old in desk.cases.items() if id != record.id), case)
    context = Context(desk.board, cases, desk.now, lambda path: data if path == change.path else desk.read(path))
    found = judge_one(case, context, words)
    before = set(known)
    return [problem for problem in found if problem not in before]


def read_change(change: Change, board: Board, words: Words) -> Record:
    """The record that a change leaves behind. Raises ValueError where the judge would not have let it through."""
    record, wrong = _read_text(change, board, words)
    if record is None:
        raise ValueError(wrong)
    return record


def drop_story(change: Change, board: Board, words: Words) -> Change:
    """The same change without the record's story, where the board asks for that: what was declined tells nobody why it was wished."""
    record, _ = _read_text(change, board, words)
    if record is None or record.kind not in STORYLESS or "story" not in record.head:
        return change
    head = {key: value for key, value in record.head.items() if key != "story"}
    return change._replace(text=write_canonical(board.schema, record._replace(head=head)))


def judge_board(desk: Desk, words: Words) -> list[Problem]:
    """What the judge says of the board as it stands; given to `judge_change` so that nobody is blamed for what was there."""
    return judge(list(desk.records.values()), desk.board, words, now=desk.now, read=desk.read)


def new_id(kind: str, desk: Desk) -> str:
    """An id for a new record: from its source where it has one, the next one of that source where it is taken."""
    key = desk.source.key
    if key is None:
        return draw_id(kind, desk.today)
    tries = (make_id(kind, desk.today, key if n == 1 else f"{key}/{n}") for n in range(1, 100))
    return next(id for id in tries if id not in desk.records)


def split_columns(form_asks: Mapping[str, tuple[str, str]], answers: Answers, table: str) -> dict[str, Any]:
    """The answers that fill a table's columns, by column. `form_asks` gives each question's table and column."""
    return {form_asks[id][1]: value for id, value in answers.items() if id in form_asks and form_asks[id][0] == table}


def say_declined(declined: DeclinedError, words: Words, path: str = "") -> Problem:
    """Why no change could be made, in words."""
    values: dict[str, Any] = dict(declined.values)
    if "state" in values:
        values["state"] = words(f"status.claim.{values['state']}")
    for key, prefix in (("fields", "fields.entries"), ("asks", "intake.asked")):
        if key in values:
            values[key] = "、".join(words(f"{prefix}.{name}") for name in values[key])
    says, mend = (words(f"intake.change.{declined.rule}.{part}", **values) for part in ("says", "mend"))
    return Problem(path, 0, 0, f"change-{declined.rule}", "refuse", "", says, mend)


def put_text(kind: str, event: str, text: object) -> dict[str, object]:
    """People's own words under the key that the event has for them: `why` where it takes one, else `note`."""
    if not text:
        return {}
    step = find_step(kind, event)
    return {"why" if step and "why" in (*step.needs, *step.may) else "note": text}


def _read_text(change: Change, board: Board, words: Words) -> tuple[Record | None, list[Problem]]:
    return Shape(board, kind_of(change.path) or "").read(change.path, change.text.encode(), words)


def _complete(entry: Row, draft: Draft, desk: Desk) -> dict[str, Any]:
    moment = desk.now.astimezone(desk.board.zone).isoformat(timespec="seconds")
    actor = {} if "actor" in entry else desk.choose_actor(draft.kind, str(entry["event"]), draft.area)
    happened = {} if entry.get("happened_on") != desk.today.isoformat() else {"happened_on": None}
    columns = {"recorded_at": moment, **actor, **entry, **({} if draft.head else desk.source.columns()), **happened}
    return {key: value for key, value in columns.items() if value is not None}
