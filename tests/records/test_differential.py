"""Two judges of one schema: our compiled check and Frictionless must agree on every good and every bad row."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import pytest
from frictionless import Resource, Schema

from record_cases import Case, list_cases, load_case_board, shape_of
from wishlight.records.fields import ENTRY, Field, Table
from wishlight.records.lifecycle import KINDS, list_steps
from wishlight.records.read import RefusedError, read_tree
from wishlight.records.shape import flatten, make_plan

CASES = [*list_cases("records/good"), *list_cases("records/bad")]
RELATIONS = frozenset(("null-value", "empty-list", "unknown-key"))
"""What a row of a table can't show: an empty cell is no value, a key without a column is not in the row."""


class Row(NamedTuple):
    """A row of one table, and whether our check took the record that it comes from."""

    table: str
    values: Mapping[str, Any]


def _descriptor(table: Table) -> dict[str, Any]:
    """The table's published schema: our own keys dropped, the board's choices written out."""
    lists = load_case_board().choice_ids()
    fields = []
    for field in table.fields:
        plain = {key: value for key, value in _row(table, field).items() if not key.startswith("x-") and key != "example"}
        constraints = {key: value for key, value in field.constraints.items() if key != "unique"}
        if field.choices:
            constraints["enum"] = list(lists[field.choices])
        if field.events:
            constraints["enum"] = sorted({event for kind in KINDS for event in list_steps(kind)})
        if field.owner or field.position:
            constraints.pop("required", None)
        if field.type == "datetime":
            plain["format"] = "%Y-%m-%dT%H:%M:%S%z"
        fields.append({**plain, "constraints": constraints})
    return {"fields": fields, "missingValues": [""]}


def _row(table: Table, field: Field) -> Mapping[str, Any]:
    return next(row for row in table.descriptor["fields"] if row["name"] == field.name)


def _list_rows(case: Case) -> Iterator[Row]:
    schema = load_case_board().schema
    tree = copy.deepcopy(read_tree(case.file.read_bytes()))
    head = flatten(tree, make_plan(schema.tables[case.kind], schema.lists_of(case.kind)))
    for rows in schema.lists_of(case.kind):
        for value in head.pop(str(rows.key), ()):
            yield Row(rows.file, {rows.item: value} if rows.item else value)
    yield Row(case.kind, head)
    plan = make_plan(schema.tables[ENTRY], schema.lists_of(ENTRY))
    for entry in tree.get("history") or ():
        values = flatten(entry, plan)
        values.pop("helpers", None)
        yield Row(ENTRY, values)


def _accepts(row: Row) -> bool:
    """Whether Frictionless takes a row of text cells."""
    names = [field.name for field in load_case_board().schema.tables[row.table].fields]
    return _validate(row.table, tuple(names), tuple(str(row.values.get(name, "")) for name in names))


@cache
def _validate(table: str, names: tuple[str, ...], cells: tuple[str, ...]) -> bool:
    schema = Schema.from_descriptor(_descriptor(load_case_board().schema.tables[table]))
    return bool(Resource(data=[list(names), list(cells)], schema=schema).validate().valid)


def _ours(case: Case) -> bool:
    shape = shape_of(case.kind)
    tree = read_tree(case.file.read_bytes())
    shape.type_values(tree)
    return bool(shape.validator.is_valid(tree))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}/{case.file.stem}")
def test_frictionless_and_the_compiled_check_agree(case: Case) -> None:
    try:
        read_tree(case.file.read_bytes())
    except RefusedError:
        pytest.fail("a case of this folder must be YAML")
    if case.rule in RELATIONS:
        assert not _ours(case)
        return
    theirs = all(_accepts(row) for row in _list_rows(case))
    assert theirs == _ours(case)


def test_bad_rows_of_every_sort_were_compared() -> None:
    refused = {case.rule for case in CASES if not _ours(case)} - RELATIONS
    assert refused >= {"missing-key", "not-a-choice", "too-small", "too-big", "too-short", "too-long", "wrong-type", "not-a-date", "wrong-form"}
