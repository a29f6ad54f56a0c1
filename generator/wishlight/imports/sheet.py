"""A list as people keep it (CSV in UTF-8 or GB18030, or a workbook) to rows of plain text, within limits."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wishlight.imports.decode import decode

MAX_BYTES = 1_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELL = 2_000


class Row(NamedTuple):
    """One row: its number as a spreadsheet shows it (the header is row 1), its cells by column name, and what makes it unreadable."""

    number: int
    cells: dict[str, str]
    wrong: str = ""


class Sheet(NamedTuple):
    """A table with its column names in order."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


Line = tuple[int, list[str], str]
"""A line's number, its cells, and what is wrong with one of them (`formula`, `cell-error`) or nothing."""


class SheetError(Exception):
    """A file that can't be taken; `rule` names the words under `imports.problems`, `row` the row, 0 where none is meant."""

    def __init__(self, rule: str, row: int = 0, **values: object) -> None:
        super().__init__(rule, row, values)
        self.rule, self.row, self.values = rule, row, values


def read_sheet(data: bytes) -> Sheet:
    """The table in a file's bytes. Raises SheetError."""
    if len(data) > MAX_BYTES:
        raise SheetError("too-large", limit=MAX_BYTES // 1000)
    if data[:2] == b"PK":
        from wishlight.imports.workbook import read_workbook  # only for those who bring one

        return make_sheet(read_workbook(data))
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise SheetError("old-workbook")
    text = decode(data)
    if text is None:
        raise SheetError("not-text")
    return make_sheet(_read_csv(text))


def make_sheet(lines: Iterable[Line]) -> Sheet:
    """Numbered lines of cells as a table: the first is the header, empty ones are left out. Raises SheetError."""
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    for number, line, wrong in lines:
        cells = [" ".join(cell.split()) for cell in line]
        if not any(cells) and not wrong:
            continue
        if not header:
            header = _read_header(cells)
            continue
        if len(rows) == MAX_ROWS:
            raise SheetError("too-many-rows", number, limit=MAX_ROWS)
        rows.append(Row(number, {name: cell for name, cell in zip(header, cells, strict=False) if name}, wrong or _find_wrong(header, cells)))
    if not rows:
        raise SheetError("empty")
    return Sheet(tuple(name for name in header if name), tuple(rows))


def _find_wrong(header: tuple[str, ...], cells: list[str]) -> str:
    if any(cells[len(header) :]):
        return "too-many-cells"
    return "long-cell" if any(len(cell) > MAX_CELL for cell in cells) else ""


def _read_header(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise SheetError("too-many-columns", 1, limit=MAX_COLUMNS)
    twice = next((name for n, name in enumerate(cells) if name and name in cells[:n]), None)
    if twice:
        raise SheetError("same-column", 1, column=twice[:40])
    return tuple(cells)


def _read_csv(text: str) -> Iterator[Line]:
    first = text.lstrip().partition("\n")[0]
    separator = max(",;\t，", key=first.count)
    if separator == "，":  # typed with a Chinese keyboard; csv takes it like any other sign
        separator = "，" if "," not in first else ","
    csv.field_size_limit(MAX_BYTES)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            yield number, cells, ""
    except csv.Error:
        raise SheetError("not-csv") from None
