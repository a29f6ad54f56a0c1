"""The words of the demo, as tables of text."""

from __future__ import annotations

from pathlib import Path


def read_rows(name: str) -> list[list[str]]:
    """The rows of one table of text: cells between bars, `#` lines left out."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line.strip() and not line.startswith("#")]


def read_all(prefix: str) -> list[list[str]]:
    """The rows of all tables whose names begin alike, in order."""
    names = sorted(path.name for path in Path(__file__).parent.glob(f"{prefix}*.txt"))
    return [row for name in names for row in read_rows(name)]
