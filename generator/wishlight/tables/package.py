"""The open data: every table as CSV and Parquet, every figure, the SQL it was counted by, and a Data Package that describes them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Protocol

import duckdb
import msgspec

from wishlight.drafts import Poured
from wishlight.kept import read_kept, save_kept
from wishlight.records.board.model import Board
from wishlight.tables.errata import Erratum, write_errata
from wishlight.tables.parts import DESCRIPTOR, list_all_parts, list_files, path_of
from wishlight.tables.reads import read_macros, read_views
from wishlight.tables.schemas import Published, list_tables
from wishlight.tables.texts import write_table
from wishlight.words import Words, load_words

FIGURES = "figures.json"
ERRATA = "errata.json"
ENDINGS = ("csv", "parquet")
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


class PackageFile(NamedTuple):
    """A small file of the package."""

    path: str
    data: bytes


class Described(msgspec.Struct, array_like=True, frozen=True):
    """What the package's description says of a file: what it was made from, its bytes and their digest."""

    made_from: str
    size: int
    digest: str


class Memory(NamedTuple):
    """Where what was said of tables is kept; `name` gives a short name of what the rows of a table's part are made from, empty where nobody knows."""

    file: Path
    name: Callable[[Published, str], str]


def make_package(
    board: Board, con: duckdb.DuckDBPyConnection, results: Mapping[str, Figure], as_of: date, errata: Iterable[Erratum] = ()
) -> Iterator[tuple[str, bytes]]:
    """The files of the data package, as (path, bytes). The same tables give the same bytes anywhere.

    `errata` are the removals recorded up to today, which a package of any earlier day names too.
    """
    for file in plan_package(board, con, results, as_of, errata):
        yield file.path, _read(file) if isinstance(file, Poured) else file.data


def plan_package(
    board: Board,
    con: duckdb.DuckDBPyConnection,
    results: Mapping[str, Figure],
    as_of: date,
    errata: Iterable[Erratum] = (),
    memory: Memory | None = None,
    divided: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[PackageFile | Poured]:
    """The same, each file made when its turn comes and to be taken before the next one; with `memory` a part of a table that says what it said
    before is not made for its description. Tables are poured, because those of a district would fill the memory. `divided` are the parts of each
    table for whoever has asked for them already.
    """
    words = load_words(board.languages[0]).extended(board.words.get(board.languages[0], {}))
    known = (read_kept(memory.file, dict[str, Described]) if memory else None) or {}
    said: dict[str, Described] = {}
    resources: list[dict[str, Any]] = []
    tables = list_tables(board.schema)
    parts_of = list_all_parts(con, tables) if divided is None else divided
    for found in tables:
        parts = parts_of[found.name]
        for part in parts or ("",):
            yield from _plan_part(con, found, part, memory.name(found, part) if memory else "", known, said)
        csv, parquet = ({path: said[path] for path in list_files(found.name, parts, ending)} for ending in ENDINGS)
        resources.append(_describe_csv(found, csv, words))
        resources.append(_describe_files(f"{found.name}-parquet", parquet))
    if memory and said != known:
        with suppress(OSError):
            save_kept(memory.file, said)
    figures, removed = write_figures(results, as_of), write_errata(errata)
    for name, path, data in (("figures", FIGURES, figures), ("errata", ERRATA, removed)):
        resources.append(_describe_file(name, path, Described("", len(data), hashlib.sha256(data).hexdigest())))
        yield PackageFile(path, data)
    yield from (PackageFile(path, data) for path, data in _list_sql(results))
    yield PackageFile(DESCRIPTOR, _write_json(_describe_package(board, words, as_of, resources)))


def _plan_part(
    con: duckdb.DuckDBPyConnection, found: Published, part: str, name: str, known: Mapping[str, Described], said: dict[str, Described]
) -> Iterator[Poured]:
    """The two files of a table's part, made now unless they are `known` under this name; what is to be said of them goes into `said`."""
    paths = [path_of(found.name, part, ending) for ending in ENDINGS]
    if name and all(path in known and known[path].made_from == name for path in paths):
        said.update({path: known[path] for path in paths})
        yield from (Poured(path, partial(_pour, con, found, part, n), name) for n, path in enumerate(paths))
        return
    with TemporaryDirectory() as folder:
        for path, file in zip(paths, write_table(con, found, Path(folder), part), strict=True):
            said[path] = _describe(name, file)
            yield Poured(path, partial(shutil.move, file), name)


def _pour(con: duckdb.DuckDBPyConnection, found: Published, part: str, n: int, target: Path) -> None:
    with TemporaryDirectory() as folder:
        shutil.move(write_table(con, found, Path(folder), part)[n], target)


def _read(file: Poured) -> bytes:
    with TemporaryDirectory() as folder:
        file.pour(target := Path(folder) / "file")
        return target.read_bytes()


def _describe(made_from: str, file: Path) -> Described:
    with file.open("rb") as data:
        return Described(made_from, file.stat().st_size, hashlib.file_digest(data, "sha256").hexdigest())


def write_figures(results: Mapping[str, Figure], as_of: date) -> bytes:
    """Every figure's columns and rows as JSON, one row a line."""
    encode = msgspec.json.Encoder().encode
    figures = [
        b'%s: {"columns": %s, "rows": [\n%s\n]}' % (encode(name), encode(result.columns), b",\n".join(map(encode, result.rows)))
        for name, result in sorted(results.items())
    ]
    return b'{"as_of": %s, "figures": {\n%s\n}}\n' % (encode(as_of), b",\n".join(figures))


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


def _describe_csv(found: Published, files: Mapping[str, Described], words: Words) -> dict[str, Any]:
    described = {
        "title": words(f"tables.{found.name}.title"),
        "description": words(f"tables.{found.name}.what"),
        "encoding": "utf-8",
        "schema": _describe_schema(found, words),
    }
    return {**_describe_files(found.name, files), "type": "table", **described}


def _describe_files(name: str, files: Mapping[str, Described]) -> dict[str, Any]:
    """One resource of one file or of several. A description has but one hash for a resource, so each of several files has its own in `parts`."""
    if len(files) == 1:
        return _describe_file(name, *next(iter(files.items())))
    parts = [{"path": path, **_measure(file)} for path, file in files.items()]
    return {**_name_file(name, next(iter(files))), "path": [*files], "parts": parts}


def _describe_file(name: str, path: str, file: Described) -> dict[str, Any]:
    return {**_name_file(name, path), **_measure(file)}


def _measure(file: Described) -> dict[str, Any]:
    return {"bytes": file.size, "hash": f"sha256:{file.digest}"}


def _name_file(name: str, path: str) -> dict[str, Any]:
    kind = path.rsplit(".", 1)[1]
    media = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "json": "application/json"}[kind]
    return {"name": name.replace("_", "-"), "type": "file", "path": path, "format": kind, "mediatype": media}


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
