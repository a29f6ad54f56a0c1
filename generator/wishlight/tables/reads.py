"""Which tables a query reads, as DuckDB's own parser sees it, through functions and views down to the published tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import duckdb

_MACRO = re.compile(r"CREATE MACRO (\w+)\([^)]*\) AS (.*?);\n", re.DOTALL)


def read_macros() -> str:
    """The SQL of the few functions that views and figures share."""
    return (resources.files(__package__) / "macros.sql").read_text("utf-8")


@cache
def read_views() -> Mapping[str, str]:
    """The SQL of every view by name; the files in `views/` are the list."""
    folder = resources.files(__package__) / "views"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))
    return {name[:-4]: (folder / name).read_text("utf-8") for name in names}


def find_tables(con: duckdb.DuckDBPyConnection, sql: str) -> frozenset[str]:
    """The tables and views that a query names, itself or by calling one of the shared functions."""
    (text,) = con.execute("SELECT json_serialize_sql($1)", [sql]).fetchone() or ("{}",)
    tree = json.loads(text)
    if tree.get("error"):
        raise ValueError(tree.get("error_message", ""))
    nodes = list(_walk(tree))
    tables = {node["table_name"] for node in nodes if node.get("type") == "BASE_TABLE"}
    own = {part["key"] for node in nodes for part in (node.get("cte_map") or {}).get("map", ())}
    macros = dict(_MACRO.findall(read_macros()))
    called = {node["function_name"] for node in nodes if node.get("function_name") in macros}
    found = (tables - own).union(*(find_tables(con, f"SELECT {macros[name]}") for name in called))
    return frozenset(found)


def find_reads(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[str, ...]:
    """The published tables that a query rests on, itself or through a view, sorted."""
    views = read_views()
    found: set[str] = set()
    waiting, seen = [sql], set[str]()
    while waiting:
        tables = find_tables(con, waiting.pop())
        waiting.extend(views[name] for name in sorted(tables - seen) if name in views)
        found |= {name for name in tables if name not in views}
        seen |= tables
    return tuple(sorted(found))


def _walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value)
