"""Which tables a query reads, as DuckDB's own parser sees it, through functions and views down to the published tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import duckdb

_MACRO = re.compile(r"(?:CREATE MACRO (\w+)\([^)]*\) AS|SET VARIABLE (\w+) =) (.*?);\n", re.DOTALL)


def read_macros() -> str:
    """The SQL of the few functions that views and figures share."""
    return (resources.files(__package__) / "macros.sql").read_text("utf-8")


@cache
def read_views() -> Mapping[str, str]:
    """The SQL of every view by name; the files in `views/` are the list."""
    folder = resources.files(__package__) / "views"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))
    return {name[:-4]: (folder / name).read_text("utf-8") for name in names}


@cache
def find_tables(sql: str) -> frozenset[str]:
    """The tables and views that a query names, itself or by calling one of the shared functions. Raises ValueError for no SQL."""
    tree = _parse(sql)
    nodes = list(_walk(tree))
    tables = {node["table_name"] for node in nodes if node.get("type") == "BASE_TABLE"}
    own = {part["key"] for node in nodes for part in (node.get("cte_map") or {}).get("map", ())}
    called = {node["function_name"] for node in nodes if "function_name" in node}
    macros = _read_macro_tables()
    return frozenset((tables - own).union(*(macros[name] for name in called if name in macros)))


def find_reads(sql: str) -> tuple[str, ...]:
    """The published tables that a query rests on, itself or through a view, sorted."""
    views = _read_view_tables()
    found: set[str] = set()
    waiting = set(find_tables(sql))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= views.get(name, frozenset())
    return tuple(sorted(found - views.keys()))


@cache
def _read_view_tables() -> Mapping[str, frozenset[str]]:
    return {name: find_tables(sql) for name, sql in read_views().items()}


@cache
def _read_macro_tables() -> Mapping[str, frozenset[str]]:
    """The tables that each shared function reads, itself, by a variable or by another function. None is used before it is made."""
    found: dict[str, frozenset[str]] = {}
    for function, variable, body in _MACRO.findall(read_macros()):
        others = (tables for name, tables in found.items() if f"{name}(" in body or f"'{name}'" in body)
        found[function or variable] = frozenset(re.findall(r"FROM (\w+)", body)).union(*others)
    return found


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def _parse(sql: str) -> dict[str, Any]:
    (text,) = _parser().execute("SELECT json_serialize_sql($1)", [sql]).fetchone() or ("{}",)
    tree: dict[str, Any] = json.loads(text)
    if tree.get("error"):
        raise ValueError(tree.get("error_message", ""))
    return tree


def _walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value)
