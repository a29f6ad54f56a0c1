"""The open data: every table as CSV and Parquet, every figure, the SQL it was counted by, and a Data Package that describes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol

import duckdb

from wishlight.records.board.model import Board
from wishlight.tables.errata import Erratum, write_errata
from wishlight.tables.reads import read_macros, read_views
from wishlight.tables.schemas import Published, list_tables
from wishlight.tables.texts import write_table
from wishlight.words import Words, load_words

DESCRIPTOR = "datapackage.json"
FIGURES = "figures.json"
ERRATA = "errata.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Creative Commons Attribution 4.0"}

_LENGTHS = ("minLength", "maxLength")
# A defused cell is one sign longer, a redacted one may be shorter, than what people may write.


class Counted(Protocol):
    """A figure's name and SQL."""

    @property
    def path(self) -> str: ...
    @property
    def sql(self) -> str: ...


class Figure(Protocol):
    """A figure's result."""

    @property
    def metric(self) -> Counted: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]: ...


def make_package(
    board: Board, con: duckdb.DuckDBPyConnection, results: Mapping[str, Figure], as_of: date, errata: Iterable[Erratum] = ()
) -> Iterator[tuple[str, bytes]]:
    """The files of the data package, as (path, bytes). The same tables give the same bytes anywhere.

    `errata` are the removals recorded up to today, which a package of any earlier day names too.
    """
    words = load_words(board.languages[0]).extended(board.words.get(board.languages[0], {}))
    resources: list[dict[str, Any]] = []
    for found in list_tables(board.schema):
        csv, parquet = write_table(con, found)
        resources.append(_describe_csv(found, csv, words))
        resources.append(_describe_file(f"{found.name}-parquet", f"tables/{found.name}.parquet", parquet))
        yield f"tables/{found.name}.csv", csv
        yield f"tables/{found.name}.parquet", parquet
    figures = write_figures(results, as_of)
    resources.append(_describe_file("figures", FIGURES, figures))
    yield FIGURES, figures
    removed = write_errata(errata)
    resources.append(_describe_file("errata", ERRATA, removed))
    yield ERRATA, removed
    yield from _list_sql(results)
    yield DESCRIPTOR, _write_json(_describe_package(board, words, as_of, resources))


def write_figures(results: Mapping[str, Figure], as_of: date) -> bytes:
    """Every figure's columns and rows as JSON, one row a line."""
    figures = []
    for name, result in sorted(results.items()):
        rows = ",\n".join(json.dumps([plain(value) for value in row], ensure_ascii=False) for row in result.rows)
        figures.append(f'{json.dumps(name)}: {{"columns": {json.dumps(result.columns)}, "rows": [\n{rows}\n]}}')
    body = ",\n".join(figures)
    return f'{{"as_of": "{as_of.isoformat()}", "figures": {{\n{body}\n}}}}\n'.encode()


def plain(value: Any) -> Any:
    """A figure's value as JSON holds it: days and moments in ISO form."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _list_sql(results: Mapping[str, Figure]) -> Iterator[tuple[str, bytes]]:
    yield "sql/macros.sql", read_macros().encode()
    for name, sql in read_views().items():
        yield f"sql/views/{name}.sql", sql.encode()
    for _, result in sorted(results.items()):
        yield f"sql/figures/{result.metric.path}", result.metric.sql.encode()


def _describe_package(board: Board, words: Words, as_of: date, resources: list[dict[str, Any]]) -> dict[str, Any]:
    name = board.info.get("name", "")
    title = name.get(board.languages[0], "") if isinstance(name, dict) else str(name)
    package = {
        "$schema": PROFILE,
        "name": "wishlight-board",
        "title": words("tables.package.title", board=title),
        "description": words("tables.package.what", zone=board.zone.key),
        "homepage": board.info.get("site_url") or None,
        "version": as_of.isoformat(),
        "created": f"{as_of.isoformat()}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": title, "roles": ["publisher"]}],
        "resources": resources,
    }
    return {key: value for key, value in package.items() if value is not None}


def _describe_csv(found: Published, data: bytes, words: Words) -> dict[str, Any]:
    described = {
        "title": words(f"tables.{found.name}.title"),
        "description": words(f"tables.{found.name}.what"),
        "encoding": "utf-8",
        "schema": _describe_schema(found, words),
    }
    return {**_describe_file(found.name, f"tables/{found.name}.csv", data), "type": "table", **described}


def _describe_file(name: str, path: str, data: bytes) -> dict[str, Any]:
    kind = path.rsplit(".", 1)[1]
    media = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "json": "application/json"}[kind]
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return {"name": name.replace("_", "-"), "type": "file", "path": path, "format": kind, "mediatype": media, "bytes": len(data), "hash": digest}


def _describe_schema(found: Published, words: Words) -> dict[str, Any]:
    keys = [
        {**key, "reference": {**key["reference"], "resource": key["reference"]["resource"].replace("_", "-")}}
        for key in found.table.descriptor.get("foreignKeys", ())
    ]
    fields = [_describe_field(found, row, words) for row in found.table.descriptor["fields"]]
    return {"fields": fields, "primaryKey": list(found.key), **({"foreignKeys": keys} if keys else {})}


def _describe_field(found: Published, row: Mapping[str, Any], words: Words) -> dict[str, Any]:
    constraints = {key: value for key, value in row.get("constraints", {}).items() if not (row.get("x-free") and key in _LENGTHS)}
    field = {"name": row["name"], "type": row["type"], "title": words(f"fields.{found.name}.{row['name']}")}
    for key, name in (("example", "example"), ("unit", "x-unit"), ("list", "x-choices")):
        if name in row:
            field[key] = str(row[name])
    return {**field, **({"constraints": constraints} if constraints else {})}


def _write_json(tree: Any) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()
