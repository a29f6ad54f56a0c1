"""What the person who imports has answered: which column is what, what their words mean, which rows are left out and why."""

from __future__ import annotations

from collections.abc import Mapping as Table
from datetime import time
from typing import Any, NamedTuple

import yaml

from wishlight.imports.sheet import SheetError
from wishlight.records.nesting import refuse_nesting

FILLED = "*"
MAX_BYTES = 200_000
KEYS = ("kind", "year", "clock", "columns", "values", "set", "also", "skip", "rows")

EXAMPLES = {
    "kind": "kind: wish",
    "year": "year: 2026",
    "clock": 'clock: "09:00"',
    "columns": "columns: {posted: ignore}",
    "values": "values: {category: {clothes: clothing}}",
    "set": 'set: {place: hall, minutes: "60"}',
    "also": "also: [{where: {for: [elder]}, set: {urgency: urgent}}]",
    "skip": "skip: [{where: {status: met}, reason: met before the board began}]",
    "rows": 'rows: {7: {minutes: "60"}}',
}
"""How each answer is written, for whoever wrote it otherwise."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Rule(NamedTuple):
    """Where the named columns hold one of the texts (or anything, `*`), the values are filled in, or the row is left out."""

    where: Table[str, tuple[str, ...]]
    values: Table[str, str]
    reason: str

    def fits(self, cells: Table[str, str]) -> bool:
        """Whether a row is meant."""
        return all(cells.get(column, "") in texts or (FILLED in texts and cells.get(column)) for column, texts in self.where.items())


class Mapping(NamedTuple):
    """A mapping file. `rows` holds by row number what a cell is to say instead, or under `skip` why the row is left out."""

    kind: str | None = None
    year: int | None = None
    clock: time | None = None
    columns: Table[str, str] = {}
    values: Table[str, Table[str, str]] = {}
    fixed: Table[str, str] = {}
    also: tuple[Rule, ...] = ()
    skip: tuple[Rule, ...] = ()
    rows: Table[int, Table[str, str]] = {}


def read_mapping(data: bytes) -> Mapping:
    """A mapping file's answers. Raises SheetError with a rule of its own, `mapping` or `mapping-…`, and the file's line as the row."""
    if len(data) > MAX_BYTES:
        raise SheetError("mapping-large", limit=MAX_BYTES // 1000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetError("mapping-text", data.count(b"\n", 0, error.start) + 1) from None
    try:
        refuse_nesting(text, _LOADER)
        tree = yaml.load(text, Loader=_LOADER) or {}  # noqa: S506 - the base loader makes nothing but text
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise SheetError("mapping-yaml", mark.line + 1 if mark else 1) from None
    if not isinstance(tree, dict):
        raise SheetError("mapping-yaml", 1)
    odd = next((key for key in tree if key not in KEYS), None)
    if odd is not None:
        raise SheetError("mapping-key", _find_line(text, odd), key=odd, keys=", ".join(KEYS))
    key = ""
    try:
        for key in KEYS:
            if key in tree:
                tree[key] = _READERS[key](tree[key])
    except (ValueError, TypeError, AttributeError, KeyError):
        raise SheetError("mapping", _find_line(text, key), key=key, example=EXAMPLES[key]) from None
    given: dict[str, Any] = {"fixed" if name == "set" else name: value for name, value in tree.items()}
    return Mapping(**given)


def _find_line(text: str, key: str) -> int:
    """The line on which an answer begins."""
    answers: Any = yaml.compose(text, Loader=_LOADER)
    line: int = next(name.start_mark.line + 1 for name, _ in answers.value if name.value == key)
    return line


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: Any) -> dict[str, str]:
    return {str(key): _text(text) for key, text in value.items()}


def _rules(value: Any) -> tuple[Rule, ...]:
    return tuple(_rule(row) for row in value)


def _rule(row: Any) -> Rule:
    if not row["where"] or not set(row) <= {"where", "set", "reason"}:
        raise ValueError(row)
    where = {column: (texts,) if isinstance(texts, str) else tuple(map(_text, texts)) for column, texts in row["where"].items()}
    return Rule(where, _texts(row.get("set", {})), _text(row.get("reason", "")))


def _skips(value: Any) -> tuple[Rule, ...]:
    rules = _rules(value)
    if not all(rule.reason for rule in rules):
        raise ValueError(value)
    return rules


_READERS: dict[str, Any] = {
    "kind": _text,
    "year": int,
    "clock": time.fromisoformat,
    "columns": _texts,
    "values": lambda value: {str(key): _texts(texts) for key, texts in value.items()},
    "set": _texts,
    "also": _rules,
    "skip": _skips,
    "rows": lambda value: {int(number): _texts(texts) for number, texts in value.items()},
}
