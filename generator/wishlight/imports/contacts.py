"""The columns that name or reach a person: kept in a file that git ignores, and nowhere else."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from wishlight.imports.columns import CONTACT
from wishlight.imports.sheet import Row
from wishlight.records.formulas import defuse
from wishlight.records.replace import replace_file

FILE = "local/contacts.local.csv"
"""Below the board's folder. Both parts of the name stand in a board's .gitignore."""


def list_contacts(rows: Iterable[Row], targets: Mapping[str, str], made: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """For each row that made a record the record's id, the column and what stands in it."""
    columns = [column for column, target in targets.items() if target == CONTACT]
    return [(made[row.number], column, row.cells[column]) for row in rows if row.number in made for column in columns if row.cells.get(column)]


def is_ignored(root: Path, file: str = FILE) -> bool:
    """Whether git would never take a file up; true outside git."""
    told = subprocess.run(["git", "-C", str(root), "check-ignore", "-q", file], capture_output=True, check=False)
    return told.returncode != 1


def add_contacts(root: Path, header: tuple[str, str, str], contacts: Iterable[tuple[str, str, str]]) -> Path:
    """Add lines to the file, each once, whole or not at all. Opens right in a spreadsheet: UTF-8 with a mark, no formulas."""
    place = root / FILE
    old = list(csv.reader(io.StringIO(place.read_text("utf-8-sig"), newline=""))) if place.is_file() else [list(header)]
    fresh = [[record, column, defuse(text)] for record, column, text in contacts]
    lines = [*old, *(line for line in fresh if line not in old)]
    place.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    replace_file(place, text.getvalue().encode("utf-8-sig"), mode=0o600)
    return place
