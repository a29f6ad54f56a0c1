"""What the person who imports has answered: which column is what, what their words mean, which rows are left out and why."""

from __future__ import annotations

from collections.abc import Mapping as Table
from datetime import time
from typing import Any, NamedTuple

import yaml

from wishlight.imports.sheet import SheetError

FILLED = "*"
MAX_BYTES = 200_000
KEYS = ("kind", "year", "clock", "columns", "values", "set", "also", "skip", "rows")


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
    """A mapping file's answers. Raises SheetError."""
    if len(data) > MAX_BYTES:
        raise SheetError("mapping", key="-")
    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        tree = yaml.load(data.decode("utf-8-sig"), Loader=loader) or {}  # noqa: S506 - the base loader makes nothing but text
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        raise SheetError("mapping", key="-") from None
    if not isinstance(tree, dict) or set(tree) - set(KEYS):
        raise SheetError("mapping", key=", ".join(sorted(set(tree) - set(KEYS))) if isinstance(tree, dict) else "-")
    key = ""
    try:
        for key in KEYS:
            if key in tree:
                tree[key] = _READERS[key](tree[key])
    except (ValueError, TypeError, AttributeError, KeyError):
        raise SheetError("mapping", key=key) from None
    given: dict[str, Any] = {"fixed" if name == "set" else name: value for name, value in tree.items()}
    return Mapping(**given)


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
