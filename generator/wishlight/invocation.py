"""What every command is told about how it was called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click


class Day(click.DateTime):
    """A day as YYYY-MM-DD, of the century that ids can name: they write a year with two signs."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        found = super().convert(value, param, ctx)
        if found.year // 100 != 20:
            self.fail(f"{value!r} < 2000-01-01 | > 2099-12-31", param, ctx)
        return found


@dataclass(frozen=True, slots=True)
class Invocation:
    """`lang` is the reader's language; `root` the board's folder."""

    lang: str
    root: Path


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that is a board, else `start` itself."""
    return next((folder for folder in (start, *start.parents) if (folder / "site_config" / "board.yml").is_file()), start)
