"""No cell of an export is a formula to a spreadsheet, and every cell comes back as it was written."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from inline_rows import fill_board
from wishlight.records.fields import load_schema
from wishlight.tables.load import load_tables, open_memory
from wishlight.tables.schemas import list_tables
from wishlight.tables.texts import read_table, write_table

CELLS = (
    "=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "   +1", "\u00a0=1", "\u3000=1", "\u200b=1", "\ufeff=1", "＝1+1", "＋1", "－1", "＠A1",
    " ＝1", "=cmd|' /C calc'!A0", '=HYPERLINK("https://evil.example","x")', '"=1"', '=1,"=2"', "=1\n=2", "'=1", "''=1", "-", "+86", "=", "@", "\t", "\u3000\t=1",
)  # fmt: skip
PLAIN = ("灯坏了", "a=b", "1-2", "x@y", "三 = 三", "", " ", "o'clock", "“=”")


def is_live(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula: a sign first, after what it skips, in either width."""
    bare = unicodedata.normalize("NFKC", cell).lstrip(" \u00a0\u3000\u2003\u200b\ufeff")
    return bare[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") if bare else False


def _write(cells: tuple[str, ...]) -> bytes:
    rows = [{"id": f"W-{n:03d}", "title": cell} for n, cell in enumerate(cells)]
    wishes = next(table for table in list_tables(load_schema()) if table.name == "wishes")
    with TemporaryDirectory() as folder:
        return write_table(fill_board(wishes=rows), wishes, Path(folder))[0].read_bytes()


def _titles(data: bytes) -> list[str]:
    return [row["title"] for row in csv.DictReader(io.StringIO(data.decode(), newline=""))]


@pytest.mark.figure
def test_no_formula_is_live_in_an_export(figure: Callable[..., None]) -> None:
    live = [cell for cell in _titles(_write(CELLS)) if is_live(cell)]
    assert len(CELLS) >= 19
    assert live == []
    figure("formula-cells", tried=len(CELLS), failed=0)


def test_the_oracle_would_see_a_live_cell() -> None:
    assert [cell for cell in CELLS if not is_live(cell)] == ['"=1"', "'=1", "''=1"]
    assert not any(is_live(cell) for cell in PLAIN)


def test_ordinary_cells_stay_as_they_are() -> None:
    assert _titles(_write(PLAIN)) == list(PLAIN)


@pytest.mark.parametrize("cells", [CELLS, PLAIN])
def test_every_cell_comes_back_as_it_was(cells: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "wishes.csv"
    file.write_bytes(_write(cells))
    tables = list_tables(load_schema())
    con = open_memory("Asia/Shanghai")
    load_tables(con, tables, {})
    read_table(con, next(table for table in tables if table.name == "wishes"), file)
    back = [row[0] for row in con.execute("SELECT title FROM wishes ORDER BY id").fetchall()]
    assert [text or "" for text in back] == list(cells)
