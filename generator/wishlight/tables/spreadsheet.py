"""The tables for people: CSV that opens right in a Chinese spreadsheet, with names instead of ids and yuan instead of fen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from wishlight.records.board.model import Board
from wishlight.records.fields import Field
from wishlight.words import Words

MARK = "\ufeff"
"""By this sign at the beginning Chinese spreadsheets know UTF-8; without it they read GB18030 and show rubbish."""


def write_spreadsheets(package: Iterable[tuple[str, bytes]], board: Board, words: Words) -> Iterator[tuple[str, bytes]]:
    """Every CSV table of a package for people to read, as (file name, bytes). Cells stay as defused as the package has them."""
    fields = {table.name: {field.name: field for field in table.fields} for table in board.schema.tables.values()}
    for path, data in package:
        name = path.removeprefix("tables/")
        if name != path and name.endswith(".csv"):
            table = name.removesuffix(".csv").partition("/")[0]
            yield name, _translate(data.decode("utf-8"), table, fields.get(table, {}), board, words)


def _translate(text: str, table: str, fields: dict[str, Field], board: Board, words: Words) -> bytes:
    rows = csv.reader(io.StringIO(text, newline=""))
    columns = next(rows)
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([_head(column, table, words) for column in columns])
    for row in rows:
        writer.writerow([_cell(cell, column, fields.get(column), board, words) for cell, column in zip(row, columns, strict=True)])
    return (MARK + made.getvalue()).encode()


def _head(column: str, table: str, words: Words) -> str:
    key = f"fields.{table}.{column}"
    name = words(key) if words.has(key) else column
    return words("export.in-yuan", name=name) if _is_fen(column) else name


def _cell(cell: str, column: str, field: Field | None, board: Board, words: Words) -> str:
    if _is_fen(column) and cell.isdigit():
        return f"{int(cell) // 100}.{int(cell) % 100:02d}"
    if field and field.choices and cell in board.lists.get(field.choices, {}):
        return board.name_of(field.choices, cell, words.lang)
    key = f"enums.{column}.{cell}"
    return words(key) if cell and words.has(key) else cell


def _is_fen(column: str) -> bool:
    return column == "fen" or column.endswith("_fen")
