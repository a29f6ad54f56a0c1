"""A file's bytes to a Record, or to the problems of its shape: the step that types values by the schema and flattens them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema_rs

from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.compiled import compile_kind
from wishlight.records.explain import explain
from wishlight.records.fields import ENTRY, Table
from wishlight.records.model import Entry, Record
from wishlight.records.read import RefusedError, Tree, decode, read_tree
from wishlight.words import Words

_INTEGER = re.compile("-?(?:0|[1-9][0-9]{0,15})")
Plan = dict[str, Any]
"""For each YAML key: a (column, is_integer) pair, a nested plan, or the list table whose rows stand there."""


class Shape:
    """How the files of one kind are read: the compiled schema and the plan by which values find their columns."""

    def __init__(self, board: Board, kind: str) -> None:
        self.kind = kind
        self._board = board
        self._head = make_plan(board.schema.tables[kind], board.schema.lists_of(kind))
        self._entry = make_plan(board.schema.tables[ENTRY], board.schema.lists_of(ENTRY))

    @cached_property
    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema that files of this kind are held against."""
        return compile_kind(self._board.schema, self.kind, self._board.choice_ids())

    @cached_property
    def validator(self) -> Any:
        """The compiled check; `is_valid(tree)` costs microseconds."""
        return jsonschema_rs.validator_for(self.json_schema, validate_formats=True)

    def read(self, path: str, data: bytes, words: Words) -> tuple[Record | None, list[Problem]]:
        """The record in a file, or None with what is wrong with its shape."""
        try:
            tree = read_tree(data)
        except RefusedError as refused:
            return None, [explain_refusal(refused, path, words)]
        self.type_values(tree)
        if not self.validator.is_valid(tree):
            text = decode(data)
            return None, list(dict.fromkeys(explain(error, tree, text, path, words) for error in self.validator.iter_errors(tree)))
        return self.build(path, tree), []

    def type_values(self, tree: Tree) -> None:
        """Turn text into whole numbers where the schema says so; anything that is no number stays text for the check to refuse."""
        _type_mapping(tree, self._head)
        history = tree.get("history")
        for entry in history if isinstance(history, list) else ():
            _type_mapping(entry, self._entry)

    def build(self, path: str, tree: Tree) -> Record:
        """The record of a tree that the check accepted."""
        head = flatten(tree, self._head)
        zone = self._board.zone
        history = tuple(make_entry(n, flatten(entry, self._entry), zone) for n, entry in enumerate(tree.get("history") or (), 1))
        return Record(self.kind, head["id"], path, head, history)


def make_plan(table: Table, lists: tuple[Table, ...]) -> Plan:
    """How a table's YAML keys map to its columns."""
    plan: Plan = {}
    for field in table.fields:
        if field.owner or field.position:
            continue
        target = plan
        for step in field.trail[:-1]:
            target = target.setdefault(step, {})
        target[field.trail[-1]] = (field.name, field.type == "integer")
    for rows in lists:
        plan[str(rows.key)] = rows if rows.item else make_plan(rows, ())
    return plan


def flatten(tree: Mapping[str, Tree], plan: Plan) -> dict[str, Any]:
    """The values of a mapping by column name."""
    row: dict[str, Any] = {}
    for key, value in tree.items():
        target = plan.get(key)
        if type(target) is tuple:
            row[target[0]] = value
        elif type(target) is dict:
            if isinstance(value, list):
                row[key] = [flatten(item, target) for item in value]
            else:
                row.update(flatten(value, target))
        elif target is not None:
            row[key] = list(value)
    return row


def make_entry(n: int, data: Mapping[str, Any], zone: ZoneInfo) -> Entry:
    """A history entry from its columns. Times without an offset are in the board's zone."""
    at = parse_moment(data["recorded_at"], zone)
    on = date.fromisoformat(data["happened_on"]) if "happened_on" in data else at.date()
    return Entry(n, at, on, data["event"], data["actor"], data.get("whose"), data.get("claim"), data)


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """A moment in the board's zone from ISO text with an offset, or from a date (its first instant)."""
    if len(text) == 10:
        return datetime.combine(date.fromisoformat(text), time(), zone)
    return datetime.fromisoformat(text).astimezone(zone)


def explain_refusal(refused: RefusedError, path: str, words: Words) -> Problem:
    """The problem of a file that the strict reader does not take."""
    says, mend = (words(f"problems.{refused.rule}.{part}", **refused.values) for part in ("says", "mend"))
    return Problem(path, refused.line, refused.column, refused.rule, "refuse", "", says, mend)


def _type_mapping(tree: Tree, plan: Plan) -> None:
    if type(tree) is not dict:
        return
    for key, value in tree.items():
        target = plan.get(key)
        if type(target) is tuple:
            if target[1] and type(value) is str and _INTEGER.fullmatch(value):
                tree[key] = int(value)
        elif type(target) is dict:
            for item in value if type(value) is list else (value,):
                _type_mapping(item, target)


__all__ = ["Shape", "explain_refusal", "flatten", "make_entry", "make_plan", "parse_moment"]
