"""What every command is told about how it was called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Invocation:
    """`lang` is the reader's language; `root` the board's folder."""

    lang: str
    root: Path


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that is a board, else `start` itself."""
    return next((folder for folder in (start, *start.parents) if (folder / "site_config" / "board.yml").is_file()), start)
