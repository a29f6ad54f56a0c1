"""Every figure again, from the published package alone: read the tables, derive what was derived, count, compare."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from wishlight.metrics.figures import list_metrics
from wishlight.metrics.run import run_metrics
from wishlight.records.fields import FIELD_NAME, Schema, load_schema
from wishlight.records.model import Record
from wishlight.tables.derived import make_derived_rows
from wishlight.tables.folded import Folded, fold_all
from wishlight.tables.load import create_table, load_tables, open_memory
from wishlight.tables.package import ERRATA, FIGURES, plain
from wishlight.tables.parts import DESCRIPTOR, path_of, read_files
from wishlight.tables.rebuild import rebuild_board, rebuild_records
from wishlight.tables.schemas import COLUMN_TYPES, Published, list_tables
from wishlight.tables.texts import read_table
from wishlight.tables.views import make_views


class Difference(NamedTuple):
    """Something that does not agree. `what` is unlisted, file, unreadable, record, table, figure or page; `name` says which one.

    `detail` is the first place where it differs, as values: published and recounted.
    """

    what: str
    name: str
    detail: str


class Recount(NamedTuple):
    """How a recount went: the day of the package, how many figures and rows were compared, and what differs."""

    as_of: date | None
    figures: int
    rows: int
    differences: tuple[Difference, ...]
    published: dict[str, Any]


def recount(folder: Path) -> Recount:
    """Recount the package in a folder. What can't be read is a difference, never an error.

    Raises FileNotFoundError where the folder holds no package, ValueError where its descriptor or figures are no JSON, or not of the kind that a package has.
    """
    resources, published = _read_resources(folder), _read_figures(folder)
    schema = _schema_of(resources)
    listed = dict(file for resource in resources for file in read_files(resource))
    differences = [*_find_unlisted(folder, listed, schema), *_check_files(folder, listed)]
    given, unreadable = _load(folder, schema, listed)
    if unreadable:
        return Recount(None, 0, 0, (*differences, *unreadable), published)
    try:
        ((as_of,),) = given.execute("SELECT as_of FROM board").fetchall()
        board = rebuild_board(given, schema)
        records = [*rebuild_records(given, schema, board.zone)]
    except (LookupError, ValueError, TypeError, AttributeError) as error:  # rows that no board could have given
        return Recount(None, 0, 0, (*differences, Difference("record", "-", f"{type(error).__name__}: {error}")), published)
    folded, unfoldable = _fold(records, board, as_of)
    again = open_memory(board.zone.key)
    _copy_given(given, again, schema)
    load_tables(again, [t for t in list_tables(schema) if t.origin == "derived"], make_derived_rows(folded, board.zone))
    differences += [*unfoldable, *_compare_tables(given, again, schema)]
    differences += _compare_figures(published, _count(given), _count(again))
    rows = sum(len(_fetch(given, table)) for table in list_tables(schema))
    return Recount(as_of, len(list_metrics()), rows, tuple(dict.fromkeys(differences)), published)


def _read_object(file: Path, *trail: str) -> dict[str, Any]:
    """An object in a file of JSON. Raises ValueError where there is something else or nothing."""
    try:
        found = json.loads(file.read_text("utf-8"))
        for name in trail:
            found = found[name]
    except (LookupError, TypeError, RecursionError) as error:  # no such key; not nested like that; nested without end
        raise ValueError(file.name) from error
    if not isinstance(found, dict):
        raise ValueError(file.name)
    return found


def _read_resources(folder: Path) -> list[dict[str, Any]]:
    """What the description says of each file or table, none of it where it says nothing. Raises ValueError for what is no resource."""
    resources = _read_object(folder / DESCRIPTOR).get("resources", [])
    if not isinstance(resources, list):
        raise ValueError(DESCRIPTOR)
    for resource in resources:
        try:
            good = isinstance(resource["name"], str) and bool(read_files(resource))
        except (LookupError, TypeError):
            good = False
        if not good:
            raise ValueError(DESCRIPTOR)
    return resources


def _read_figures(folder: Path) -> dict[str, Any]:
    """The published figures by name; None in place of what is no table of columns and rows, which no recount can give."""
    return {name: figure if _is_figure(figure) else None for name, figure in _read_object(folder / FIGURES, "figures").items()}


def _is_figure(figure: Any) -> bool:
    match figure:
        case {"columns": [*columns], "rows": [*rows]}:
            return all(isinstance(row, list) and len(row) == len(columns) for row in rows)
    return False


def _find_unlisted(folder: Path, listed: Mapping[str, str], schema: Schema) -> Iterator[Difference]:
    """The files of ours that the description does not name: what has no hash, nobody could find changed."""
    for table in list_tables(schema):
        yield from (Difference("unlisted", path, "-") for path in _files_of(table, listed) if path not in listed)
    for path in (FIGURES, ERRATA):
        if path not in listed and (folder / path).exists():
            yield Difference("unlisted", path, "-")


def _files_of(table: Published, listed: Iterable[str]) -> list[str]:
    """The listed files that hold a table's rows as CSV; where none is listed, the one that should be."""
    whole, ours = path_of(table.name, "", "csv"), re.compile(rf"tables/{table.name}(/[0-9a-z-]+)?\.csv")
    return [path for path in listed if ours.fullmatch(path)] or [whole]


def _check_files(folder: Path, listed: Mapping[str, str]) -> Iterator[Difference]:
    for path, said in listed.items():
        file = folder / path
        if not file.is_file():
            if file.exists() or not path.endswith(".parquet"):  # the same rows once more; a recount needs only the CSV files
                yield Difference("file", path, "-")
            continue
        with file.open("rb") as data:
            digest = f"sha256:{hashlib.file_digest(data, 'sha256').hexdigest()}"
        if digest != said:
            yield Difference("file", path, f"{said[:15]} | {digest[:15]}")


def _schema_of(resources: Iterable[dict[str, Any]]) -> Schema:
    """The built-in schema with the fields that this board added, found as columns the built-in tables lack. Raises ValueError."""
    base = load_schema()
    extra: dict[str, list[dict[str, Any]]] = {}
    try:
        columns = {r["name"].replace("-", "_"): r["schema"]["fields"] for r in resources if "schema" in r}
        for file, table in base.tables.items():
            known = {field.name for field in table.fields}
            extra[file] = [field for field in columns.get(table.name, ()) if field["name"] not in known]
            if not all(FIELD_NAME.fullmatch(field["name"]) and field["type"] in COLUMN_TYPES for field in extra[file]):
                raise ValueError(table.name)  # a package from elsewhere must not bring SQL along in a column's name
            if len({field["name"] for field in extra[file]}) != len(extra[file]):
                raise ValueError(table.name)
        return load_schema(extra)
    except (LookupError, TypeError, AttributeError) as error:  # something else stands where fields or their facts should
        raise ValueError(DESCRIPTOR) from error


def _load(folder: Path, schema: Schema, listed: Iterable[str]) -> tuple[duckdb.DuckDBPyConnection, list[Difference]]:
    """The tables from the files that the description names for them, from below the package's own folder alone."""
    con = open_memory("UTC")
    problems = []
    for table in list_tables(schema):
        create_table(con, table)
        try:
            read_table(con, table, *(folder / path for path in _files_of(table, listed)))
        except duckdb.Error as error:
            problems.append(Difference("unreadable", path_of(table.name, "", "csv"), str(error).splitlines()[0]))
    return con, problems


def _fold(records: Iterable[Record], board: Any, as_of: date) -> tuple[list[Folded], list[Difference]]:
    folded: list[Folded] = []
    problems: list[Difference] = []
    for record in records:
        try:
            folded.extend(fold_all([record], board, as_of))
        except (LookupError, ValueError, TypeError, AttributeError) as error:  # rows that no record could have given
            problems.append(Difference("record", record.id, f"{type(error).__name__}: {error}"))
    return folded, problems


def _copy_given(given: duckdb.DuckDBPyConnection, again: duckdb.DuckDBPyConnection, schema: Schema) -> None:
    rows = {}
    for table in list_tables(schema):
        if table.origin != "derived":
            names = list(table.columns)
            rows[table.name] = [dict(zip(names, row, strict=True)) for row in _fetch(given, table)]
    load_tables(again, [t for t in list_tables(schema) if t.origin != "derived"], rows)


def _count(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    make_views(con)
    return {
        name: {"columns": list(result.columns), "rows": [[plain(value) for value in row] for row in result.rows]}
        for name, result in run_metrics(con).items()
    }


def _fetch(con: duckdb.DuckDBPyConnection, table: Published) -> list[tuple[Any, ...]]:
    order = ", ".join(f'"{column}"' for column in table.key)
    return con.execute(f'SELECT * FROM "{table.name}" ORDER BY {order}').fetchall()  # noqa: S608 - names come from our schemas


def _compare_tables(given: duckdb.DuckDBPyConnection, again: duckdb.DuckDBPyConnection, schema: Schema) -> Iterator[Difference]:
    for table in list_tables(schema):
        if table.origin == "derived":
            yield from _compare("table", table.name, _fetch(given, table), _fetch(again, table))


def _compare_figures(published: dict[str, Any], *counts: dict[str, Any]) -> Iterator[Difference]:
    for counted in counts:
        for name in sorted(published.keys() | counted.keys()):
            was, now = published.get(name), counted.get(name)
            if was is None or now is None or was["columns"] != now["columns"]:
                yield Difference("figure", name, " | ".join("-" if side is None else str(side["columns"]) for side in (was, now)))
            else:
                yield from _compare("figure", name, was["rows"], now["rows"])


def _compare(what: str, name: str, was: list[Any], now: list[Any]) -> Iterator[Difference]:
    if was != now:
        pairs = [(a, b) for a, b in zip([*was, None], [*now, None], strict=False) if a != b]
        first = pairs[0] if pairs else (len(was), len(now))
        yield Difference(what, name, " | ".join("-" if side is None else str(_plain_row(side)) for side in first))


def _plain_row(row: Any) -> Any:
    return [plain(value) for value in row] if isinstance(row, (list, tuple)) else row
