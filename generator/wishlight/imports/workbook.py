"""The first sheet of an .xlsx workbook as text; what would have to be computed or unpacked without end is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from wishlight.imports.sheet import MAX_COLUMNS, MAX_ROWS, Line, SheetError

MAX_UNPACKED = 20_000_000
MAX_PARTS = 200

WRONG = {"f": "formula", "e": "cell-error"}
"""Kinds of cells, as the format names them, that say nothing by themselves."""


def read_workbook(data: bytes) -> Iterator[Line]:
    """Numbered lines of cells. Raises SheetError; a formula is never computed: its row can't be taken."""
    _refuse_bomb(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(islice(sheet.iter_rows(max_col=MAX_COLUMNS + 1), 2 * MAX_ROWS), 1):
            kinds = {getattr(cell, "data_type", "") for cell in row}
            wrong = next((WRONG[kind] for kind in WRONG if kind in kinds), "")
            yield number, ["" if wrong else _read_cell(cell) for cell in row], wrong
    except (InvalidFileException, KeyError, IndexError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, SyntaxError):
        # openpyxl answers a damaged workbook with whatever its own code stumbles over; XML errors are SyntaxErrors.
        raise SheetError("not-workbook") from None


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SheetError("bomb", limit=MAX_UNPACKED // 1_000_000)
            # A workbook has no use for a document type; entities that unfold into each other come in one.
            if any(b"<!DOCTYPE" in archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise SheetError("not-workbook")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        raise SheetError("not-workbook") from None


def _read_cell(cell: object) -> str:
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"
    return str(value)
